package org.kithwork.consent;

/** What a customer's data are used for. */
public enum Purpose {
    /** Advertising, and every message that holds any. Needs a grant. */
    MARKETING,
    /** Looking after a customer without selling: birthdays, visits after a purchase. */
    CARE,
    SURVEY,
    /** Points that were earned or expire, a tier that changes. */
    LOYALTY_NOTICE,
    /** Judging the person by what is known of him. Needs a grant. */
    PROFILING,
    /** Giving data to others. Needs a grant. */
    SHARING,
    /** What a contract needs: orders, deliveries, answers. Never with advertising. */
    SERVICE
}
