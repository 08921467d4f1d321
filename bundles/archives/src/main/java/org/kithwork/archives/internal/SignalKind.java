package org.kithwork.archives.internal;

/** What a signal points to. */
public enum SignalKind {
    BUYING_INTENT,
    SERVICE_PROBLEM
}
