package org.kithwork.customer;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.UserId;

/**
 * A customer in a list, masked as the actor may see it.
 *
 * @param matched the kind of key that a search found it by
 */
public record CustomerSummary(
        CustomerId id,
        long version,
        CustomerKind kind,
        CustomerStatus status,
        @Nullable String displayName,
        @Nullable String phone,
        @Nullable String email,
        @Nullable String company,
        List<String> tags,
        @Nullable UserId ownerId,
        @Nullable String ownerName,
        @Nullable StoreId storeId,
        @Nullable String storeName,
        Instant updatedAt,
        @Nullable MatchKind matched) {

    /** What a search matched. */
    public enum MatchKind {
        NAME,
        PINYIN,
        INITIALS,
        GIVEN_NAME,
        PHONE,
        LAST_FOUR,
        ID,
        IDENTIFIER
    }
}
