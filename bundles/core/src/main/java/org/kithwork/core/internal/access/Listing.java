package org.kithwork.core.internal.access;

import java.util.List;
import java.util.function.Function;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;

/** Pages of lists that are short enough to be read whole: roles, teams, stores, tokens. */
final class Listing {

    private Listing() {}

    /** A page of rows that are in the order of their key. */
    static <T> Page<T> page(Paging paging, PageRequest request, List<T> rows, Function<T, String> key) {
        var after = request.after();
        var rest = rows.stream()
                .filter(row -> after == null || key.apply(row).compareTo(after) > 0)
                .limit(request.limit() + 1L)
                .toList();
        return paging.page(rest, request, key);
    }
}
