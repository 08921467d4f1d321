package org.kithwork.funnel.internal.forecast;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import org.kithwork.company.Company;
import org.kithwork.funnel.internal.pipeline.Pipeline;
import org.kithwork.funnel.internal.pipeline.StageKind;
import org.kithwork.funnel.internal.store.ForecastStore;
import org.kithwork.funnel.internal.store.ForecastStore.Snapshot;
import org.kithwork.funnel.internal.store.PipelineStore;
import org.kithwork.job.spi.Upkeep;
import org.kithwork.money.CurrencyRates;
import org.kithwork.money.Rate;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Keeps once a week what is expected of each open opportunity, on Monday in the company's zone or later where nothing ran then. What is kept
 * never changes; it goes with an opportunity that is removed, which only the undoing of an import does.
 */
@Component
public final class ForecastUpkeep implements Upkeep {

    private final PipelineStore pipelines;
    private final ForecastStore store;
    private final Transactions transactions;
    private final CurrencyRates rates;
    private final Company company;
    private final Clock clock;

    @Activate
    public ForecastUpkeep(
            @Reference PipelineStore pipelines,
            @Reference ForecastStore store,
            @Reference Transactions transactions,
            @Reference CurrencyRates rates,
            @Reference Company company,
            @Reference Clock clock) {
        this.pipelines = pipelines;
        this.store = store;
        this.transactions = transactions;
        this.rates = rates;
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
        var week = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        if (store.isTaken(week)) {
            return;
        }
        transactions.run(() -> {
            var snapshot = new Snapshot(today, company.currency());
            if (store.claim(week, snapshot)) {
                take(snapshot);
            }
        });
    }

    /** Once more as long as something was found: what moves meanwhile to a stage that was counted already is not left out. */
    private void take(Snapshot snapshot) {
        var all = pipelines.all();
        long kept;
        do {
            kept = all.stream().mapToLong(pipeline -> take(snapshot, pipeline)).sum();
        } while (kept > 0);
    }

    private long take(Snapshot snapshot, Pipeline pipeline) {
        long kept = 0;
        for (var currency : store.currencies(pipeline.id())) {
            var rate = rates.find(currency, snapshot.currency(), snapshot.on()).map(Rate::value);
            for (var stage : pipeline.stages()) {
                if (stage.kind() == StageKind.OPEN) {
                    kept += store.take(snapshot, pipeline.id(), stage, currency, rate);
                }
            }
        }
        return kept;
    }
}
