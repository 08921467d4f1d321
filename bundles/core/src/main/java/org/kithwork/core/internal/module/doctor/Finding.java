package org.kithwork.core.internal.module.doctor;

/**
 * One line of the doctor's report.
 *
 * @param detail what was seen and, where it is not well, what to do
 */
public record Finding(String check, Level level, String detail) {

    /** How bad it is. */
    public enum Level {
        OK,
        WARN,
        FAIL
    }

    static Finding ok(String check, String detail) {
        return new Finding(check, Level.OK, detail);
    }

    static Finding warn(String check, String detail) {
        return new Finding(check, Level.WARN, detail);
    }

    static Finding fail(String check, String detail) {
        return new Finding(check, Level.FAIL, detail);
    }
}
