package org.kithwork.core.internal.customer;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.text.ChineseName;
import org.kithwork.customer.BirthDate;
import org.kithwork.customer.CustomerKind;
import org.kithwork.customer.Identifier;
import org.kithwork.field.FieldDefinition;

/** A draft without faults. */
record CheckedCustomer(
        CustomerKind kind,
        ChineseName name,
        int sex,
        @Nullable BirthDate birth,
        @Nullable String occupation,
        @Nullable String company,
        @Nullable String district,
        @Nullable String note,
        List<CheckedContact> contacts,
        List<Identifier> identifiers,
        Set<String> tags,
        @Nullable String ownerId,
        @Nullable String storeId,
        @Nullable String source,
        boolean unnamed,
        @Nullable String duplicateReason,
        Map<FieldDefinition, Object> fields) {

    /** The same one, in these hands. */
    CheckedCustomer at(@Nullable String owner, @Nullable String store) {
        return new CheckedCustomer(
                kind,
                name,
                sex,
                birth,
                occupation,
                company,
                district,
                note,
                contacts,
                identifiers,
                tags,
                owner,
                store,
                source,
                unnamed,
                duplicateReason,
                fields);
    }
}
