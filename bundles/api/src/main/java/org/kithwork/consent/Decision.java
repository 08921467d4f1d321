package org.kithwork.consent;

/** What was decided. */
public enum Decision {
    GRANT,
    /** Said no when asked. */
    REFUSE,
    /** Took back what had been granted; counts as {@link #REFUSE}. */
    WITHDRAW;

    /** Whether it forbids. */
    public boolean isRefusal() {
        return this != GRANT;
    }
}
