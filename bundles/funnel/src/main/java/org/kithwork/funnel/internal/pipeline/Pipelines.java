package org.kithwork.funnel.internal.pipeline;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.kithwork.event.Trail;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.pipeline.PipelineReader.Checked;
import org.kithwork.funnel.internal.store.OpportunityStore;
import org.kithwork.funnel.internal.store.PipelineStore;
import org.kithwork.funnel.internal.store.RecountStore;
import org.kithwork.id.Ids;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Problem;
import org.kithwork.rest.Patch;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes and changes pipelines. Each change and its audit are one transaction. */
@Component(service = Pipelines.class)
public final class Pipelines {

    private final AccessControl access;
    private final Transactions transactions;
    private final PipelineStore store;
    private final OpportunityStore opportunities;
    private final RecountStore recounts;
    private final PipelineReader reader;
    private final Trail trail;
    private final Ids ids;

    @Activate
    public Pipelines(
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference PipelineStore store,
            @Reference OpportunityStore opportunities,
            @Reference RecountStore recounts,
            @Reference PipelineReader reader,
            @Reference Trail trail,
            @Reference Ids ids) {
        this.access = access;
        this.transactions = transactions;
        this.store = store;
        this.opportunities = opportunities;
        this.recounts = recounts;
        this.reader = reader;
        this.trail = trail;
        this.ids = ids;
    }

    /** All pipelines, the retired ones among them, in the order in which they were made. */
    public List<Pipeline> list() {
        access.require(FunnelPermissions.PIPELINE_VIEW);
        return store.all();
    }

    /** The pipeline; refuses with {@code not-found} what is not there. */
    public Pipeline get(PipelineId id) {
        access.require(FunnelPermissions.PIPELINE_VIEW);
        return store.find(id).orElseThrow(PipelineId::notFound);
    }

    public Pipeline create(PipelineDraft draft) {
        access.require(FunnelPermissions.PIPELINE_CONFIGURE);
        var said = reader.read(draft, List.of());
        return transactions.call(() -> {
            var made = store.insert(
                    pipeline(new PipelineId(ids.next()), 0, said),
                    access.actor().id());
            audited(
                    "funnel.pipeline.created",
                    made,
                    Map.of("stages", made.stages().size()));
            return made;
        });
    }

    /** Changes the members that the patch names; of the stages all are said. */
    public Pipeline change(PipelineId id, long version, Patch patch) {
        access.require(FunnelPermissions.PIPELINE_CONFIGURE);
        patch.allow(PipelineDraft.class);
        return transactions.call(() -> {
            var before = store.lock(id).orElseThrow(PipelineId::notFound);
            if (before.version() != version) {
                throw Problem.stale();
            }
            var after = pipeline(id, version, reader.read(PipelineDraft.of(before, patch), before.stages()));
            if (after.equals(before)) {
                return before;
            }
            requireEmpty(before, after);
            var changed = store.change(after, access.actor().id());
            if (!way(after).equals(way(before))) {
                recounts.mark(id);
            }
            audited(
                    "funnel.pipeline.changed",
                    changed,
                    Map.of("fields", patch.members().stream().sorted().collect(Collectors.joining(", "))));
            return changed;
        });
    }

    /** The stages that are passed, in their order: by them it is counted how far opportunities ever were. */
    private static List<StageId> way(Pipeline pipeline) {
        return pipeline.path().stream().map(Stage::id).toList();
    }

    /** A stage that somebody stands in stays: he would be nowhere. */
    private void requireEmpty(Pipeline before, Pipeline after) {
        var occupied = opportunities.occupied(before.id());
        var faults = new Faults();
        for (var stage : before.stages()) {
            var standing = occupied.get(stage.id());
            if (standing != null && after.find(stage.id()).isEmpty()) {
                faults.add("/stages", PipelineReader.message("stage-occupied", title(stage), standing));
            }
        }
        if (!faults.isEmpty()) {
            throw Problem.conflict(PipelineReader.message("stages-occupied")).with(faults.found());
        }
    }

    private static String title(Stage stage) {
        var name = stage.name();
        return name.en() == null ? "" + name.zh() : name.zh() == null ? name.en() : name.zh() + " / " + name.en();
    }

    private static Pipeline pipeline(PipelineId id, long version, Checked said) {
        return new Pipeline(id, version, said.name(), said.teams(), said.stores(), said.stages(), said.retired());
    }

    private void audited(String action, Pipeline pipeline, Map<String, Object> detail) {
        trail.audited(action, null, pipeline.id().value(), detail, null);
    }
}
