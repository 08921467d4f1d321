package org.kithwork.funnel.internal.pace;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.figure.Durations;
import org.kithwork.funnel.internal.pipeline.Pipeline;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.funnel.internal.pipeline.StageId;
import org.kithwork.funnel.internal.pipeline.StageKind;
import org.kithwork.funnel.internal.store.PaceStore;
import org.kithwork.funnel.internal.store.PipelineStore;
import org.kithwork.permission.AccessControl;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells what is usual in the stages of a pipeline, counted over all opportunities: it is a trait of the stages, as their names are. */
@Component(service = Paces.class)
public final class Paces {

    private final AccessControl access;
    private final PipelineStore pipelines;
    private final PaceStore store;

    @Activate
    public Paces(@Reference AccessControl access, @Reference PipelineStore pipelines, @Reference PaceStore store) {
        this.access = access;
        this.pipelines = pipelines;
        this.store = store;
    }

    /**
     * The pace of each open stage.
     *
     * @param pipeline the first one that is in use where none is named
     */
    public Pace of(@Nullable PipelineId pipeline) {
        access.require(FunnelPermissions.PIPELINE_VIEW);
        return pace(pipelines.chosen(pipeline).orElseThrow(PipelineId::notFound), store.all());
    }

    private static Pace pace(Pipeline pipeline, Map<StageId, StagePace> known) {
        return new Pace(
                pipeline.id(),
                pipeline.stages().stream()
                        .filter(stage -> stage.kind() == StageKind.OPEN)
                        .map(stage -> ofStage(stage.id(), Optional.ofNullable(known.get(stage.id()))))
                        .toList());
    }

    private static Pace.OfStage ofStage(StageId stage, Optional<StagePace> pace) {
        var known = pace.filter(StagePace::isKnown);
        return new Pace.OfStage(
                stage,
                pace.map(StagePace::stays).orElse(0L),
                known.map(of -> Durations.days(of.typical())).orElse(null),
                known.map(of -> Durations.days(of.slow())).orElse(null));
    }
}
