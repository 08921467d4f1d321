package org.kithwork.permission.spi;

import java.util.Map;
import org.kithwork.permission.FieldAccess;
import org.kithwork.problem.Message;

/**
 * A member of a module's records that is kept under rules. Once a kind of record has a declaration, each of its members
 * that is asked for is hidden from every role but those that are named here and those to which an administrator opens it.
 *
 * @param object the kind of record, such as {@code archives:purchase}
 * @param field the member, by its name on the wire; several that tell the same have one name
 * @param title what an administrator reads
 * @param roles the default roles, by name (see {@link Roles}), and how far they may go at first; the right to view or to
 *     edit the record is needed besides
 */
public record FieldDeclaration(String object, String field, Message title, Map<String, FieldAccess> roles) {

    public FieldDeclaration {
        roles = Map.copyOf(roles);
    }
}
