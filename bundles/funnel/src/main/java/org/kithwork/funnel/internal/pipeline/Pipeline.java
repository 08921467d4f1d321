package org.kithwork.funnel.internal.pipeline;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.TeamId;
import org.kithwork.text.Bilingual;

/**
 * A way that opportunities go, stage by stage.
 *
 * @param teams whose it is; empty for all
 * @param stores where it is used; empty for all
 * @param stages in the order in which they are passed: open ones, then the one that is won, then one after the sale where there is one, and the
 *     one that is lost
 * @param retired takes no new opportunities
 */
public record Pipeline(
        PipelineId id,
        long version,
        Bilingual name,
        Set<TeamId> teams,
        Set<StoreId> stores,
        List<Stage> stages,
        boolean retired) {

    public Pipeline {
        teams = Set.copyOf(teams);
        stores = Set.copyOf(stores);
        stages = List.copyOf(stages);
    }

    /** Whether opportunities of somebody in these teams, in this store, go through it. */
    public boolean isFor(Collection<TeamId> ofOwner, @Nullable StoreId store) {
        return (teams.isEmpty() || ofOwner.stream().anyMatch(teams::contains))
                && (stores.isEmpty() || (store != null && stores.contains(store)));
    }

    public Optional<Stage> find(StageId stage) {
        return stages.stream().filter(one -> one.id().equals(stage)).findFirst();
    }

    /** Where opportunities begin. */
    public Stage first() {
        return stages.get(0);
    }

    /** The stages that are passed on the way to being won, that one the last: what conversion is counted over. */
    public List<Stage> path() {
        return stages.stream()
                .filter(stage -> stage.kind() == StageKind.OPEN || stage.kind() == StageKind.WON)
                .toList();
    }

    /**
     * How far along the path a stage is: from 0 for the first one. After the sale is as far as won; lost is nowhere.
     *
     * @return empty for a stage that leads nowhere
     */
    public Optional<Integer> distance(Stage stage) {
        var path = path();
        return switch (stage.kind()) {
            case OPEN, WON -> Optional.of(path.indexOf(stage));
            case POST_SALE -> Optional.of(path.size() - 1);
            case LOST -> Optional.empty();
        };
    }

    /** What it is to go from one of its stages to another one. */
    public Move move(Stage from, Stage to) {
        return Move.of(this, from, to);
    }
}
