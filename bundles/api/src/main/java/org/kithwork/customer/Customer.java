package org.kithwork.customer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.UserId;

/**
 * A customer as the actor may see it: hidden members are {@code null} and left out, masked ones are masked.
 *
 * @param sex 0 unknown, 1 male, 2 female, 9 not applicable (ISO 5218)
 * @param ageBand ten years wide, such as {@code 30-39}, derived from the birth date
 * @param minor whether under 14, as far as the birth date tells
 * @param unnamed whether the name is only a stand-in
 * @param nameDoubtful whether the split into family and given name is a guess
 * @param fields the values of the company's own fields, by key, in the forms of {@link org.kithwork.field.FieldType}
 * @param access what the actor may do with each member; a field of the company is named {@code field:} and its key
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Customer(
        CustomerId id,
        long version,
        CustomerKind kind,
        CustomerStatus status,
        @Nullable CustomerId mergedInto,
        @Nullable String displayName,
        @Nullable String familyName,
        @Nullable String givenName,
        NameOrder nameOrder,
        @Nullable Integer sex,
        @Nullable BirthDate birth,
        @Nullable String ageBand,
        boolean minor,
        @Nullable String occupation,
        @Nullable String company,
        @Nullable String district,
        @Nullable String note,
        @Nullable List<ContactPoint> contactPoints,
        @Nullable List<Identifier> identifiers,
        @Nullable List<String> tags,
        @Nullable UserId ownerId,
        @Nullable String ownerName,
        @Nullable StoreId storeId,
        @Nullable String storeName,
        @Nullable String source,
        Map<String, Object> fields,
        boolean limited,
        boolean unnamed,
        boolean nameDoubtful,
        Instant createdAt,
        ActorName createdBy,
        Instant updatedAt,
        ActorName updatedBy,
        Map<String, FieldAccess> access) {}
