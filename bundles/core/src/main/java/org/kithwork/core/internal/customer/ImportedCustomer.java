package org.kithwork.core.internal.customer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of an import as it was read.
 *
 * @param createdAt when the customer was created where it comes from
 * @param updatedAt when it was last changed there
 * @param sourceNamed whether the row itself says where the customer comes from
 */
record ImportedCustomer(
        CheckedCustomer draft,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        boolean sourceNamed) {}
