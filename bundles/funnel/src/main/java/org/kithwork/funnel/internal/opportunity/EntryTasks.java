package org.kithwork.funnel.internal.opportunity;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.kithwork.company.Company;
import org.kithwork.company.Users;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.pipeline.Stage;
import org.kithwork.funnel.internal.store.OpportunityStore;
import org.kithwork.funnel.internal.store.TaskStore;
import org.kithwork.interaction.FollowUpEntry;
import org.kithwork.interaction.FollowUpPlanner;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.UserId;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The tasks that stages ask for: an opportunity has each of them once, however often it enters. They are planned as follow-ups of its
 * customer, by whichever module keeps those; what cannot be planned yet waits for the next time somebody who may do so comes by.
 */
@Component(service = EntryTasks.class)
public final class EntryTasks {

    /** The time of a task that has but a day. */
    private static final LocalTime MORNING = LocalTime.of(10, 0);

    private final AccessControl access;
    private final Transactions transactions;
    private final OpportunityStore opportunities;
    private final TaskStore store;
    private final FollowUpPlanner planner;
    private final Users users;
    private final Company company;
    private final Clock clock;

    @Activate
    public EntryTasks(
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference OpportunityStore opportunities,
            @Reference TaskStore store,
            @Reference FollowUpPlanner planner,
            @Reference Users users,
            @Reference Company company,
            @Reference Clock clock) {
        this.access = access;
        this.transactions = transactions;
        this.opportunities = opportunities;
        this.store = store;
        this.planner = planner;
        this.users = users;
        this.company = company;
        this.clock = clock;
    }

    /** What there is to do for an opportunity, the first due first. */
    public List<Task> list(OpportunityId id) {
        return opportunities
                .find(id, access.visibility(FunnelPermissions.OPPORTUNITY_VIEW))
                .map(found -> store.list(found.id()))
                .orElseThrow(OpportunityId::notFound);
    }

    /** Plans what waits; answers all that there is to do. */
    public List<Task> plan(OpportunityId id) {
        var right = access.visibility(FunnelPermissions.OPPORTUNITY_EDIT);
        return transactions.call(() -> {
            plan(opportunities.lock(id, right).orElseThrow(OpportunityId::notFound));
            return store.list(id);
        });
    }

    /** Notes what is to be done now that the opportunity is in the stage, and plans it. */
    void entered(Opportunity one, Stage stage) {
        var today = today();
        stage.tasks().forEach(task -> store.insertOnce(one.id(), stage.id(), task, today.plusDays(task.days())));
        plan(one);
    }

    /** Plans what waits of an opportunity whose row is locked. */
    void plan(Opportunity one) {
        var customer = one.customerId();
        var waiting = customer == null ? List.<Task>of() : store.waiting(one.id());
        if (customer == null || waiting.isEmpty() || !planner.isOpen()) {
            return;
        }
        var owner = users.active(new UserId(one.owner().id()));
        if (owner.isEmpty()) {
            return;
        }
        for (var task : waiting) {
            var day = task.dueOn().isBefore(today()) ? today() : task.dueOn();
            var at = day.atTime(MORNING).atZone(company.zone()).toInstant();
            var entry = new FollowUpEntry(customer, at, task.kind().name(), task.subject(), owner.get(), null);
            store.planned(task.id(), planner.plan(entry));
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), company.zone());
    }
}
