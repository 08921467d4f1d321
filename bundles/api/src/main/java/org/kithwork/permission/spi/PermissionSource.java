package org.kithwork.permission.spi;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A module's declaration of its permissions; nobody holds them but the roles it names, until an administrator says so.
 *
 * <p>The texts beside it (see {@link org.kithwork.problem.Message}) also hold the words in which the audit is shown:
 * {@code action.<action>} and {@code object.<object>}, such as {@code action.purchase.completed} and {@code
 * object.purchase} for an entry about {@code archives:purchase}. What has none is shown as its code.
 */
@ConsumerType
public interface PermissionSource {

    /** The module's word. */
    String module();

    /** What it declares; read once when the module comes. */
    List<PermissionDeclaration> declarations();

    /**
     * The members of its records that are kept under rules; read when the module comes. None by default: then the right
     * to a record is the right to all of it.
     */
    default List<FieldDeclaration> fields() {
        return List.of();
    }
}
