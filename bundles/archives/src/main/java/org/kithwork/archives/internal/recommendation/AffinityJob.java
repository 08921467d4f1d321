package org.kithwork.archives.internal.recommendation;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.kithwork.archives.internal.ArchivesPermissions;
import org.kithwork.archives.internal.store.AffinityStore;
import org.kithwork.archives.internal.store.AffinityStore.Bought;
import org.kithwork.company.Company;
import org.kithwork.job.spi.JobHandler;
import org.kithwork.job.spi.JobRun;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Message;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Counts anew, from the purchases of two years, what is bought together. What was counted before is in use until all is
 * counted; broken off, it begins again.
 */
@Component(service = JobHandler.class)
public final class AffinityJob implements JobHandler {

    static final String KIND = "archives.affinities";

    private static final Duration SPAN = Duration.ofDays(730);

    private final AccessControl access;
    private final AffinityStore store;
    private final Transactions transactions;
    private final Company company;
    private final Clock clock;

    @Activate
    public AffinityJob(
            @Reference AccessControl access,
            @Reference AffinityStore store,
            @Reference Transactions transactions,
            @Reference Company company,
            @Reference Clock clock) {
        this.access = access;
        this.store = store;
        this.transactions = transactions;
        this.company = company;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title(String given, Locale locale) {
        return Message.of(AffinityJob.class, "job-affinities").text(locale);
    }

    @Override
    public void run(JobRun run) {
        access.require(ArchivesPermissions.RECOMMENDATION_EDIT);
        var counted = new Affinities();
        if (!pass(run, counted::count)) {
            return;
        }
        counted.choose();
        if (!pass(run, counted::pair)) {
            return;
        }
        var found = counted.found();
        var gaps = counted.gaps();
        transactions.run(() -> store.replace(found, gaps, counted.customers(), clock.instant()));
        run.progress(counted.customers(), counted.customers());
    }

    /** {@code false} when it is to stop. */
    private boolean pass(JobRun run, Consumer<List<Bought>> each) {
        var from = clock.instant().minus(SPAN);
        var zone = company.zone();
        var after = "";
        for (var page = store.bought(after, from, zone); !page.isEmpty(); page = store.bought(after, from, zone)) {
            if (run.stopRequested()) {
                return false;
            }
            page.values().forEach(each);
            after = page.lastKey();
        }
        return true;
    }
}
