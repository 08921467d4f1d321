package org.kithwork.funnel.internal.pool;

import org.jspecify.annotations.Nullable;

/** The customer who is claimed or given back; raw. */
public record ClaimDraft(@Nullable String customerId) {}
