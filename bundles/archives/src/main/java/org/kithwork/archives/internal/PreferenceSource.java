package org.kithwork.archives.internal;

/** How a preference is known. */
public enum PreferenceSource {
    /** The customer said so. */
    STATED,
    /** Somebody or something concluded it from what the customer does. */
    INFERRED
}
