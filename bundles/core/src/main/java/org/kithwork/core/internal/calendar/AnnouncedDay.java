package org.kithwork.core.internal.calendar;

import java.time.LocalDate;

/**
 * A day of an announcement.
 *
 * @param name of the holiday that it belongs to; empty where nobody said it
 */
record AnnouncedDay(LocalDate date, boolean working, String name) {}
