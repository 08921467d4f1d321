package org.kithwork.core.internal.customer;

import org.jspecify.annotations.Nullable;

/** What a change of a contact point may name. */
public record ContactPointChange(
        @Nullable String value,
        @Nullable String state,
        @Nullable Boolean primary,
        @Nullable Boolean shared) {}
