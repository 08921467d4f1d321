package org.kithwork.archives.internal;

import org.jspecify.annotations.Nullable;

/** The members of a rule that a patch may hold; raw. */
public record QualityRuleChange(
        @Nullable String weight,
        @Nullable Integer maxAgeDays,
        @Nullable String check,
        @Nullable String reviewOn) {}
