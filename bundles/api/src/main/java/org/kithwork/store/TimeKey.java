package org.kithwork.store;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * The sort key of lists in order of time: the instant in fixed width, then the id, so that it is unique. A column for it
 * has the type {@code ${key}} of the change logs and a unique index.
 */
public final class TimeKey {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmssSSSSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private TimeKey() {}

    /** The key of a record. */
    public static String of(Instant at, String id) {
        return start(at) + id;
    }

    /** What the keys of all records from this instant on are not below. */
    public static String start(Instant at) {
        return FORMAT.format(at.truncatedTo(ChronoUnit.MICROS));
    }
}
