package org.kithwork.core.internal.limit;

import org.kithwork.permission.Actor;

/** Hears of what was refused because of a limit; the transaction of what was refused is rolled back. */
public interface Refusals {

    /** What the actor asked for was more than is allowed. */
    void refused(Actor actor, LimitAlerts.Usage usage, long used, long allowed);
}
