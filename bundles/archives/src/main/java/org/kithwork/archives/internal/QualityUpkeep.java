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
import org.kithwork.page.Paging;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Goes through all customers when the rules are others than those by which they were looked at, a portion at a time, and
 * plans once a night what is to be confirmed. Where it was stopped it goes on.
 */
@Component
public final class QualityUpkeep implements Upkeep {

    static final String ALL = "ALL";
    static final String PLAN = "PLAN";

    private static final LocalTime NIGHT = LocalTime.of(3, 0);
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 20;

    private final CustomerDirectory customers;
    private final Paging paging;
    private final Company company;
    private final QualityRules rules;
    private final QualityIndex index;
    private final FreshnessPlan plan;
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
            @Reference FreshnessPlan plan,
            @Reference QualityTaskStore store,
            @Reference Transactions transactions,
            @Reference Clock clock) {
        this.customers = customers;
        this.paging = paging;
        this.company = company;
        this.rules = rules;
        this.index = index;
        this.plan = plan;
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
        if (!lookThrough()) {
            return;
        }
        var now = clock.instant().atZone(company.zone());
        var today = now.toLocalDate().toString();
        var done = store.run(PLAN).map(Run::target).orElse("");
        if (!done.equals(today) && !now.toLocalTime().isBefore(NIGHT)) {
            plan.run();
            keep(PLAN, new Run(today, "", true));
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
        var page = customers.list(query, paging.request(PAGE, run.progress().isEmpty() ? null : run.progress()));
        page.items().stream().map(CustomerSummary::id).forEach(id -> index.renew(id, all));
        var next = page.next();
        return new Run(run.target(), next == null ? "" : next, next == null);
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
