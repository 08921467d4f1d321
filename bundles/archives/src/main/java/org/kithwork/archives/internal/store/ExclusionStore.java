package org.kithwork.archives.internal.store;

import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.kithwork.archives.internal.recommendation.Exclusion;
import org.kithwork.customer.ActorName;
import org.kithwork.store.Dialect;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the items that are never recommended; they are few. */
@Component(service = ExclusionStore.class)
public final class ExclusionStore {

    private static final String[] COLUMNS = {"id", "item", "excluded_at", "created_by", "created_by_name"};

    private final ArchivesUnit unit;
    private final Dialect dialect;

    @Activate
    public ExclusionStore(@Reference ArchivesUnit unit, @Reference Dialect dialect) {
        this.unit = unit;
        this.dialect = dialect;
    }

    /** By item. */
    public List<Exclusion> all() {
        return read(select().orderBy("x.item"));
    }

    public Optional<Exclusion> of(String item) {
        return read(select().where("x.item = ?", item)).stream().findFirst();
    }

    public Optional<Exclusion> find(String id) {
        return read(select().where("x.id = ?", id)).stream().findFirst();
    }

    private static Sql select() {
        return Sql.select("x.id, x.item, x.excluded_at, x.created_by, x.created_by_name FROM archives_exclusion x");
    }

    private List<Exclusion> read(Sql query) {
        return unit.in(em -> query.rows(em).stream()
                .map(row -> new Exclusion(
                        (String) row[0],
                        (String) row[1],
                        ((Timestamp) row[2]).toInstant(),
                        new ActorName((String) row[3], (String) row[4])))
                .toList());
    }

    /** Of two at once one is kept. */
    public void insert(Exclusion exclusion) {
        unit.in(em -> dialect.insertIfAbsent(
                em,
                "archives_exclusion",
                COLUMNS,
                exclusion.id(),
                exclusion.item(),
                Timestamp.from(exclusion.at()),
                exclusion.by().id(),
                "" + exclusion.by().name()));
    }

    public void remove(String id) {
        unit.in(em -> em.createNativeQuery("DELETE FROM archives_exclusion WHERE id = ?")
                .setParameter(1, id)
                .executeUpdate());
    }
}
