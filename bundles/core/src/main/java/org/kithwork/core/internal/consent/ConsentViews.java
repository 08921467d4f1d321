package org.kithwork.core.internal.consent;

import org.jspecify.annotations.Nullable;
import org.kithwork.consent.ConsentEvent;
import org.kithwork.core.internal.access.FieldPolicies;
import org.kithwork.core.internal.consent.store.ConsentEntity;
import org.kithwork.core.internal.customer.CustomerFacts.Facts;
import org.kithwork.core.internal.customer.CustomerPermissions;
import org.kithwork.core.internal.protection.DataClass;
import org.kithwork.core.internal.protection.FieldCipher;
import org.kithwork.core.internal.protection.FieldRef;
import org.kithwork.core.internal.protection.Keys;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.FieldAccess;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The one place where decisions leave the core: evidence is free text and shown like a note on the customer. */
@Component(service = ConsentViews.class)
public final class ConsentViews {

    private static final String LIKE = "note";

    private final FieldPolicies policies;
    private final FieldCipher cipher;

    @Activate
    public ConsentViews(@Reference FieldPolicies policies, @Reference Keys keys) {
        this.policies = policies;
        this.cipher = new FieldCipher(keys.ring());
    }

    /** Whether the actor sees evidence about this customer. */
    boolean showsEvidence(Facts customer) {
        return policies.rules(CustomerPermissions.VIEW, CustomerPermissions.EDIT)
                .accessTo(LIKE, customer.place())
                .isAtLeast(FieldAccess.READ);
    }

    ConsentEvent view(ConsentEntity event, boolean evidence) {
        return new ConsentEvent(
                event.id,
                new CustomerId(event.customerId),
                event.purpose,
                event.channel,
                event.decision,
                event.decider,
                event.basis,
                event.noticeVersion,
                evidence ? open(event) : null,
                event.imported,
                event.decidedAt,
                event.expiresAt,
                event.recordedAt,
                new ActorName(event.recordedBy, event.recordedByName));
    }

    @Nullable
    String seal(String eventId, @Nullable String evidence) {
        return evidence == null ? null : cipher.encrypt(DataClass.NOTE, place(eventId), evidence);
    }

    private @Nullable String open(ConsentEntity event) {
        return event.evidenceCipher == null
                ? null
                : cipher.decrypt(DataClass.NOTE, place(event.id), event.evidenceCipher);
    }

    private static FieldRef place(String eventId) {
        return new FieldRef("core_consent_event", "evidence_cipher", eventId);
    }
}
