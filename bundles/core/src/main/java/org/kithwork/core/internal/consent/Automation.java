package org.kithwork.core.internal.consent;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kithwork.consent.AutomatedDecision;
import org.kithwork.consent.AutomatedDecisions;
import org.kithwork.consent.Channel;
import org.kithwork.consent.ConsentState.Standing;
import org.kithwork.consent.Purpose;
import org.kithwork.core.internal.customer.CustomerFacts.Facts;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Message;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells whether a machine alone may decide on a customer. */
@Component(service = AutomatedDecisions.class)
public final class Automation implements AutomatedDecisions {

    private final AccessControl access;
    private final Transactions transactions;
    private final ConsentBook book;
    private final ConsentViews views;
    private final Clock clock;

    @Activate
    public Automation(
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference ConsentBook book,
            @Reference ConsentViews views,
            @Reference Clock clock) {
        this.access = access;
        this.transactions = transactions;
        this.book = book;
        this.views = views;
        this.clock = clock;
    }

    @Override
    public AutomatedDecision of(CustomerId id) {
        return transactions.call(() -> decide(book.asked(id, access)));
    }

    private AutomatedDecision decide(Facts customer) {
        var now = clock.instant();
        var said = said(book.fold(customer, now));
        var event = said.standing() == Standing.REFUSED ? said.decidedBy() : null;
        var reason = reason(customer, said, now);
        return new AutomatedDecision(
                reason == null, reason, event == null ? null : views.view(event, views.showsEvidence(customer)));
    }

    private @Nullable Message reason(Facts customer, ConsentFold.Result said, Instant now) {
        var lost = Sending.lost(customer, book.policies(customer));
        if (lost != null) {
            return Message.of(Sending.class, lost);
        }
        if (said.standing() == Standing.REFUSED) {
            return Message.of(Automation.class, "automation-objected");
        }
        return said.standing() != Standing.GRANTED && book.isMinor(customer, now)
                ? Message.of(Sending.class, "guardian-needed")
                : null;
    }

    /** What the person said of it. */
    static ConsentFold.Result said(ConsentFold fold) {
        return fold.at(Purpose.PROFILING, Channel.ANY);
    }
}
