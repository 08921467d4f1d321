package org.kithwork.core.internal.importing;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.importing.PreparedRow.Repeated;
import org.kithwork.core.internal.importing.reader.CsvPosition;
import org.kithwork.core.internal.importing.store.ArrivalStore;
import org.kithwork.core.internal.importing.store.ImportEntity;
import org.kithwork.core.internal.importing.store.ImportRowEntity;
import org.kithwork.core.internal.importing.store.ImportRowStore;
import org.kithwork.importing.Arrival;
import org.kithwork.importing.RowOutcome;
import org.kithwork.importing.StandingImport;
import org.kithwork.importing.spi.ImportKind;
import org.kithwork.importing.spi.ImportOptions;
import org.kithwork.importing.spi.ImportRow;
import org.kithwork.importing.spi.RowResult.Outcome;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Applies a row that is of no file, under the same rules as one that is. */
@Component(service = StandingRows.class)
public final class StandingRows {

    private static final CsvPosition NOWHERE = new CsvPosition(1, 1, 0);

    private final AccessControl access;
    private final ImportSetup setup;
    private final ImportKinds kinds;
    private final ImportCipher cipher;
    private final ImportRowStore store;
    private final ArrivalStore arrivals;
    private final Clock clock;

    @Activate
    public StandingRows(
            @Reference AccessControl access,
            @Reference ImportSetup setup,
            @Reference ImportKinds kinds,
            @Reference ImportCipher cipher,
            @Reference ImportRowStore store,
            @Reference ArrivalStore arrivals,
            @Reference Clock clock) {
        this.access = access;
        this.setup = setup;
        this.kinds = kinds;
        this.cipher = cipher;
        this.store = store;
        this.arrivals = arrivals;
        this.clock = clock;
    }

    /** What was said, checked; refuses with every fault. */
    ImportEntity check(String id, StandingImport how) {
        var kind = setup.kind(how.kind());
        access.require(kind.permission());
        var entity = entity(id, kind);
        setup.standing(entity, kind, StandingDesk.options(how));
        return entity;
    }

    private static ImportEntity entity(String id, ImportKind kind) {
        var entity = new ImportEntity();
        entity.id = id;
        entity.kind = kind.kind();
        return entity;
    }

    /** Applies it in the current transaction. */
    RowOutcome apply(String id, StandingImport how, Arrival with, String key, Map<String, String> values) {
        access.require(ImportPermissions.CREATE);
        var kind =
                kinds.find(String.valueOf(how.kind())).orElseThrow(() -> Problem.of(ProblemKind.UNAVAILABLE, "busy"));
        access.require(kind.permission());
        var entity = entity(id, kind);
        var layout = setup.standing(entity, kind, StandingDesk.options(how));
        var options = ImportSetup.options(entity, layout);
        var applied = new BatchApply(id, kind, options, new RowReader(layout), cipher, store, Counts.NONE);
        applied.apply(List.of(prepared(kind, options, key, cells(how, values))));
        applied.writeKeys();
        var result = applied.results().get(0);
        if (result.outcome.equals(Outcome.CREATED.name()) && result.targetId != null) {
            arrivals.insert(kind.kind(), result.targetId, with, access.actor(), clock.instant());
        }
        return outcome(how, result);
    }

    /** The values by field, those of one field that may be there several times numbered in the order of the mapping. */
    private static Map<String, String> cells(StandingImport how, Map<String, String> values) {
        var cells = new LinkedHashMap<String, String>();
        var seen = new LinkedHashMap<String, Integer>();
        how.mapping().forEach((name, field) -> {
            var times = seen.merge(field, 1, Integer::sum);
            var value = values.getOrDefault(name, "");
            if (!Faults.isBlank(value)) {
                cells.put(times == 1 ? field : field + "#" + times, value);
            }
        });
        return cells;
    }

    private PreparedRow prepared(ImportKind kind, ImportOptions options, String key, Map<String, String> cells) {
        var own = kind.key(new ImportRow(1, cells, null), options);
        var content = RowReader.content(cells) + options.onDuplicate() + options.zone() + options.phoneRegion();
        return new PreparedRow(
                NOWHERE,
                cells,
                List.of(),
                cipher.keys(
                        kind.kind(),
                        options.source(),
                        own.map(word -> "k" + word).orElse("m" + key)),
                cipher.contents(content),
                Repeated.NEW);
    }

    private RowOutcome outcome(StandingImport how, ImportRowEntity row) {
        if (!row.outcome.equals("ERROR")) {
            return new RowOutcome(Outcome.valueOf(row.outcome), row.targetId, null);
        }
        var said = cipher.openReason(row.importId, row.rowNo, row.reasonCipher);
        var code = row.errorCode == null ? "row-failed" : row.errorCode;
        return new RowOutcome(
                null,
                null,
                new RowOutcome.Refusal(
                        code,
                        name(how, row.errorColumn),
                        said == null ? code : said.en(),
                        said == null ? code : said.zh()));
    }

    private static @Nullable String name(StandingImport how, @Nullable String column) {
        return column != null && how.mapping().containsKey(column) ? column : null;
    }
}
