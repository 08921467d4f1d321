package org.kithwork.core.internal.importing.reader;

import org.jspecify.annotations.Nullable;

/**
 * What a cell was read as: a value, or the code of its fault.
 *
 * @param <T> the type of the value
 * @param value the value; absent when the cell is empty or at fault
 * @param fault why it could not be read, such as date-invalid
 * @param hint what a person should know though it was read, such as date-excel-serial
 */
public record Cell<T>(
        @Nullable T value, @Nullable String fault, @Nullable String hint) {
    static <T> Cell<T> empty() {
        return new Cell<>(null, null, null);
    }

    static <T> Cell<T> of(T value) {
        return new Cell<>(value, null, null);
    }

    static <T> Cell<T> hinted(T value, String hint) {
        return new Cell<>(value, null, hint);
    }

    static <T> Cell<T> fault(String code) {
        return new Cell<>(null, code, null);
    }

    /** Whether nothing stood in the cell. */
    public boolean isEmpty() {
        return value == null && fault == null;
    }
}
