package org.kithwork.archives.internal;

import org.jspecify.annotations.Nullable;

/** The members of the settings that a patch may hold; raw. */
public record QualitySettingsChange(
        @Nullable Integer tasksPerDay,
        @Nullable String freshnessTarget,
        @Nullable String completenessTarget,
        @Nullable String duplicatesTarget) {}
