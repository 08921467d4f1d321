package org.kithwork.funnel.internal.pipeline;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Stores;
import org.kithwork.company.Teams;
import org.kithwork.id.Ids;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.TeamId;
import org.kithwork.problem.Faults;

/** Reads the teams and stores that something is for. */
public final class PlaceReader {

    private static final int MOST_PLACES = 200;

    private final Stores stores;
    private final Teams company;

    public PlaceReader(Stores stores, Teams company) {
        this.stores = stores;
        this.company = company;
    }

    /** The teams that are named at {@code /teams}; none where nothing is said. */
    public Set<TeamId> teams(Faults faults, @Nullable List<String> said) {
        var teams = places(faults, "/teams", said, TeamId::new);
        if (company.teamNames(teams).size() < teams.size()) {
            faults.add("/teams", "id-invalid");
        }
        return teams;
    }

    /** The stores that are named at {@code /stores}; none where nothing is said. */
    public Set<StoreId> stores(Faults faults, @Nullable List<String> said) {
        var where = places(faults, "/stores", said, StoreId::new);
        where.stream().filter(store -> !stores.exists(store)).forEach(store -> faults.add("/stores", "id-invalid"));
        return where;
    }

    private static <T> Set<T> places(
            Faults faults, String pointer, @Nullable List<String> said, Function<String, T> id) {
        var read = new LinkedHashSet<T>();
        if (said == null) {
            return read;
        }
        if (said.size() > MOST_PLACES) {
            faults.add(pointer, PipelineReader.message("too-many", MOST_PLACES));
            return read;
        }
        for (int i = 0; i < said.size(); i++) {
            if (Ids.isId(said.get(i))) {
                read.add(id.apply(said.get(i)));
            } else {
                faults.add(pointer + "/" + i, "id-invalid");
            }
        }
        return read;
    }
}
