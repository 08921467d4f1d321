package org.kithwork.core.internal.access.audit;

/** Hears of every change, inside its transaction: what it throws undoes the change. */
public interface Effects {

    /** The thread is changing something. */
    void changed();
}
