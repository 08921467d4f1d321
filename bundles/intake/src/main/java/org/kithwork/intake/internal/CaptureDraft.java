package org.kithwork.intake.internal;

import org.jspecify.annotations.Nullable;

/**
 * What staff took down of one person; raw.
 *
 * @param key a word of its own, made where it was taken down: sent twice, it is kept once
 * @param storeId the store that he goes to
 * @param name absent where nobody asked
 * @param agreed whether he agreed to all that the form asks leave for
 * @param noticeVersion the notice that he was shown; needed where he agreed
 * @param at when, RFC 3339, at most 30 days ago; now where absent
 * @param language of the person, {@code zh-CN} where absent
 */
public record CaptureDraft(
        @Nullable String key,
        @Nullable String formId,
        @Nullable String storeId,
        @Nullable String phone,
        @Nullable String name,
        @Nullable Boolean agreed,
        @Nullable String noticeVersion,
        @Nullable String at,
        @Nullable String language) {}
