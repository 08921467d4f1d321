package org.kithwork.field.spi;

import java.util.Optional;
import org.kithwork.permission.Permission;
import org.kithwork.problem.Message;
import org.osgi.annotation.versioning.ConsumerType;

/** A kind of record that may have fields. */
@ConsumerType
public interface FieldObject {

    /** The module's word and that of the object in its permissions, such as {@code archives:purchase}. */
    String object();

    Message title();

    /** The right to see such records. */
    Permission view();

    /** The right to change them. */
    Permission edit();

    /**
     * The record, if the actor holds this right on it; empty where there is none or it is out of his scope. Called in a
     * transaction.
     */
    Optional<FieldRecord> find(String id, Permission right);

    /** As {@link #find} with the right to edit, and with its row locked until the transaction ends. */
    Optional<FieldRecord> lock(String id);
}
