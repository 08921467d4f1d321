package org.kithwork.funnel.internal.odds;

import java.time.Clock;
import java.time.LocalDate;
import org.kithwork.company.Company;
import org.kithwork.funnel.internal.pipeline.Pipeline;
import org.kithwork.funnel.internal.pipeline.StageKind;
import org.kithwork.funnel.internal.store.OddsStore;
import org.kithwork.funnel.internal.store.PipelineStore;
import org.kithwork.job.spi.Upkeep;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts once a day what became of what was decided, on one node. */
@Component
public final class OddsUpkeep implements Upkeep {

    private final PipelineStore pipelines;
    private final OddsStore store;
    private final Transactions transactions;
    private final Company company;
    private final Clock clock;

    @Activate
    public OddsUpkeep(
            @Reference PipelineStore pipelines,
            @Reference OddsStore store,
            @Reference Transactions transactions,
            @Reference Company company,
            @Reference Clock clock) {
        this.pipelines = pipelines;
        this.store = store;
        this.transactions = transactions;
        this.company = company;
        this.clock = clock;
    }

    @Override
    public String module() {
        return "funnel";
    }

    @Override
    public void run() {
        var today = LocalDate.ofInstant(clock.instant(), company.zone());
        if (store.isCounted(today)) {
            return;
        }
        transactions.run(() -> {
            if (store.claim(today)) {
                pipelines.all().forEach(this::count);
            }
        });
    }

    private void count(Pipeline pipeline) {
        store.clear(pipeline.id());
        for (var stage : pipeline.stages()) {
            if (stage.kind() == StageKind.OPEN) {
                for (var days : Age.BUCKETS) {
                    store.keep(pipeline.id(), stage.id(), days, store.counted(pipeline.id(), stage.id(), days, null));
                }
            }
        }
    }
}
