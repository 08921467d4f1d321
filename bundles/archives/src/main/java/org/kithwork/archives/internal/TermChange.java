package org.kithwork.archives.internal;

import org.jspecify.annotations.Nullable;

/** What a change of special terms may name. */
public record TermChange(
        @Nullable String text,
        @Nullable String validFrom,
        @Nullable String validUntil) {}
