package org.kithwork.consent;

import org.jspecify.annotations.Nullable;

/**
 * A decision as it comes in, unchecked.
 *
 * @param channel {@code ANY} where absent
 * @param decider {@code SELF} where absent
 * @param basis {@code CONSENT} where absent
 * @param noticeVersion which text the person was shown; a grant needs it, at most 60 characters
 * @param evidence how it can be shown, such as a form's number; a grant needs it, at most 1000 characters
 * @param at RFC 3339; now where absent, never in the future
 * @param expiresAt RFC 3339; until when it holds
 */
public record ConsentDraft(
        @Nullable String purpose,
        @Nullable String channel,
        @Nullable String decision,
        @Nullable String decider,
        @Nullable String basis,
        @Nullable String noticeVersion,
        @Nullable String evidence,
        @Nullable String at,
        @Nullable String expiresAt) {}
