package org.kithwork.funnel.internal.store;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.spi.CustomerErasure;
import org.kithwork.customer.spi.CustomerMerge;
import org.kithwork.customer.store.CustomerRows;
import org.kithwork.customer.store.CustomerRows.Table;
import org.kithwork.funnel.internal.lead.Lead;
import org.kithwork.funnel.internal.lead.LeadNote;
import org.kithwork.funnel.internal.lead.Leads;
import org.kithwork.funnel.internal.opportunity.Opportunities.Filter;
import org.kithwork.funnel.internal.opportunity.Opportunities.Order;
import org.kithwork.funnel.internal.opportunity.Opportunity;
import org.kithwork.funnel.internal.opportunity.OpportunityId;
import org.kithwork.funnel.internal.opportunity.SaleReturn;
import org.kithwork.funnel.internal.opportunity.Transition;
import org.kithwork.funnel.internal.quote.Quote;
import org.kithwork.funnel.internal.quote.QuoteReader;
import org.kithwork.funnel.internal.quote.StepTaken;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Visibility;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Moves, erases and hands out the opportunities and leads of a customer. Asks no right: the core calls it for the module. */
@Component(service = CustomerDataStore.class)
public final class CustomerDataStore {

    private static final int PAGE = 100;

    private static final CustomerRows ROWS = new CustomerRows(
            "funnel_moved",
            Table.versioned(OpportunityStore.TABLE, "opportunity", "opportunities"),
            Table.versioned(LeadStore.TABLE, "lead", "leads"));

    /** What goes with the customer and is no record of its own for anybody. */
    private static final CustomerRows FOLLOWING = new CustomerRows(
            "funnel_moved",
            Table.plain(RhythmStore.NOTES, "purchase-note", "purchase notes"),
            Table.plain(RepurchaseStore.TABLE, "repurchase", "repurchases"));

    private final FunnelUnit unit;
    private final OpportunityStore store;
    private final TransitionStore steps;
    private final CreditStore credits;
    private final LeadStore leads;
    private final QuoteStore quotes;
    private final QuoteReader reader;

    @Activate
    public CustomerDataStore(
            @Reference FunnelUnit unit,
            @Reference OpportunityStore store,
            @Reference TransitionStore steps,
            @Reference CreditStore credits,
            @Reference LeadStore leads,
            @Reference QuoteStore quotes,
            @Reference QuoteReader reader) {
        this.unit = unit;
        this.store = store;
        this.steps = steps;
        this.credits = credits;
        this.leads = leads;
        this.quotes = quotes;
        this.reader = reader;
    }

    /** How many records of each kind the customer has. */
    public Map<String, Long> counts(CustomerId customer) {
        return unit.in(em -> ROWS.counts(em, customer));
    }

    /** Gives the absorbed customer's records to the survivor and remembers which. */
    public void move(CustomerMerge merge) {
        unit.run(em -> {
            ROWS.move(em, merge);
            FOLLOWING.move(em, merge);
        });
    }

    /** Gives back what a merge moved, as far as it is still with the survivor. */
    public void moveBack(CustomerMerge merge) {
        unit.run(em -> {
            ROWS.moveBack(em, merge);
            FOLLOWING.moveBack(em, merge);
        });
    }

    /** Removes the person: his opportunities and leads stay under the pseudonym, with what they were worth and when, and without words. */
    public void erase(CustomerErasure erasure) {
        var customer = erasure.customer().value();
        unit.run(em -> {
            Sql.update(
                    em,
                    "UPDATE funnel_transition SET reason_cipher = NULL WHERE opportunity_id IN"
                            + " (SELECT o.id FROM funnel_opportunity o WHERE o.customer_id = ?)",
                    customer);
            Sql.select("o.id FROM funnel_opportunity o")
                    .where("o.customer_id = ?", customer)
                    .values(em, String.class)
                    .forEach(id -> QuoteStore.silence(em, id));
            Sql.update(
                    em,
                    "UPDATE funnel_return SET reason_cipher = NULL WHERE opportunity_id IN"
                            + " (SELECT o.id FROM funnel_opportunity o WHERE o.customer_id = ?)",
                    customer);
            Sql.update(
                    em,
                    "UPDATE funnel_opportunity SET customer_id = NULL, pseudonym = ?, title_cipher = NULL, competitor = NULL,"
                            + " version = version + 1 WHERE customer_id = ?",
                    erasure.pseudonym(),
                    customer);
            for (var table : List.of(RhythmStore.NOTES, "funnel_rhythm", RepurchaseStore.TABLE)) {
                Sql.update(em, "DELETE FROM " + table + " WHERE customer_id = ?", customer);
            }
            eraseLeads(em, erasure);
        });
    }

    /** What was open of him is rejected for a reason that nobody can choose. */
    private static void eraseLeads(EntityManager em, CustomerErasure erasure) {
        var customer = erasure.customer().value();
        Sql.update(
                em,
                "DELETE FROM funnel_lead_note WHERE lead_id IN (SELECT l.id FROM funnel_lead l WHERE l.customer_id = ?)",
                customer);
        Sql.update(
                em,
                "UPDATE funnel_lead SET state = 'REJECTED', settled = TRUE, rejection = 'ERASED'"
                        + " WHERE customer_id = ? AND settled = FALSE",
                customer);
        Sql.update(
                em,
                "UPDATE funnel_lead SET customer_id = NULL, pseudonym = ?, title_cipher = NULL,"
                        + " version = version + 1 WHERE customer_id = ?",
                erasure.pseudonym(),
                customer);
    }

    /** An opportunity with all that became of it. */
    public record Held(
            Opportunity opportunity, List<Transition> transitions, List<SaleReturn> returns, List<HeldQuote> quotes) {}

    /** A quote with all that was done with it. */
    public record HeldQuote(Quote quote, List<StepTaken> steps) {}

    /** Each opportunity of the customer with its steps, returns and quotes, page by page, so that however many there are fit into memory. */
    public void each(CustomerId customer, Consumer<Held> writer) {
        var all = new Visibility(true, Set.of(), Set.of(), Set.of(customer.value()));
        var filter = new Filter(customer, null, null, null, null, null, null);
        @Nullable String after = null;
        do {
            var some = store.list(filter, Order.OPENED, all, new PageRequest(PAGE - 1, after));
            some.forEach(one ->
                    writer.accept(new Held(one, steps.of(one.id()), credits.returns(one.id()), quotes(one.id()))));
            after = some.size() < PAGE ? null : store.key(some.get(some.size() - 1), Order.OPENED);
        } while (after != null);
    }

    private List<HeldQuote> quotes(OpportunityId opportunity) {
        return quotes.of(opportunity, reader.today()).stream()
                .map(quote -> new HeldQuote(quote, quotes.steps(quote.id())))
                .toList();
    }

    /** Each lead of the customer with its notes, page by page as well. */
    public void eachLead(CustomerId customer, BiConsumer<Lead, List<LeadNote>> writer) {
        var all = new Visibility(true, Set.of(), Set.of(), Set.of(customer.value()));
        @Nullable String after = null;
        do {
            var some = leads.list(Leads.Filter.of(customer), all, new PageRequest(PAGE - 1, after));
            some.forEach(one -> writer.accept(one, leads.notes(one.id())));
            after = some.size() < PAGE ? null : leads.key(some.get(some.size() - 1));
        } while (after != null);
    }
}
