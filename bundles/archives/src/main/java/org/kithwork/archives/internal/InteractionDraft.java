package org.kithwork.archives.internal;

import org.jspecify.annotations.Nullable;
import org.kithwork.rest.Patch;

/**
 * What is said of an interaction; raw, so that every fault can be named at once.
 *
 * @param at now where absent
 * @param staffName who talked to the customer; whoever records it where absent
 * @param visibility ALL where absent
 */
public record InteractionDraft(
        @Nullable String customerId,
        @Nullable String at,
        @Nullable String endAt,
        @Nullable String channel,
        @Nullable String direction,
        @Nullable String staffName,
        @Nullable String storeId,
        @Nullable String topic,
        @Nullable String body,
        @Nullable String outcome,
        @Nullable String source,
        @Nullable String externalId,
        @Nullable String visibility) {

    /** The same, of the customer that a path or a query names. */
    public InteractionDraft of(@Nullable String customer) {
        return customerId != null || customer == null
                ? this
                : new InteractionDraft(
                        customer,
                        at,
                        endAt,
                        channel,
                        direction,
                        staffName,
                        storeId,
                        topic,
                        body,
                        outcome,
                        source,
                        externalId,
                        visibility);
    }

    /** What is said of an interaction once a patch has changed the members that it names. */
    static InteractionDraft of(Interaction now, Patch patch) {
        patch.allow(InteractionChange.class);
        return new InteractionDraft(
                text(now.customerId()),
                member(patch, "at", now.at()),
                member(patch, "endAt", now.endAt()),
                member(patch, "channel", now.channel()),
                member(patch, "direction", now.direction()),
                now.staffName(),
                member(patch, "storeId", now.storeId()),
                member(patch, "topic", now.topic()),
                member(patch, "body", now.body()),
                member(patch, "outcome", now.outcome()),
                now.source(),
                now.externalId(),
                member(patch, "visibility", now.visibility()));
    }

    private static @Nullable String member(Patch patch, String name, @Nullable Object now) {
        return patch.has(name) ? patch.text(name) : text(now);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
