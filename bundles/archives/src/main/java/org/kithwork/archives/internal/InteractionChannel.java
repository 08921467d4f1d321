package org.kithwork.archives.internal;

/** How people talked. */
public enum InteractionChannel {
    PHONE,
    EMAIL,
    SMS,
    IM,
    SOCIAL,
    VISIT,
    COUNTER,
    WEB,
    EVENT
}
