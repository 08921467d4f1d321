package org.kithwork.core.internal.importing;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Company;
import org.kithwork.core.internal.importing.store.ImportEntity;
import org.kithwork.importing.spi.ImportKind;
import org.kithwork.importing.spi.ImportOptions;
import org.kithwork.importing.spi.ImportOptions.OnDuplicate;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Applies options to an import: looks at the file as they say, and checks that the mapping can work. */
@Component(service = ImportSetup.class)
public final class ImportSetup {

    private static final Pattern WORD = Pattern.compile("[a-z0-9][a-z0-9._-]*");
    private static final String DEFAULT_SOURCE = "import";

    private final ImportKinds kinds;
    private final ImportCipher cipher;
    private final ImportTables tables;
    private final Company company;

    @Activate
    public ImportSetup(
            @Reference ImportKinds kinds,
            @Reference ImportCipher cipher,
            @Reference ImportTables tables,
            @Reference Company company) {
        this.kinds = kinds;
        this.cipher = cipher;
        this.tables = tables;
        this.company = company;
    }

    /** The kind of an import; refuses one whose module is not here. */
    ImportKind kind(@Nullable String word) {
        if (word == null || word.isBlank()) {
            throw Problem.invalid("/kind", Message.of(Problem.class, "required"));
        }
        return kinds.find(word)
                .orElseThrow(() -> Problem.invalid("/kind", ImportTexts.of("kind-unknown", word, words())));
    }

    private String words() {
        return String.join(", ", kinds.all().stream().map(ImportKind::kind).toList());
    }

    /** Begins with a new upload. */
    void begin(ImportEntity entity, ImportKind kind, OptionsDraft draft) {
        entity.zone = company.zone().getId();
        entity.phoneRegion = "CN";
        entity.source = DEFAULT_SOURCE;
        texts(entity, kind, draft);
        look(
                entity,
                kind,
                new ImportTables.Wanted(draft.encoding(), draft.separator(), draft.sheet(), draft.headerRow()),
                draft);
        map(entity, kind, draft);
    }

    /** Checks how rows that come in by themselves are to be applied; the columns are the names that are mapped. */
    Layout standing(ImportEntity entity, ImportKind kind, OptionsDraft draft) {
        entity.zone = company.zone().getId();
        entity.phoneRegion = "CN";
        entity.source = DEFAULT_SOURCE;
        texts(entity, kind, draft);
        var mapping = Objects.requireNonNullElse(draft.mapping(), Map.<String, String>of());
        var names = List.copyOf(mapping.keySet());
        keep(
                entity,
                new Layout(
                        names, names, List.of(), Map.of(), Map.of(), draft.moreOver(Map.of()), null, null, Map.of()));
        map(entity, kind, draft);
        if (names.isEmpty()) {
            // Files tell by their header which column is which.
            kind.check(options(entity, layout(entity)));
        } else {
            requireReady(entity, kind);
        }
        return layout(entity);
    }

    /** Changes what the options name. */
    void change(ImportEntity entity, ImportKind kind, OptionsDraft draft) {
        if (draft.kind() != null && !draft.kind().equals(entity.kind)) {
            throw Problem.invalid("/kind", ImportTexts.of("kind-fixed"));
        }
        var before = entity.source;
        texts(entity, kind, draft);
        var encoding = Objects.requireNonNullElse(draft.encoding(), entity.encoding);
        var separator = Objects.requireNonNullElse(draft.separator(), entity.separator);
        // A look reads the whole file, so it is taken only where something else is said.
        var layout = layout(entity);
        if (!encoding.equals(entity.encoding) || !separator.equals(entity.separator) || elsewhere(layout, draft)) {
            look(entity, kind, wanted(layout, encoding, separator, draft), draft);
        } else {
            layout = layout.knowing(draft.moreOver(layout.more()));
            if (!before.equals(entity.source)) {
                layout = layout.proposing(ImportKinds.propose(kind, layout.columns(), entity.source));
            }
            keep(entity, layout);
        }
        map(entity, kind, draft);
        if (entity.state != ImportState.PARSED) {
            entity.state = ImportState.MAPPED;
        }
    }

    private static boolean elsewhere(Layout layout, OptionsDraft draft) {
        var table = layout.table();
        return (draft.sheet() != null && (table == null || !draft.sheet().equals(table.sheet())))
                || (draft.headerRow() != null && (table == null || draft.headerRow() != table.headerRow()));
    }

    /** Another sheet has a header of its own, so the row of the one before is forgotten. */
    private static ImportTables.Wanted wanted(Layout layout, String encoding, String separator, OptionsDraft draft) {
        var table = layout.table();
        if (table == null) {
            return new ImportTables.Wanted(encoding, separator, draft.sheet(), draft.headerRow());
        }
        var sheet = draft.sheet() == null ? table.sheet() : draft.sheet();
        var row = draft.headerRow();
        if (row == null && table.headerRow() > 0 && Objects.equals(sheet, table.sheet())) {
            row = table.headerRow();
        }
        return new ImportTables.Wanted(encoding, separator, sheet, row);
    }

    /** What is needed to begin: a mapping, the proposed one where none was said. */
    void requireReady(ImportEntity entity, ImportKind kind) {
        var layout = layout(entity);
        if (layout.mapping().isEmpty()) {
            layout = layout.mapped(layout.proposed());
            keep(entity, layout);
        }
        var faults = new Faults();
        var mapped = new HashSet<>(layout.mapping().values());
        for (var field : kind.missing(mapped)) {
            faults.add("/mapping", ImportTexts.of("field-missing", title(kind, field)));
        }
        if (mapped.isEmpty()) {
            faults.add("/mapping", ImportTexts.of("nothing-mapped"));
        }
        if (entity.keyField != null && !mapped.contains(entity.keyField)) {
            faults.add("/key", ImportTexts.of("key-not-mapped", entity.keyField));
        }
        faults.check();
        kind.check(options(entity, layout));
    }

    /** How the rows of an import are to be applied. */
    static ImportOptions options(ImportEntity entity, Layout layout) {
        return new ImportOptions(
                entity.id,
                entity.source,
                entity.keyField,
                entity.onDuplicate,
                ZoneId.of(entity.zone),
                entity.phoneRegion,
                entity.dryRun,
                layout.more());
    }

    private static Message title(ImportKind kind, String field) {
        return kind.fields().stream()
                .filter(known -> known.name().equals(field))
                .map(known -> known.title())
                .findFirst()
                .orElse(ImportTexts.of(field));
    }

    Layout layout(ImportEntity entity) {
        if (entity.layoutCipher == null) {
            throw Problem.conflict(ImportTexts.of("import-expired"));
        }
        return cipher.openLayout(entity.id, entity.layoutCipher);
    }

    private void keep(ImportEntity entity, Layout layout) {
        entity.layoutCipher = cipher.sealLayout(entity.id, layout);
    }

    private static void texts(ImportEntity entity, ImportKind kind, OptionsDraft draft) {
        draft.requireKnown(kind.options());
        var faults = new Faults();
        if (draft.source() != null) {
            var source = draft.source().strip().toLowerCase(Locale.ROOT);
            if (source.length() > 40 || !WORD.matcher(source).matches()) {
                faults.add("/source", ImportTexts.of("source-invalid"));
            }
            entity.source = source;
        }
        if (draft.onDuplicate() != null) {
            var policy = faults.choice("/onDuplicate", draft.onDuplicate(), OnDuplicate.class);
            entity.onDuplicate = policy == null ? entity.onDuplicate : policy;
        }
        if (draft.zone() != null) {
            try {
                entity.zone = ZoneId.of(draft.zone()).getId();
            } catch (DateTimeException e) {
                faults.add("/zone", ImportTexts.of("zone-invalid"));
            }
        }
        if (draft.phoneRegion() != null) {
            if (!draft.phoneRegion().matches("[A-Z]{2}")) {
                faults.add("/phoneRegion", ImportTexts.of("region-invalid"));
            }
            entity.phoneRegion = draft.phoneRegion();
        }
        faults.check();
    }

    private void look(ImportEntity entity, ImportKind kind, ImportTables.Wanted wanted, OptionsDraft draft) {
        var before = entity.layoutCipher == null ? null : layout(entity);
        var look = tables.look(entity.id, wanted, before);
        var format = look.format();
        entity.encoding = format.encoding();
        entity.separator = String.valueOf(format.separator());
        entity.startOffset = format.start();
        entity.total = format.estimatedRows();
        var same = before != null && before.columns().equals(look.layout().columns());
        keep(
                entity,
                look.layout()
                        .proposing(ImportKinds.propose(kind, look.layout().columns(), entity.source))
                        .mapped(before != null && same ? before.mapping() : Map.of())
                        .reading(before != null && same ? before.values() : null)
                        .knowing(draft.moreOver(before == null ? Map.of() : before.more())));
        entity.state = same && !layout(entity).mapping().isEmpty() ? ImportState.MAPPED : ImportState.PARSED;
    }

    private void map(ImportEntity entity, ImportKind kind, OptionsDraft draft) {
        var faults = new Faults();
        if (draft.mapping() != null) {
            var layout = layout(entity);
            check(faults, kind, layout.columns(), draft.mapping());
            faults.check();
            keep(entity, layout.mapped(draft.mapping()));
            entity.state = ImportState.MAPPED;
        }
        if (draft.values() != null) {
            var layout = layout(entity);
            ValueWords.check(faults, layout.columns(), draft.values());
            faults.check();
            keep(entity, layout.reading(draft.values().isEmpty() ? null : draft.values()));
        }
        if (draft.keyNamed()) {
            var key = draft.key() == null || draft.key().isBlank()
                    ? null
                    : draft.key().strip();
            if (key != null && !ImportKinds.has(kind, key)) {
                faults.add("/key", ImportTexts.of("field-unknown", key));
            }
            entity.keyField = key;
        }
        faults.check();
    }

    private static void check(Faults faults, ImportKind kind, List<String> columns, Map<String, String> mapping) {
        var given = new HashSet<String>();
        mapping.forEach((column, field) -> {
            var pointer = OptionsDraft.pointer(column);
            if (!columns.contains(column)) {
                faults.add(pointer, ImportTexts.of("column-unknown", column));
            } else if (!ImportKinds.has(kind, field)) {
                faults.add(pointer, ImportTexts.of("field-unknown", field));
            } else if (!given.add(field) && !ImportKinds.isRepeatable(field)) {
                faults.add(pointer, ImportTexts.of("field-twice", field));
            }
        });
    }
}
