package org.kithwork.funnel.internal.quote;

import java.time.Clock;
import java.util.Map;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.event.EventType;
import org.kithwork.event.Trail;
import org.kithwork.funnel.internal.opportunity.Status;
import org.kithwork.permission.RecordFields.Place;
import org.kithwork.problem.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What holds for every step of a quote, and what each leaves behind. */
@Component(service = QuoteRules.class)
public final class QuoteRules {

    private final CustomerDirectory customers;
    private final Trail trail;
    private final Clock clock;

    @Activate
    public QuoteRules(@Reference CustomerDirectory customers, @Reference Trail trail, @Reference Clock clock) {
        this.customers = customers;
        this.trail = trail;
        this.clock = clock;
    }

    /** Refuses a step that is not possible in the state of the quote, saying which ones are. */
    void requirePossible(QuoteStep step, Quote quote) {
        if (!quote.possible().contains(step)) {
            throw impossible(quote);
        }
    }

    /** Refuses where nothing can come of the opportunity any more. */
    void requireLive(Status opportunity, Place place) {
        if (opportunity == Status.LOST) {
            throw Problem.conflict(QuoteReader.message("opportunity-lost"));
        }
        var customer = place.customer();
        if (customer != null) {
            customers.requireOpen(customer);
        }
    }

    /** What is said to whoever wants to do what is not possible. */
    Problem impossible(Quote quote) {
        var state = QuoteReader.message("state." + quote.state().name());
        var steps = quote.possible().stream()
                .map(step -> QuoteReader.message("step." + step.name()))
                .toList();
        return Problem.conflict(
                switch (steps.size()) {
                    case 0 -> QuoteReader.message("quote-final", state);
                    case 1 -> QuoteReader.message("quote-one-step", state, steps.get(0));
                    case 2 -> QuoteReader.message("quote-two-steps", state, steps.get(0), steps.get(1));
                    default ->
                        QuoteReader.message("quote-three-steps", state, steps.get(0), steps.get(1), steps.get(2));
                });
    }

    /** Leaves the audit and the event of what was done, without its words and figures. */
    void tell(EventType type, Quote quote) {
        var data = Map.<String, Object>of(
                "opportunityId", quote.opportunityId().value(),
                "number", quote.number(),
                "revision", quote.revision());
        trail.happened(type, quote.customerId(), quote.id().value(), clock.instant(), data, null);
    }
}
