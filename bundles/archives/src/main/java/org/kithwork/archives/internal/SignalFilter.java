package org.kithwork.archives.internal;

import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerId;

/**
 * Which signals to list; a member that is {@code null} asks for all.
 *
 * @param decidedBy who took them up or dismissed them
 */
public record SignalFilter(
        @Nullable CustomerId customer,
        @Nullable SignalKind kind,
        @Nullable SignalState state,
        @Nullable String decidedBy) {}
