package org.kithwork.core.internal.access.signin;

/** A service that is there once the set of core and modules that runs is the one that stays; before, nobody is let in. */
public final class Opening {}
