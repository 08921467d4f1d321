package org.kithwork.core.internal.access;

import org.kithwork.permission.Permission;

/** What the actor may do with the members of a kind of record. The service of that record asks once a request. */
public interface FieldPolicies {

    /**
     * The rules for the actor of this thread.
     *
     * @param view the right to see such records; its module and object name the kind of record
     * @param edit the right to change them
     */
    FieldRules rules(Permission view, Permission edit);
}
