package org.kithwork.other.internal;

/** The inside of another bundle. */
public final class Neighbour {}
