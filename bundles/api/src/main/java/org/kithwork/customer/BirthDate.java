package org.kithwork.customer;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * As much of a birth date as is known; a month and a day without a year are common.
 *
 * @param calendar in which calendar month and day are counted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BirthDate(
        @Nullable Integer year,
        @Nullable Integer month,
        @Nullable Integer day,
        Calendar calendar) {

    /** The calendars in use. */
    public enum Calendar {
        SOLAR,
        LUNAR
    }
}
