package org.kithwork.archives.internal;

import org.jspecify.annotations.Nullable;

/** What a change of a signal may name. */
public record SignalChange(@Nullable String state, @Nullable String note) {}
