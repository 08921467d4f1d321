package org.kithwork.archives.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.event.EventType;
import org.kithwork.event.spi.EventTypeSource;
import org.kithwork.permission.Permission;
import org.kithwork.problem.Message;
import org.osgi.service.component.annotations.Component;

/** What happens here, for whoever wants to know. */
@Component
public final class ArchivesEvents implements EventTypeSource {

    /** Data: amount (the net), currency, lines, storeId. */
    static final EventType PURCHASE_COMPLETED = type(
            "purchase.completed", "shopping-bag", "/archives/purchases/{subject}", ArchivesPermissions.PURCHASE_VIEW);

    /** A line came late; data: amount (the net of the line), currency, storeId. */
    static final EventType PURCHASE_EXTENDED = type(
            "purchase.extended", "shopping-bag", "/archives/purchases/{subject}", ArchivesPermissions.PURCHASE_VIEW);

    /** Data: amount (what was paid back), currency, storeId. */
    static final EventType PURCHASE_RETURNED =
            type("purchase.returned", "undo-2", "/archives/purchases/{subject}", ArchivesPermissions.PURCHASE_VIEW);

    /** Data: amount (the net that counts no more), currency, storeId. */
    static final EventType PURCHASE_VOIDED =
            type("purchase.voided", "ban", "/archives/purchases/{subject}", ArchivesPermissions.PURCHASE_VIEW);

    /** Data: record (the line), stars, storeId. */
    static final EventType PURCHASE_REVIEWED =
            type("purchase.reviewed", "star", "/archives/purchases/{subject}", ArchivesPermissions.PURCHASE_VIEW);

    /** A return was entered by mistake and is gone; data: record (of the return), amount (what counts again), currency, storeId. */
    static final EventType RETURN_REMOVED = silent("purchase.return-removed", ArchivesPermissions.PURCHASE_VIEW);

    /** A review was entered by mistake and is gone; data: record (the line). */
    static final EventType REVIEW_REMOVED = silent("purchase.review-removed", ArchivesPermissions.PURCHASE_VIEW);

    /** The purchase was entered by mistake and is gone; data: amount (the net that counts no more), currency, storeId. */
    static final EventType PURCHASE_REMOVED = silent("purchase.removed", ArchivesPermissions.PURCHASE_VIEW);

    /** The interaction was recorded by mistake and is gone. */
    static final EventType INTERACTION_REMOVED = silent("interaction.removed", ArchivesPermissions.INTERACTION_VIEW);

    /** Data: channel, direction, storeId, ownerId (who talked to the customer), seconds (how long it lasted, where that is known). */
    static final EventType INTERACTION_RECORDED =
            type("interaction.recorded", "message-square", null, ArchivesPermissions.INTERACTION_VIEW);

    /** The customer told how he found it; data: stars, channel, direction, storeId, ownerId. */
    static final EventType INTERACTION_RATED =
            type("interaction.rated", "star", null, ArchivesPermissions.INTERACTION_VIEW);

    /** The customer is to be asked by mail how he found it; data: contactPoint (its id), language. */
    static final EventType RATING_ASKED = silent("interaction.rating-asked", ArchivesPermissions.INTERACTION_VIEW);

    /** Data: type, size (in bytes). */
    static final EventType ATTACHMENT_ADDED =
            type("attachment.added", "file-down", null, ArchivesPermissions.ATTACHMENT_VIEW);

    /** A file is gone, and what was told of it. */
    static final EventType ATTACHMENT_REMOVED = silent("attachment.removed", ArchivesPermissions.ATTACHMENT_VIEW);

    /** Data: key, source. */
    static final EventType PREFERENCE_STATED =
            type("preference.stated", "heart-handshake", null, ArchivesPermissions.PREFERENCE_VIEW);

    /** Data: source. */
    static final EventType NEED_RECORDED = type("need.recorded", "clipboard-list", null, ArchivesPermissions.NEED_VIEW);

    /** A need was met, dropped or opened again; data: state. */
    static final EventType NEED_CHANGED = type("need.changed", "clipboard-list", null, ArchivesPermissions.NEED_VIEW);

    /** Special terms; data: validFrom, validUntil. */
    static final EventType TERM_AGREED = type("term.agreed", "hand-coins", null, ArchivesPermissions.TERM_VIEW);

    /** Data: kind, storeId, ownerId (whose it was). */
    static final EventType FOLLOW_UP_DONE = type("follow-up.done", "check", null, ArchivesPermissions.FOLLOW_UP_VIEW);

    /** Its day ended without it; data: kind, storeId, ownerId (whose it was). */
    static final EventType FOLLOW_UP_MISSED =
            type("follow-up.missed", "triangle-alert", null, ArchivesPermissions.FOLLOW_UP_VIEW);

    /** It stayed missed and became the matter of somebody else; data: kind, storeId, ownerId, escalatedTo (absent where nobody stands above). */
    static final EventType FOLLOW_UP_ESCALATED =
            type("follow-up.escalated", "triangle-alert", null, ArchivesPermissions.FOLLOW_UP_VIEW);

    /** Somebody made sure that a value still holds; data: member (the field). */
    static final EventType VALUE_CONFIRMED =
            type("value.confirmed", "shield-check", null, Permission.of(ArchivesPermissions.VIEW_CUSTOMERS));

    /** What was written down of an interaction is another thing now; data as of one that is recorded. */
    static final EventType INTERACTION_CHANGED = silent("interaction.changed", ArchivesPermissions.INTERACTION_VIEW);

    /** A rule found a signal; data: kind (BUYING_INTENT or SERVICE_PROBLEM), rule (its id), count (of interactions). */
    static final EventType SIGNAL_FOUND = type("signal.found", "bell", null, ArchivesPermissions.SIGNAL_VIEW);

    /** All that the signal stood on is gone, and so is the signal. */
    static final EventType SIGNAL_REMOVED = silent("signal.removed", ArchivesPermissions.SIGNAL_VIEW);

    @Override
    public List<EventType> eventTypes() {
        return List.of(
                PURCHASE_COMPLETED,
                PURCHASE_EXTENDED,
                PURCHASE_RETURNED,
                PURCHASE_VOIDED,
                PURCHASE_REVIEWED,
                RETURN_REMOVED,
                REVIEW_REMOVED,
                PURCHASE_REMOVED,
                INTERACTION_REMOVED,
                INTERACTION_RECORDED,
                INTERACTION_RATED,
                INTERACTION_CHANGED,
                RATING_ASKED,
                SIGNAL_FOUND,
                SIGNAL_REMOVED,
                ATTACHMENT_ADDED,
                ATTACHMENT_REMOVED,
                PREFERENCE_STATED,
                NEED_RECORDED,
                NEED_CHANGED,
                TERM_AGREED,
                FOLLOW_UP_DONE,
                FOLLOW_UP_MISSED,
                FOLLOW_UP_ESCALATED,
                VALUE_CONFIRMED);
    }

    /** One that the timeline does not show. */
    private static EventType silent(String what, Permission permission) {
        return new EventType("archives." + what, null, "trash-2", null, permission, EventType.LONG);
    }

    private static EventType type(String what, String icon, @Nullable String link, Permission permission) {
        return new EventType(
                "archives." + what,
                Message.of(ArchivesEvents.class, "event." + what.replace('.', '-')),
                icon,
                link,
                permission,
                EventType.LONG);
    }
}
