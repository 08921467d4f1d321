package org.kithwork.funnel.internal.quote;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.kithwork.company.Company;
import org.kithwork.funnel.internal.FunnelEvents;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.opportunity.Opportunity;
import org.kithwork.funnel.internal.opportunity.OpportunityId;
import org.kithwork.funnel.internal.store.OpportunityStore;
import org.kithwork.funnel.internal.store.QuoteStore;
import org.kithwork.id.Ids;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.RecordFields.Place;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.rest.Patch;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes quotes down, changes drafts, and begins next versions. Each change, its audit and its event are one transaction. */
@Component(service = QuoteBook.class)
public final class QuoteBook {

    private final AccessControl access;
    private final Transactions transactions;
    private final OpportunityStore opportunities;
    private final QuoteStore store;
    private final QuoteReader reader;
    private final QuoteFields fields;
    private final Company company;
    private final Ids ids;
    private final QuoteRules rules;
    private final Clock clock;

    @Activate
    public QuoteBook(
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference OpportunityStore opportunities,
            @Reference QuoteStore store,
            @Reference QuoteReader reader,
            @Reference QuoteFields fields,
            @Reference Company company,
            @Reference Ids ids,
            @Reference QuoteRules rules,
            @Reference Clock clock) {
        this.access = access;
        this.transactions = transactions;
        this.opportunities = opportunities;
        this.store = store;
        this.reader = reader;
        this.fields = fields;
        this.company = company;
        this.ids = ids;
        this.rules = rules;
        this.clock = clock;
    }

    /** Writes down the first version of a quote, in the currency of the opportunity. */
    public PlacedQuote create(QuoteDraft draft) {
        var right = access.visibility(FunnelPermissions.QUOTE_CREATE);
        var named = draft.opportunityId();
        if (named == null) {
            throw Problem.invalid("/opportunityId", Message.of(Problem.class, "required"));
        }
        var id = new OpportunityId(named);
        return transactions.call(() -> {
            var opportunity = opportunities.lock(id, right).orElseThrow(OpportunityId::notFound);
            var place = place(opportunity);
            rules.requireLive(opportunity.status(), place);
            fields.requireWritable(place);
            var amount = opportunity.amount();
            var content = reader.read(draft, amount == null ? company.currency() : amount.currency());
            var number = store.nextNumber(reader.today().getYear());
            return new PlacedQuote(made(number, 1, id, content), place, opportunity.status());
        });
    }

    /** Changes the members of a draft that the patch names. */
    public PlacedQuote change(QuoteId id, long version, Patch patch) {
        var right = access.visibility(FunnelPermissions.QUOTE_EDIT);
        patch.allow(QuoteChange.class);
        return transactions.call(() -> {
            var before = store.lock(id, right, reader.today()).orElseThrow(QuoteId::notFound);
            if (before.quote().version() != version) {
                throw Problem.stale();
            }
            if (before.quote().state() != QuoteState.DRAFT) {
                throw rules.impossible(before.quote());
            }
            fields.requireWritable(before.place());
            var content = reader.read(
                    QuoteDraft.of(before.quote(), patch), before.quote().currency());
            var after = store.rewrite(id, content, access.actor());
            rules.tell(FunnelEvents.QUOTE_CHANGED, after);
            return new PlacedQuote(after, before.place(), before.opportunity());
        });
    }

    /** Begins the next version of what was sent, with the same words and prices; the one before is superseded. */
    public PlacedQuote revise(QuoteId id) {
        var right = access.visibility(FunnelPermissions.QUOTE_CREATE);
        return transactions.call(() -> {
            var found = store.lock(id, right, reader.today()).orElseThrow(QuoteId::notFound);
            var before = found.quote();
            rules.requirePossible(QuoteStep.REVISE, before);
            rules.requireLive(found.opportunity(), found.place());
            fields.requireWritable(found.place());
            var superseded = store.step(id, QuoteStep.REVISE, QuoteState.SUPERSEDED, null, access.actor());
            rules.tell(FunnelEvents.QUOTE_SUPERSEDED, superseded);
            var content = new QuoteContent(
                    before.currency(),
                    before.lines(),
                    Objects.requireNonNullElse(before.discount(), BigDecimal.ZERO),
                    before.validUntil().isBefore(reader.today()) ? reader.usualEnd() : before.validUntil(),
                    before.terms());
            return new PlacedQuote(
                    made(before.number(), before.revision() + 1, before.opportunityId(), content),
                    found.place(),
                    found.opportunity());
        });
    }

    private Quote made(String number, int revision, OpportunityId opportunity, QuoteContent content) {
        var made = store.insert(
                new QuoteId(ids.next()),
                number,
                revision,
                opportunity,
                content,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                access.actor());
        rules.tell(FunnelEvents.QUOTE_CREATED, made);
        return made;
    }

    private static Place place(Opportunity one) {
        var owner = one.owner().id();
        return new Place(one.customerId(), Ids.isId(owner) ? new UserId(owner) : null, one.storeId());
    }
}
