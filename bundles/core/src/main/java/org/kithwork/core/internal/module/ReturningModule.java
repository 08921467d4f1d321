package org.kithwork.core.internal.module;

/** Brings a module that was away up to date with what may not wait: merges, erasures, refusals of contact. */
public interface ReturningModule {

    /** Called after the module's parts are there and before it serves; returns when done. What it throws keeps it out. */
    void catchUp(String module);
}
