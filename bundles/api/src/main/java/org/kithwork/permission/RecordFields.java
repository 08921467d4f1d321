package org.kithwork.permission;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerId;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.osgi.annotation.versioning.ProviderType;

/** What the actor may do with the members of one kind of record; ask {@link FieldControl} for it. */
@ProviderType
public interface RecordFields {

    /**
     * On what the scope of a record depends, as in {@link Visibility#ofRecord}: its own columns, and its customer.
     *
     * @param customer {@code null} where it has none
     * @param owner {@code null} where it has none of its own
     * @param store {@code null} where it has none of its own
     */
    record Place(
            @Nullable CustomerId customer,
            @Nullable UserId owner,
            @Nullable StoreId store) {}

    /** The highest among the grants that cover the record by its own columns or by its customer. */
    FieldAccess access(String field, Place place);

    /** The least that holds for the member on every record that the actor may see. */
    FieldAccess everywhere(String field);

    /** Whether the value may be shown as it is. */
    default boolean shows(String field, Place place) {
        return access(field, place).isAtLeast(FieldAccess.READ);
    }

    /** The value where it may be shown as it is. */
    default <T> @Nullable T shown(String field, Place place, @Nullable T value) {
        return shows(field, place) ? value : null;
    }

    /** Refuses with {@code forbidden}, and a pointer for each, members that the actor may not write on this record. */
    default void requireWritable(Collection<String> fields, Place place) {
        var faults = fields.stream()
                .filter(field -> access(field, place) != FieldAccess.WRITE)
                .map(field -> new Fault("/" + field, Message.of(RecordFields.class, "field-read-only")))
                .toList();
        if (!faults.isEmpty()) {
            throw Problem.of(ProblemKind.FORBIDDEN, Message.of(RecordFields.class, "fields-forbidden"))
                    .with(faults);
        }
    }
}
