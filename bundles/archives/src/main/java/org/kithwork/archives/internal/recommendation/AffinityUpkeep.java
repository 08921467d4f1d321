package org.kithwork.archives.internal.recommendation;

import java.time.Clock;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Map;
import org.kithwork.archives.internal.store.AffinityStore;
import org.kithwork.company.Company;
import org.kithwork.job.JobRequest;
import org.kithwork.job.Jobs;
import org.kithwork.job.spi.Upkeep;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Has what is bought together counted anew each night, once. */
@Component
public final class AffinityUpkeep implements Upkeep {

    private static final LocalTime NIGHT = LocalTime.of(3, 0);

    private final AffinityStore store;
    private final Jobs jobs;
    private final Transactions transactions;
    private final Company company;
    private final Clock clock;

    @Activate
    public AffinityUpkeep(
            @Reference AffinityStore store,
            @Reference Jobs jobs,
            @Reference Transactions transactions,
            @Reference Company company,
            @Reference Clock clock) {
        this.store = store;
        this.jobs = jobs;
        this.transactions = transactions;
        this.company = company;
        this.clock = clock;
    }

    @Override
    public String module() {
        return "archives";
    }

    @Override
    public void run() {
        var now = ZonedDateTime.ofInstant(clock.instant(), company.zone());
        var night = now.toLocalTime().isBefore(NIGHT) ? now.toLocalDate().minusDays(1) : now.toLocalDate();
        transactions.run(() -> {
            if (store.claim(night)) {
                jobs.submit(new JobRequest(AffinityJob.KIND, AffinityJob.KIND, Map.of(), null));
            }
        });
    }
}
