package org.kithwork.archives.internal;

import org.jspecify.annotations.Nullable;

/** A kind of preference that a company adds. */
public record PreferenceKeyDraft(
        @Nullable String code,
        @Nullable String titleZh,
        @Nullable String titleEn) {}
