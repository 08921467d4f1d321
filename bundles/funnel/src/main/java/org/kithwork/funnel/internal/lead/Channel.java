package org.kithwork.funnel.internal.lead;

/** How one talked; the words are those that interactions are kept under. */
public enum Channel {
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
