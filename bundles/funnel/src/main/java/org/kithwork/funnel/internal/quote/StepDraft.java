package org.kithwork.funnel.internal.quote;

import org.jspecify.annotations.Nullable;

/**
 * What is said with a step.
 *
 * @param words why
 */
public record StepDraft(@Nullable String words) {}
