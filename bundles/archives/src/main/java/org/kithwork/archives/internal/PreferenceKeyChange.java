package org.kithwork.archives.internal;

import org.jspecify.annotations.Nullable;

/** What a change of a kind of preference may name. */
public record PreferenceKeyChange(
        @Nullable String titleZh,
        @Nullable String titleEn,
        @Nullable Boolean retired) {}
