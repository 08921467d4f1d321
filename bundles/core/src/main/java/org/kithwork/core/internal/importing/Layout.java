package org.kithwork.core.internal.importing;

import java.util.List;
import java.util.Map;

/**
 * What a file looks like and how it is read; it may hold data of people, so it is stored encrypted and expires.
 *
 * @param header the header as it stands in the file
 * @param sample the cells of the first rows, under the columns
 * @param mapping the field of each column that is read; empty until somebody says so
 * @param proposed the fields that the columns' names propose
 * @param more the options of the kind that were said
 */
record Layout(
        List<String> header,
        List<String> columns,
        List<List<String>> sample,
        Map<String, String> mapping,
        Map<String, String> proposed,
        Map<String, String> more) {

    Layout {
        header = List.copyOf(header);
        columns = List.copyOf(columns);
        sample = List.copyOf(sample);
        mapping = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(mapping));
        proposed = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(proposed));
        more = Map.copyOf(more);
    }

    Layout mapped(Map<String, String> to) {
        return new Layout(header, columns, sample, to, proposed, more);
    }

    Layout proposing(Map<String, String> fields) {
        return new Layout(header, columns, sample, mapping, fields, more);
    }

    Layout knowing(Map<String, String> options) {
        return new Layout(header, columns, sample, mapping, proposed, options);
    }
}
