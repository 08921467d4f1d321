package org.kithwork.funnel.internal.opportunity;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Company;
import org.kithwork.customer.ActorName;
import org.kithwork.event.Trail;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.store.CreditStore;
import org.kithwork.funnel.internal.store.OpportunityStore;
import org.kithwork.id.Ids;
import org.kithwork.money.Money;
import org.kithwork.money.MoneyDraft;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Notes what came back of won opportunities, at most what each was worth. */
@Component(service = SaleReturns.class)
public final class SaleReturns {

    private static final int LONGEST_REASON = 500;

    private final AccessControl access;
    private final Transactions transactions;
    private final OpportunityStore opportunities;
    private final OpportunityFields fields;
    private final CreditStore store;
    private final Company company;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public SaleReturns(
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference OpportunityStore opportunities,
            @Reference OpportunityFields fields,
            @Reference CreditStore store,
            @Reference Company company,
            @Reference Trail trail,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.access = access;
        this.transactions = transactions;
        this.opportunities = opportunities;
        this.fields = fields;
        this.store = store;
        this.company = company;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What is said of a return.
     *
     * @param returnedOn today where absent
     */
    public record Draft(
            @Nullable MoneyDraft amount,
            @Nullable String returnedOn,
            @Nullable String reason) {}

    /** What came back of an opportunity, the first one first. */
    public List<SaleReturn> of(OpportunityId id) {
        var one = opportunities
                .find(id, access.visibility(FunnelPermissions.OPPORTUNITY_VIEW))
                .orElseThrow(OpportunityId::notFound);
        var shows = fields.showsAmount(one);
        return store.returns(id).stream().map(back -> back.shown(shows)).toList();
    }

    /** Notes that something came back. */
    public SaleReturn add(OpportunityId id, Draft draft) {
        var right = access.visibility(FunnelPermissions.OPPORTUNITY_EDIT);
        return transactions.call(() -> {
            var one = opportunities.lock(id, right).orElseThrow(OpportunityId::notFound);
            fields.requireWritable(one, Set.of(OpportunityFields.AMOUNT));
            var amount = one.amount();
            var wonAt = one.wonAt();
            if (amount == null || wonAt == null) {
                throw Problem.conflict(OpportunityReader.message("return-not-won"));
            }
            var back = read(draft, amount, LocalDate.ofInstant(wonAt, company.zone()));
            var all = opportunities
                    .returned(id)
                    .map(returned -> returned.plus(back.money()))
                    .orElse(back.money());
            if (all.compare(amount) > 0) {
                throw Problem.invalid("/amount/amount", OpportunityReader.message("return-too-much"));
            }
            var actor = access.actor();
            var kept = new SaleReturn(
                    ids.next(),
                    back.money(),
                    back.on(),
                    back.reason(),
                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                    new ActorName(actor.id(), actor.name()));
            store.add(one, kept, actor);
            trail.audited(
                    "funnel.opportunity.returned",
                    one.customerId(),
                    id.value(),
                    Map.of("amount", back.money().toString(), "on", back.on().toString()),
                    null);
            return kept.shown(fields.showsAmount(one));
        });
    }

    private record Read(Money money, LocalDate on, @Nullable String reason) {}

    private Read read(Draft draft, Money amount, LocalDate won) {
        var faults = new Faults();
        var money = MoneyDraft.read(faults, "/amount", draft.amount(), amount.currency());
        if (money == null && faults.isEmpty()) {
            faults.add("/amount", "required");
        }
        if (money != null && money.amount().signum() <= 0) {
            faults.add("/amount/amount", OpportunityReader.message("return-nothing"));
        }
        var today = LocalDate.ofInstant(clock.instant(), company.zone());
        var said = faults.day("/returnedOn", draft.returnedOn());
        var on = said == null ? today : said;
        if (on.isAfter(today) || on.isBefore(won)) {
            faults.add("/returnedOn", OpportunityReader.message("return-day"));
        }
        var reason = faults.optionalText("/reason", draft.reason(), LONGEST_REASON);
        faults.check();
        if (money == null) {
            throw new IllegalStateException("A draft without faults has an amount");
        }
        return new Read(money, on, reason);
    }
}
