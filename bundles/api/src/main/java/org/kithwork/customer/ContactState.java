package org.kithwork.customer;

/** What is known of a contact point. */
public enum ContactState {
    UNVERIFIED,
    VERIFIED,
    BOUNCED,
    INVALID,
    RETIRED
}
