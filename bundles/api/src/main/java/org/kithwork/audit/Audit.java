package org.kithwork.audit;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerId;
import org.osgi.annotation.versioning.ProviderType;

/** Writes the audit in the transaction of the change: if it cannot be written, the change fails. */
@ProviderType
public interface Audit {

    /** Notes what the actor did; call it inside the change's transaction. */
    void record(Entry entry);

    /**
     * What was done.
     *
     * @param action a past-tense word, such as {@code purchase.completed}; the module brings its words
     *     (see {@link org.kithwork.permission.spi.PermissionSource})
     * @param objectType the kind of record, such as {@code archives:purchase}
     * @param detail names of the changed members and figures; sensitive values stay out
     * @param reason what the actor gave as reason
     */
    record Entry(
            String action,
            String objectType,
            String objectId,
            @Nullable CustomerId customer,
            Map<String, Object> detail,
            @Nullable String reason) {

        public Entry {
            detail = Map.copyOf(detail);
        }

        /** An entry about a customer's record without reason. */
        public static Entry of(
                String action, String objectType, String objectId, CustomerId customer, Map<String, Object> detail) {
            return new Entry(action, objectType, objectId, customer, detail, null);
        }
    }
}
