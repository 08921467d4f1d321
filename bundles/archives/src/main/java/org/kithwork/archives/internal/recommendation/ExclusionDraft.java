package org.kithwork.archives.internal.recommendation;

import org.jspecify.annotations.Nullable;

/** An item that is to be recommended no more, as somebody says. */
public record ExclusionDraft(@Nullable String item) {}
