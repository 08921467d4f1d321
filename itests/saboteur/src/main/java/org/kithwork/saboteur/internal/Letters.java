package org.kithwork.saboteur.internal;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.kithwork.consent.Channel;
import org.kithwork.consent.Purpose;
import org.kithwork.consent.SendDecision.Outcome;
import org.kithwork.consent.SendDecisions;
import org.kithwork.consent.SendRequest;
import org.kithwork.consent.SendRequest.Priority;
import org.kithwork.customer.CustomerId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Has a message to a customer decided and counted, as a module that sends would. */
@Component(service = Letters.class)
public final class Letters {

    private final SendDecisions decisions;
    private final Clock clock;

    @Activate
    public Letters(@Reference SendDecisions decisions, @Reference Clock clock) {
        this.decisions = decisions;
        this.clock = clock;
    }

    /** At the hour of the next day at which it may go out. */
    void send(CustomerId customer) {
        var at = clock.instant();
        for (int hour = 0; hour < 24; hour++) {
            var letter = new SendRequest(
                    customer,
                    Purpose.MARKETING,
                    Channel.SMS,
                    List.of(),
                    "letters",
                    Priority.NORMAL,
                    at.plus(Duration.ofHours(hour)));
            var decision = decisions.decide(letter);
            if (decision.outcome() == Outcome.ALLOWED) {
                return;
            }
            if (decision.outcome() == Outcome.REFUSED) {
                throw new IllegalStateException("Refused in step " + decision.step());
            }
        }
        throw new IllegalStateException("Delayed for a day");
    }
}
