package org.kithwork.broken;

/** Says nothing of who implements it. */
public interface Unmarked {}
