package org.kithwork.broken.internal.store;

/** A store. */
public final class Table {}
