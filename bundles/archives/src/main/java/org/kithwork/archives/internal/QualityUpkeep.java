package org.kithwork.archives.internal;

import java.time.Clock;
import java.time.LocalTime;
import java.util.List;
import org.kithwork.archives.internal.store.QualityTaskStore;
import org.kithwork.archives.internal.store.QualityTaskStore.Run;
import org.kithwork.company.Company;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerQuery;
import org.kithwork.customer.CustomerSummary;
import org.kithwork.job.spi.Upkeep;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Looks at customers who are new. Goes through all customers when the rules are others than those by which they were looked at, a portion at a time, and
 * once a night reminds of needs that wait too long, plans what is to be confirmed, and counts. Where it was stopped it goes on.
 */
@Component
public final class QualityUpkeep implements Upkeep {

    static final String ALL = "ALL";
    static final String PLAN = "PLAN";
    static final String NEEDS = "NEEDS";
    static final String REPORT = "REPORT";

    private static final LocalTime NIGHT = LocalTime.of(3, 0);
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 20;

    private final CustomerDirectory customers;
    private final Paging paging;
    private final Company company;
    private final QualityRules rules;
    private final QualityIndex index;
    private final QualityArrivals arrivals;
    private final FreshnessPlan plan;
    private final NeedReminders reminders;
    private final QualityReports reports;
    private final QualityTaskStore store;
    private final Transactions transactions;
    private final Clock clock;

    @Activate
    public QualityUpkeep(
            @Reference CustomerDirectory customers,
            @Reference Paging paging,
            @Reference Company company,
            @Reference QualityRules rules,
            @Reference QualityIndex index,
            @Reference QualityArrivals arrivals,
            @Reference FreshnessPlan plan,
            @Reference NeedReminders reminders,
            @Reference QualityReports reports,
            @Reference QualityTaskStore store,
            @Reference Transactions transactions,
            @Reference Clock clock) {
        this.customers = customers;
        this.paging = paging;
        this.company = company;
        this.rules = rules;
        this.index = index;
        this.arrivals = arrivals;
        this.plan = plan;
        this.reminders = reminders;
        this.reports = reports;
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String module() {
        return "archives";
    }

    @Override
    public void run() {
        arrivals.work();
        if (!lookThrough()) {
            return;
        }
        var now = clock.instant().atZone(company.zone());
        var today = now.toLocalDate().toString();
        if (now.toLocalTime().isBefore(NIGHT)) {
            return;
        }
        once(NEEDS, today, reminders::run);
        once(PLAN, today, plan::run);
        once(REPORT, today, reports::take);
    }

    /** Does it if it was not done to its end today. */
    private void once(String id, String today, Runnable work) {
        if (!store.run(id).map(Run::target).orElse("").equals(today)) {
            work.run();
            keep(id, new Run(today, "", true));
        }
    }

    /** Whether every customer was looked at by the rules that hold now. */
    private boolean lookThrough() {
        var all = rules.all();
        var target = fingerprint(all);
        var run = store.run(ALL)
                .filter(known -> known.target().equals(target))
                .orElseGet(() -> new Run(target, "", false));
        for (int page = 0; page < MOST_PAGES && !run.finished(); page++) {
            run = look(run, all);
            keep(ALL, run);
        }
        return run.finished();
    }

    private Run look(Run run, List<QualityRule> all) {
        var query = new CustomerQuery(null, CustomerQuery.Sort.CREATED_DESC, null, null, null);
        var page = customers.list(query, request(run.progress()));
        page.items().stream().map(CustomerSummary::id).forEach(id -> index.renew(id, all));
        var next = page.next();
        return new Run(run.target(), next == null ? "" : next, next == null);
    }

    /** From where it stopped; from the start where that place cannot be read any more. */
    private PageRequest request(String progress) {
        try {
            return paging.request(PAGE, progress.isEmpty() ? null : progress);
        } catch (Problem unreadable) {
            return PageRequest.first(PAGE);
        }
    }

    private void keep(String id, Run run) {
        transactions.run(() -> store.keepRun(id, run));
    }

    /** By which it shows that a rule is another one. */
    static String fingerprint(List<QualityRule> rules) {
        return Said.fingerprint(rules.stream()
                .<Object>map(rule -> rule.field() + " " + rule.weight() + " " + rule.maxAgeDays() + " " + rule.kinds())
                .toList());
    }
}
