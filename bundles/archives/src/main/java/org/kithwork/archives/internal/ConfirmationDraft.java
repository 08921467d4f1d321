package org.kithwork.archives.internal;

import org.jspecify.annotations.Nullable;

/** Which value still holds; raw. */
public record ConfirmationDraft(
        @Nullable String customerId, @Nullable String field) {}
