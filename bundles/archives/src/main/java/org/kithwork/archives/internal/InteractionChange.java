package org.kithwork.archives.internal;

import org.jspecify.annotations.Nullable;

/** What a change of an interaction may name. */
public record InteractionChange(
        @Nullable String at,
        @Nullable String endAt,
        @Nullable String channel,
        @Nullable String direction,
        @Nullable String storeId,
        @Nullable String topic,
        @Nullable String body,
        @Nullable String outcome,
        @Nullable String visibility) {}
