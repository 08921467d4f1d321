package org.kithwork.archives.internal;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kithwork.archives.internal.store.InteractionStore;
import org.kithwork.consent.Channel;
import org.kithwork.consent.Purpose;
import org.kithwork.consent.SendDecisions;
import org.kithwork.consent.SendRequest;
import org.kithwork.consent.SendRequest.Priority;
import org.kithwork.customer.CustomerId;
import org.kithwork.event.Trail;
import org.kithwork.mail.MailOutbox;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Asks customers by mail to rate a contact, where they may be written to. It decides and notes that; the address is read
 * afterwards, by {@link RatingMails} as the module, since who asks need not see it.
 */
@Component(service = RatingRequests.class)
public final class RatingRequests {

    private final AccessControl access;
    private final Transactions transactions;
    private final InteractionStore store;
    private final InteractionBook book;
    private final SendDecisions decisions;
    private final MailOutbox outbox;
    private final Trail trail;
    private final Clock clock;

    @Activate
    public RatingRequests(
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference InteractionStore store,
            @Reference InteractionBook book,
            @Reference SendDecisions decisions,
            @Reference MailOutbox outbox,
            @Reference Trail trail,
            @Reference Clock clock) {
        this.access = access;
        this.transactions = transactions;
        this.store = store;
        this.book = book;
        this.decisions = decisions;
        this.outbox = outbox;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Has the link for a contact that the actor may rate sent to the customer, once. Needs {@code core:consent:view} on the customer.
     * Refuses with {@code no-mail-server} while there is none, and with the reason where the rules for sending speak
     * against it.
     */
    public void mail(InteractionId id, Locale language) {
        var reader = Reader.of(access, access.visibility(ArchivesPermissions.INTERACTION_EDIT));
        transactions.run(() -> {
            var interaction = store.lock(id, reader).orElseThrow(InteractionId::notFound);
            var customer = book.requireRateable(interaction);
            if (!outbox.isOpen()) {
                throw Problem.conflict(Said.message("no-mail-server"));
            }
            var point = requireAllowed(customer, id);
            trail.audited(
                    "archives.interaction.rating-asked", customer, id.value(), Map.of("contactPoint", point), null);
            trail.told(
                    ArchivesEvents.RATING_ASKED,
                    customer,
                    id.value(),
                    clock.instant(),
                    Map.of("contactPoint", point, "language", language.toLanguageTag()));
        });
    }

    /** The point of contact to write to. */
    private String requireAllowed(CustomerId customer, InteractionId id) {
        var decision = decisions.decide(new SendRequest(
                customer,
                Purpose.SERVICE,
                Channel.EMAIL,
                List.of(),
                RatingMails.key(id),
                Priority.NORMAL,
                clock.instant()));
        var point = decision.contactPoint();
        if (!decision.isAllowed() || point == null) {
            throw Problem.conflict(Said.message("rating-not-mailed", decision.reason()));
        }
        return point;
    }
}
