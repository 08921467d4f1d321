package org.kithwork.archives.internal;

/** How somebody means to be in touch. */
public enum FollowUpKind {
    CALL,
    VISIT,
    MAIL,
    OTHER
}
