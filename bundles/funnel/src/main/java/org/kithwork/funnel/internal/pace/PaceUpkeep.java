package org.kithwork.funnel.internal.pace;

import java.time.Clock;
import java.time.Duration;
import org.kithwork.funnel.internal.pipeline.StageKind;
import org.kithwork.funnel.internal.store.PaceStore;
import org.kithwork.funnel.internal.store.PipelineStore;
import org.kithwork.job.spi.Upkeep;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts what is usual in each open stage anew once an hour; when two nodes do so, both find the same. */
@Component
public final class PaceUpkeep implements Upkeep {

    private static final Duration FRESH = Duration.ofHours(1);

    private final PipelineStore pipelines;
    private final PaceStore store;
    private final Clock clock;

    @Activate
    public PaceUpkeep(@Reference PipelineStore pipelines, @Reference PaceStore store, @Reference Clock clock) {
        this.pipelines = pipelines;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public String module() {
        return "funnel";
    }

    @Override
    public void run() {
        var now = clock.instant();
        var known = store.all();
        for (var pipeline : pipelines.all()) {
            for (var stage : pipeline.stages()) {
                var pace = known.get(stage.id());
                if (stage.kind() == StageKind.OPEN
                        && (pace == null || !pace.countedAt().plus(FRESH).isAfter(now))) {
                    store.refresh(stage.id(), now);
                }
            }
        }
    }
}
