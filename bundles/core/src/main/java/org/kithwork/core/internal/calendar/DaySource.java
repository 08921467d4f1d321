package org.kithwork.core.internal.calendar;

/** Who says what a day is. */
public enum DaySource {
    /** The company, about this one day. */
    COMPANY,
    /** An announcement that was imported. */
    IMPORTED,
    /** An announcement that comes with the product. */
    SHIPPED
}
