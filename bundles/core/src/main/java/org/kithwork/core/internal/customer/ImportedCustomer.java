package org.kithwork.core.internal.customer;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.consent.ConsentImport.Entry;

/**
 * A row of an import as it was read.
 *
 * @param createdAt when the customer was created where it comes from
 * @param updatedAt when it was last changed there
 * @param sourceNamed whether the row itself says where the customer comes from
 * @param consents what the customer agreed to and refused
 */
record ImportedCustomer(
        CheckedCustomer draft,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt,
        boolean sourceNamed,
        List<Entry> consents) {}
