package org.kithwork.intake.internal;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a customer said in a survey, an interview or a chat, as staff filled it into a form; raw.
 *
 * @param answers by the name of the question; several choices are several texts
 * @param channel over which they talked, as of an interaction
 * @param direction {@code OUT} where absent
 * @param at when, RFC 3339; now where absent
 */
public record NoteDraft(
        @Nullable String formId,
        @Nullable String customerId,
        @Nullable Map<String, List<String>> answers,
        @Nullable String channel,
        @Nullable String direction,
        @Nullable String at) {}
