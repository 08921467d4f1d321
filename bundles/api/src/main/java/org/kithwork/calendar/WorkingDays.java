package org.kithwork.calendar;

import java.time.LocalDate;
import org.osgi.annotation.versioning.ProviderType;

/**
 * On which days the company works. A day is, in this order,
 *
 * <ol>
 *   <li>what the company entered for it;
 *   <li>else what was announced for it, holidays and make-up working days;
 *   <li>else a working day from Monday to Friday and none on Saturday and Sunday.
 * </ol>
 *
 * <p>For a year that nobody has announced yet the second does not speak; {@link #isAnnounced} tells. Whoever shows a date
 * that was computed from such a year should say so, and compute it again when it matters.
 *
 * <p>Days are dates; make one of an instant in the zone of the store, else of the company. Asks no right; reads the table
 * once for each year that an answer needs.
 */
@ProviderType
public interface WorkingDays {

    /** Whether the company works on this day. */
    boolean isWorkingDay(LocalDate day);

    /** The day itself where it is a working day, else the next one. */
    LocalDate onOrAfter(LocalDate day);

    /** The day itself where it is a working day, else the one before. */
    LocalDate onOrBefore(LocalDate day);

    /**
     * The day that lies so many working days after this one, which itself does not count: 1 is the next working day, -1
     * the one before, 0 the day itself, be it a working day or not.
     *
     * @param days from -10,000 to 10,000
     * @throws IllegalArgumentException for more
     */
    LocalDate plus(LocalDate day, int days);

    /**
     * How many working days there are from one day to another, the first counted and the last not; 0 where the last is
     * not after the first.
     *
     * @throws IllegalArgumentException where they lie more than 20,000 days apart
     */
    int between(LocalDate from, LocalDate to);

    /** Whether the holidays of the year are known. */
    boolean isAnnounced(int year);
}
