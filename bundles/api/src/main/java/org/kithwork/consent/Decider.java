package org.kithwork.consent;

/** Who decided, whoever wrote it down. */
public enum Decider {
    /** The person himself. */
    SELF,
    /** The guardian of a customer under 14. */
    GUARDIAN,
    /** Somebody of the company without the person having said so. */
    STAFF
}
