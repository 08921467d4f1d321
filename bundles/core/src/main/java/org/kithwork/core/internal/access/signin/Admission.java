package org.kithwork.core.internal.access.signin;

/** A service that is there once everybody may be let in: nothing of a restored database is to be put right any more. */
public final class Admission {}
