package org.kithwork.archives.internal;

/** The part of a day, by the clock of the store. */
enum DayPart {
    MORNING(5),
    NOON(11),
    AFTERNOON(14),
    EVENING(17),
    NIGHT(22);

    private final int from;

    DayPart(int from) {
        this.from = from;
    }

    /** The part that an hour from 0 to 23 lies in; the night lasts until five. */
    static DayPart of(int hour) {
        var part = NIGHT;
        for (var candidate : values()) {
            if (hour >= candidate.from) {
                part = candidate;
            }
        }
        return part;
    }
}
