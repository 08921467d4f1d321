package org.kithwork.consent;

/** A way on which a customer is reached. */
public enum Channel {
    /** Every channel; in a decision of a customer, not in a message. */
    ANY,
    SMS,
    EMAIL,
    /** Messengers such as WeChat. */
    IM,
    PHONE,
    SOCIAL
}
