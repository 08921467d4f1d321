package org.kithwork.core.internal.duplicate.linkage;

/** What a field holds, and with it how two values are compared. */
public enum FieldKind {
    /** A word of a name: close spellings count. */
    NAME,
    /** Several words, such as an address or a firm: their order does not matter. */
    TEXT,
    /** A number or code that is copied by hand: single slips count. */
    CODE,
    /** A date of eight digits, year first: single slips and a month and a day that changed places count. */
    DATE,
    /** One of a few values. */
    CATEGORY
}
