package org.kithwork.core.internal.exporting;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.customer.CustomerLists;
import org.kithwork.core.internal.exporting.ExportDraft.Filter;
import org.kithwork.id.Ids;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads what is asked for, and names every fault at once. */
@Component(service = ExportDrafts.class)
public final class ExportDrafts {

    private static final int MOST_SELECTED = 1000;
    private static final int LONGEST_PURPOSE = 500;
    private static final int LONGEST_TEXT = 200;
    private static final List<String> ENCODINGS = List.of("UTF-8", "GB18030");

    private final ExportColumns columns;
    private final CustomerLists lists;

    @Activate
    public ExportDrafts(@Reference ExportColumns columns, @Reference CustomerLists lists) {
        this.columns = columns;
        this.lists = lists;
    }

    ExportRequest read(ExportDraft draft, Locale locale) {
        var faults = new Faults();
        var format = draft.format() == null
                ? ExportFormat.CSV
                : Objects.requireNonNullElse(
                        faults.choice("/format", draft.format(), ExportFormat.class), ExportFormat.CSV);
        var filter = draft.filter() == null ? new Filter(null, null, null, null, null) : draft.filter();
        var ids = ids(faults, draft.ids());
        if (!ids.isEmpty() && draft.filter() != null) {
            faults.add("/ids", ExportTexts.of("filter-or-ids"));
        }
        var request = new ExportRequest(
                format,
                encoding(faults, format, draft.encoding()),
                columns(faults, format, draft.columns(), locale),
                faults.requiredText("/purpose", draft.purpose(), LONGEST_PURPOSE),
                faults.optionalText("/filter/q", filter.q(), LONGEST_TEXT),
                id(faults, "/filter/store", filter.store()),
                id(faults, "/filter/owner", filter.owner()),
                faults.optionalText("/filter/tag", filter.tag(), LONGEST_TEXT),
                filter.fields() == null ? Map.of() : filter.fields(),
                ids,
                locale.toLanguageTag());
        faults.check();
        requireAsked(request);
        return request;
    }

    /** A selection names customers whom the actor sees; a query asks for nothing that he may not search by. */
    private void requireAsked(ExportRequest request) {
        if (request.ids().isEmpty()) {
            lists.check(request.query());
        } else if (lists.some(request.ids(), ExportPermissions.CREATE).size()
                < request.ids().size()) {
            throw Problem.notFound("customer");
        }
    }

    private static List<String> ids(Faults faults, @Nullable List<String> given) {
        if (given == null) {
            return List.of();
        }
        if (given.isEmpty() || given.size() > MOST_SELECTED) {
            faults.add("/ids", ExportTexts.of("ids-number", MOST_SELECTED));
            return List.of();
        }
        for (int i = 0; i < given.size(); i++) {
            if (given.get(i) == null || !Ids.isId(given.get(i))) {
                faults.add("/ids/" + i, ExportTexts.of("id-invalid"));
            }
        }
        return List.copyOf(new LinkedHashSet<>(
                given.stream().map(id -> Objects.requireNonNullElse(id, "")).toList()));
    }

    private static @Nullable String id(Faults faults, String pointer, @Nullable String id) {
        if (id != null && !Ids.isId(id)) {
            faults.add(pointer, ExportTexts.of("id-invalid"));
        }
        return id;
    }

    /** Only tables have a choice: the other formats are UTF-8. */
    private static String encoding(Faults faults, ExportFormat format, @Nullable String given) {
        if (given == null) {
            return ENCODINGS.get(0);
        }
        var name = canonical(given);
        if (!ENCODINGS.contains(name) || (format != ExportFormat.CSV && !name.equals(ENCODINGS.get(0)))) {
            faults.add("/encoding", ExportTexts.of("encoding-invalid", String.join(", ", ENCODINGS)));
            return ENCODINGS.get(0);
        }
        return name;
    }

    private static String canonical(String name) {
        try {
            return Charset.forName(name).name();
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return "";
        }
    }

    private List<String> columns(Faults faults, ExportFormat format, @Nullable List<String> given, Locale locale) {
        var offered = columns.offered(locale).stream()
                .map(ExportColumns.Offered::name)
                .filter(name -> !format.isCards()
                        || CardFile.columns().stream()
                                .anyMatch(card -> card.word().equals(name)))
                .toList();
        if (given == null) {
            return offered;
        }
        var chosen = new ArrayList<String>();
        for (int i = 0; i < given.size(); i++) {
            var name = given.get(i);
            if (name == null || !offered.contains(name)) {
                faults.add("/columns/" + i, ExportTexts.of("column-unknown", String.valueOf(name)));
            } else if (!chosen.contains(name)) {
                chosen.add(name);
            }
        }
        if (given.isEmpty()) {
            faults.add("/columns", ExportTexts.of("columns-none"));
        }
        return chosen;
    }
}
