package org.kithwork.core.internal.module;

/** What is wanted of a module. */
public enum Desired {
    RUNNING,
    STOPPED,
    REMOVED
}
