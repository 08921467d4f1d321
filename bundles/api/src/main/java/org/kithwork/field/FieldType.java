package org.kithwork.field;

/** What the values of a field are, and their form in JSON. */
public enum FieldType {
    /** A text. */
    TEXT,
    /** A decimal number, as a text such as {@code "12.5"}. */
    NUMBER,
    /** A day, as {@code "2026-11-28"}. */
    DATE,
    /** The key of one choice. */
    CHOICE,
    /** A list of keys of choices. */
    MULTI_CHOICE,
    /** {@code true} or {@code false}. */
    YES_NO,
    /** An amount, as {@code {"amount": "12.50", "currency": "CNY"}}. */
    MONEY
}
