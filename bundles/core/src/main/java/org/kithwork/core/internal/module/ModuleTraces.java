package org.kithwork.core.internal.module;

/** Part of the core that keeps something for modules, such as cursors or grants; each is a service. */
public interface ModuleTraces {

    /** Forgets all that was kept for the module, which is removed with its data; in the current transaction. */
    void forget(String module);
}
