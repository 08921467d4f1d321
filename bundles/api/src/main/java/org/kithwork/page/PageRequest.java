package org.kithwork.page;

import org.jspecify.annotations.Nullable;

/**
 * What a caller asks of a list.
 *
 * @param limit from 1 to 200
 * @param after the sort key after which the page starts, {@code null} for the first page
 */
public record PageRequest(int limit, @Nullable String after) {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;

    /** The first page of this size. */
    public static PageRequest first(int limit) {
        return new PageRequest(limit, null);
    }
}
