package org.kithwork.archives.internal;

import org.jspecify.annotations.Nullable;

/** What a change of a need may name. */
public record NeedChange(
        @Nullable String text,
        @Nullable String state,
        @Nullable String outcome) {}
