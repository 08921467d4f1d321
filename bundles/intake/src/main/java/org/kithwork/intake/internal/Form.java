package org.kithwork.intake.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;
import org.kithwork.permission.StoreId;

/**
 * A form of the company.
 *
 * @param slug its name in its address, {@code /public/intake/forms/<slug>}
 * @param active whether it is shown and takes anything
 * @param storeId the store to which new customers go
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Form(
        FormId id,
        long version,
        String slug,
        boolean active,
        @Nullable StoreId storeId,
        FormContent content,
        Instant createdAt,
        ActorName createdBy,
        Instant updatedAt,
        ActorName updatedBy) {

    /** Whether it is shown to everybody at its address. */
    boolean isPublic() {
        return active && !content.staffOnly();
    }

    /** The same, asking this. */
    Form asking(FormContent other) {
        return new Form(id, version, slug, active, storeId, other, createdAt, createdBy, updatedAt, updatedBy);
    }

    /** The same in another version. */
    public Form withVersion(long current) {
        return new Form(id, current, slug, active, storeId, content, createdAt, createdBy, updatedAt, updatedBy);
    }
}
