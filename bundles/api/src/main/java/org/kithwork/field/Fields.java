package org.kithwork.field;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.permission.FieldAccess;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The fields of records of declared kinds (see {@link org.kithwork.field.spi.FieldObject}), as far as the actor may see
 * and change them. Customers show theirs themselves, and are changed by {@link org.kithwork.customer.CustomerAdmin}.
 */
@ProviderType
public interface Fields {

    /**
     * The fields of which at least this holds for the actor on some record of the kind, in order; retired ones are left
     * out. {@link FieldAccess#WRITE} gives those that he may fill in where he creates a record.
     */
    List<FieldDefinition> definitions(String object, FieldAccess least);

    /**
     * The values of a record by key, in the forms of {@link FieldType}; hidden and masked ones are left out. Refuses with
     * {@code not-found} a record that is not there or out of scope.
     */
    Map<String, Object> values(String object, String id);

    /**
     * Changes the named values in the current transaction; {@code null} clears one. Refuses with every fault at once:
     * {@code malformed} what is no field or hidden, {@code forbidden} what the actor may not write, {@code invalid} a
     * value that the field does not take. Answers the keys whose value became another.
     */
    List<String> change(String object, String id, Map<String, @Nullable Object> values);

    /** Removes the values of a record that is removed, in the current transaction. Asks no right. */
    void remove(String object, String id);
}
