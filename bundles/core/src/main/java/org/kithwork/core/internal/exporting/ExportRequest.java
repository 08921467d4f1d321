package org.kithwork.core.internal.exporting;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerQuery;
import org.kithwork.customer.CustomerQuery.FieldFilter;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.UserId;

/**
 * What is exported, and why; it may hold what people searched for, so it is stored encrypted.
 *
 * @param ids these customers alone; empty where the query says who
 * @param language of headings and words
 */
record ExportRequest(
        ExportFormat format,
        String encoding,
        List<String> columns,
        String purpose,
        @Nullable String q,
        @Nullable String store,
        @Nullable String owner,
        @Nullable String tag,
        Map<String, String> fields,
        List<String> ids,
        String language) {

    ExportRequest {
        columns = List.copyOf(columns);
        fields = Map.copyOf(fields);
        ids = List.copyOf(ids);
    }

    Locale locale() {
        return Locale.forLanguageTag(language);
    }

    /** By the time of creation, which never changes: nobody is left out or comes twice while the file is made. */
    CustomerQuery query() {
        var filters = new ArrayList<FieldFilter>();
        fields.forEach((key, value) -> filters.add(new FieldFilter(key, value)));
        return new CustomerQuery(
                q,
                CustomerQuery.Sort.CREATED_DESC,
                store == null ? null : new StoreId(store),
                owner == null ? null : new UserId(owner),
                tag,
                filters);
    }

    /** What the audit learns of it: no text that somebody searched for, and nobody's data. */
    Map<String, Object> told() {
        var told = new LinkedHashMap<String, Object>();
        told.put("format", format.name());
        told.put("columns", columns);
        told.put("search", q != null);
        if (store != null) {
            told.put("store", store);
        }
        if (owner != null) {
            told.put("owner", owner);
        }
        if (tag != null) {
            told.put("tag", tag);
        }
        if (!fields.isEmpty()) {
            told.put("fields", fields.keySet().stream().sorted().toList());
        }
        if (!ids.isEmpty()) {
            told.put("selected", ids.size());
        }
        return told;
    }
}
