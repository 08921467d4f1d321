package org.kithwork.core.internal.access.audit;

import org.kithwork.permission.Actor;
import org.kithwork.permission.Permission;

/** Hears of every refusal. */
public interface Denials {

    /** The actor asked for a right that he does not hold. */
    void denied(Actor actor, Permission permission);
}
