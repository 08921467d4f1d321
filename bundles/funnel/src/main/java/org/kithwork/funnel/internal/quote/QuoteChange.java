package org.kithwork.funnel.internal.quote;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a change of a draft may name. */
public record QuoteChange(
        @Nullable List<QuoteDraft.Line> lines,
        @Nullable String discount,
        @Nullable String validUntil,
        @Nullable String terms) {}
