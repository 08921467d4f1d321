package org.kithwork.funnel.internal.quote;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kithwork.event.EventType;
import org.kithwork.funnel.internal.FunnelEvents;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.opportunity.OpportunityBook;
import org.kithwork.funnel.internal.opportunity.ProductLine;
import org.kithwork.funnel.internal.store.QuoteStore;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Permission;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes quotes from state to state. What is not possible is refused and says what is; each step is kept for ever. */
@Component(service = QuoteSteps.class)
public final class QuoteSteps {

    private final AccessControl access;
    private final Transactions transactions;
    private final QuoteStore store;
    private final QuoteReader reader;
    private final QuoteFields fields;
    private final QuoteRules rules;
    private final QuotePolicies policies;
    private final OpportunityBook opportunities;

    @Activate
    public QuoteSteps(
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference QuoteStore store,
            @Reference QuoteReader reader,
            @Reference QuoteFields fields,
            @Reference QuoteRules rules,
            @Reference QuotePolicies policies,
            @Reference OpportunityBook opportunities) {
        this.access = access;
        this.transactions = transactions;
        this.store = store;
        this.reader = reader;
        this.fields = fields;
        this.rules = rules;
        this.policies = policies;
        this.opportunities = opportunities;
    }

    /** Hands a draft in: it is approved at once, or waits for somebody else where the company's rule asks for that. */
    public PlacedQuote submit(QuoteId id, StepDraft draft) {
        var words = QuoteReader.words(draft.words(), false);
        return step(id, QuoteStep.SUBMIT, FunnelPermissions.QUOTE_EDIT, words, found -> {
            var quote = found.quote();
            rules.requireLive(found.opportunity(), found.place());
            fields.requireWritable(found.place());
            if (quote.lines().isEmpty()) {
                throw Problem.conflict(QuoteReader.message("no-lines"));
            }
            requireValid(quote);
            return policies.asks(quote) ? QuoteState.IN_APPROVAL : QuoteState.APPROVED;
        });
    }

    /** Agrees to a quote that somebody else has written. */
    public PlacedQuote approve(QuoteId id, StepDraft draft) {
        var words = QuoteReader.words(draft.words(), false);
        return step(id, QuoteStep.APPROVE, FunnelPermissions.QUOTE_APPROVE, words, found -> {
            fields.requireShown(found);
            if (found.quote().isOf(access.actor().id())) {
                throw Problem.conflict(QuoteReader.message("own-quote"));
            }
            return QuoteState.APPROVED;
        });
    }

    /** Does not agree, and says why. */
    public PlacedQuote refuse(QuoteId id, StepDraft draft) {
        var words = QuoteReader.words(draft.words(), true);
        return step(id, QuoteStep.REFUSE, FunnelPermissions.QUOTE_APPROVE, words, found -> QuoteState.DRAFT);
    }

    /** Takes a quote back that was not sent yet, so that it can be changed. */
    public PlacedQuote withdraw(QuoteId id, StepDraft draft) {
        var words = QuoteReader.words(draft.words(), false);
        return step(id, QuoteStep.WITHDRAW, FunnelPermissions.QUOTE_EDIT, words, found -> QuoteState.DRAFT);
    }

    /** Notes that a quote went to the customer; it never changes from then on. */
    public PlacedQuote send(QuoteId id, StepDraft draft) {
        var words = QuoteReader.words(draft.words(), false);
        return step(id, QuoteStep.SEND, FunnelPermissions.QUOTE_SEND, words, found -> {
            rules.requireLive(found.opportunity(), found.place());
            requireValid(found.quote());
            return QuoteState.SENT;
        });
    }

    /** Notes that the customer has accepted it; where that is asked for, the opportunity gets its products, under the actor's rights to it. */
    public PlacedQuote accept(QuoteId id, AcceptanceDraft draft) {
        var words = QuoteReader.words(draft.words(), false);
        return step(id, QuoteStep.ACCEPT, FunnelPermissions.QUOTE_SEND, words, found -> {
            rules.requireLive(found.opportunity(), found.place());
            if (Boolean.TRUE.equals(draft.takeOver())) {
                var quote = found.quote();
                opportunities.take(
                        quote.opportunityId(),
                        quote.lines().stream().map(QuoteSteps::product).toList());
            }
            return QuoteState.ACCEPTED;
        });
    }

    /** Notes that the customer does not want it. */
    public PlacedQuote decline(QuoteId id, StepDraft draft) {
        var words = QuoteReader.words(draft.words(), false);
        return step(id, QuoteStep.DECLINE, FunnelPermissions.QUOTE_SEND, words, found -> QuoteState.DECLINED);
    }

    /**
     * Takes a step.
     *
     * @param rule where it leads, unless it refuses
     */
    private PlacedQuote step(
            QuoteId id,
            QuoteStep step,
            Permission right,
            @Nullable String words,
            Function<PlacedQuote, QuoteState> rule) {
        var visibility = access.visibility(right);
        return transactions.call(() -> {
            var found = store.lock(id, visibility, reader.today()).orElseThrow(QuoteId::notFound);
            rules.requirePossible(step, found.quote());
            var after = store.step(id, step, rule.apply(found), words, access.actor());
            rules.tell(type(step), after);
            return new PlacedQuote(after, found.place(), found.opportunity());
        });
    }

    private static EventType type(QuoteStep step) {
        return switch (step) {
            case CREATE -> FunnelEvents.QUOTE_CREATED;
            case SUBMIT -> FunnelEvents.QUOTE_SUBMITTED;
            case APPROVE -> FunnelEvents.QUOTE_APPROVED;
            case REFUSE -> FunnelEvents.QUOTE_REFUSED;
            case WITHDRAW -> FunnelEvents.QUOTE_WITHDRAWN;
            case SEND -> FunnelEvents.QUOTE_SENT;
            case ACCEPT -> FunnelEvents.QUOTE_ACCEPTED;
            case DECLINE -> FunnelEvents.QUOTE_DECLINED;
            case REVISE -> FunnelEvents.QUOTE_SUPERSEDED;
        };
    }

    private void requireValid(Quote quote) {
        if (quote.validUntil().isBefore(reader.today())) {
            throw Problem.conflict(QuoteReader.message("validity-over"));
        }
    }

    /** A line as the opportunity keeps it: what it costs without tax, all discounts in one. */
    private static ProductLine product(QuoteLine line) {
        var full = line.unitPrice().times(line.quantity());
        return new ProductLine(
                null, line.name(), line.quantity(), line.unitPrice(), full.minus(line.base()), line.base());
    }
}
