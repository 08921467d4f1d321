package org.kithwork.core.internal.exporting;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An export as it is asked for; raw.
 *
 * @param format a name of {@link ExportFormat}
 * @param encoding of a CSV file: {@code UTF-8} or {@code GB18030}
 * @param columns their names; all that the actor may see where there are none
 * @param purpose what the file is for
 * @param ids these customers alone, in place of a query
 */
public record ExportDraft(
        @Nullable String format,
        @Nullable String encoding,
        @Nullable List<String> columns,
        @Nullable String purpose,
        @Nullable Filter filter,
        @Nullable List<String> ids) {

    /**
     * What the list of customers was narrowed by.
     *
     * @param q the text searched for
     * @param fields what fields of the company have to be, by key
     */
    public record Filter(
            @Nullable String q,
            @Nullable String store,
            @Nullable String owner,
            @Nullable String tag,
            @Nullable Map<String, String> fields) {}
}
