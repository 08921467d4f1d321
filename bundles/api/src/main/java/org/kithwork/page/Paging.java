package org.kithwork.page;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Opens and seals cursors. A cursor is opaque and keyed: it shows nothing of the sort key, which may be a name, and
 * only this installation can have made it.
 */
@ProviderType
public interface Paging {

    /** What {@code ?limit=} and {@code ?cursor=} ask for; refuses a limit outside 1 to 200 and a foreign cursor. */
    PageRequest request(@Nullable Integer limit, @Nullable String cursor);

    /**
     * The page made of rows read with one row more than the limit; {@code key} gives the unique sort key of a row.
     */
    <T> Page<T> page(List<T> rowsAndOneMore, PageRequest request, Function<? super T, String> key);
}
