package org.kithwork.core.internal.importing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.importing.PreparedRow.Repeated;
import org.kithwork.core.internal.importing.store.ImportKeyEntity;
import org.kithwork.core.internal.importing.store.ImportRowEntity;
import org.kithwork.core.internal.importing.store.ImportRowStore;
import org.kithwork.core.internal.importing.store.ImportRowStore.Known;
import org.kithwork.core.internal.job.Said;
import org.kithwork.importing.spi.ImportKind;
import org.kithwork.importing.spi.ImportKind.ImportBatch;
import org.kithwork.importing.spi.ImportOptions;
import org.kithwork.importing.spi.ImportRow;
import org.kithwork.importing.spi.RowResult;
import org.kithwork.importing.spi.RowResult.Outcome;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;

/** Applies the rows of a batch in the current transaction and collects what is to be written with their effects. */
final class BatchApply {

    private final String importId;
    private final ImportKind kind;
    private final ImportOptions options;
    private final RowReader reader;
    private final RowFaults faults;
    private final ImportCipher cipher;
    private final ImportRowStore store;

    private final Map<String, Known> known = new HashMap<>();
    private final List<ImportRowEntity> results = new ArrayList<>();
    private final Map<String, ImportKeyEntity> fresh = new HashMap<>();
    private final Map<String, ImportKeyEntity> renewed = new HashMap<>();
    private Counts counts;
    private @Nullable ImportBatch batch;

    BatchApply(
            String importId,
            ImportKind kind,
            ImportOptions options,
            RowReader reader,
            ImportCipher cipher,
            ImportRowStore store,
            Counts counts) {
        this.importId = importId;
        this.kind = kind;
        this.options = options;
        this.reader = reader;
        this.faults = new RowFaults(kind, reader);
        this.cipher = cipher;
        this.store = store;
        this.counts = counts;
    }

    /** Applies all of them; those at fault become errors and spoil nothing. */
    void apply(List<PreparedRow> rows) {
        known.putAll(
                store.known(rows.stream().flatMap(row -> row.keys().stream()).toList()));
        var open = rows.stream()
                .filter(row -> row.faults().isEmpty() && !isSame(row))
                .map(this::row)
                .toList();
        batch = open.isEmpty() ? null : kind.batch(open, options);
        for (var row : rows) {
            apply(row);
        }
    }

    private void apply(PreparedRow row) {
        if (!row.faults().isEmpty()) {
            var first = row.faults().get(0);
            refuse(row, first.message().code(), first.pointer(), faults.of(Problem.invalid(row.faults())));
            return;
        }
        var seen = find(row);
        if (seen != null && isSame(row)) {
            note(row, RowResult.unchanged(seen.targetId()));
            return;
        }
        if (row.repeated() != Repeated.NEW && seen == null) {
            note(row, repeated(row.repeated()));
            return;
        }
        try {
            // Another row of the batch with this key may have come in between, so it is made anew.
            var result = java.util.Objects.requireNonNull(batch).apply(row(row));
            var noted = note(row, result);
            if (!options.dryRun()) {
                noted.keyHash = remember(row, result, seen);
            }
        } catch (Problem problem) {
            if (isOfTheSystem(problem)) {
                throw problem;
            }
            refuse(row, problem);
        }
    }

    private ImportRow row(PreparedRow row) {
        var seen = find(row);
        return new ImportRow(row.number(), row.values(), seen == null ? null : seen.targetId());
    }

    private @Nullable Known find(PreparedRow row) {
        for (var key : row.keys()) {
            var found = known.get(key);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private boolean isSame(PreparedRow row) {
        var seen = find(row);
        return seen != null && row.contents().contains(seen.contentHash());
    }

    /** In a trial: what the row would come to after an earlier one of the same key. */
    private RowResult repeated(Repeated how) {
        if (how == Repeated.SAME) {
            return new RowResult(Outcome.UNCHANGED, null);
        }
        var outcome = switch (options.onDuplicate()) {
            case SKIP -> Outcome.SKIPPED_DUPLICATE;
            case REVIEW -> Outcome.REVIEW;
            case OVERWRITE, NEWEST -> Outcome.UPDATED;
            case FILL -> Outcome.UNCHANGED;
        };
        return new RowResult(outcome, null);
    }

    private ImportRowEntity note(PreparedRow row, RowResult result) {
        counts = counts.and(result.outcome());
        var entity = entity(row, result.outcome().name());
        entity.targetId = result.targetId();
        if (result.outcome() == Outcome.REVIEW) {
            entity.errorCode = "row-review";
        }
        if (!options.dryRun()) {
            results.add(entity);
        }
        return entity;
    }

    /** The key that is new with this row. What was not done is not remembered, so that another rule may do it. */
    private @Nullable String remember(PreparedRow row, RowResult result, @Nullable Known seen) {
        var target = result.targetId();
        if (target == null || result.outcome() == Outcome.SKIPPED_DUPLICATE || result.outcome() == Outcome.REVIEW) {
            return null;
        }
        var key = new ImportKeyEntity();
        key.keyHash = seen == null ? row.keys().get(0) : seen.keyHash();
        key.kind = kind.kind();
        key.targetId = target;
        key.contentHash = row.contents().get(0);
        known.put(key.keyHash, new Known(key.keyHash, target, key.contentHash));
        if (seen == null || fresh.containsKey(key.keyHash)) {
            fresh.put(key.keyHash, key);
        } else {
            renewed.put(key.keyHash, key);
        }
        return seen == null ? key.keyHash : null;
    }

    private void refuse(PreparedRow row, Problem problem) {
        var found = problem.faults();
        refuse(
                row,
                found.isEmpty() ? problem.code() : found.get(0).message().code(),
                found.isEmpty() ? "" : found.get(0).pointer(),
                faults.of(problem));
    }

    /** A row that failed for a reason that is no fault of its own. */
    void fail(PreparedRow row) {
        refuse(row, "row-failed", "", Said.of(ImportTexts.of("row-failed")));
    }

    private void refuse(PreparedRow row, String code, String pointer, Said reason) {
        counts = counts.andError();
        if (options.dryRun() && counts.errors() > ImportEngine.TRIAL_ERRORS) {
            return;
        }
        var entity = entity(row, "ERROR");
        entity.errorCode = code.length() <= 80 ? code : code.substring(0, 80);
        var column = reader.column(pointer);
        entity.errorColumn = column == null || column.length() <= 200 ? column : column.substring(0, 200);
        entity.reasonCipher = cipher.sealReason(importId, row.number(), reason);
        results.add(entity);
    }

    private ImportRowEntity entity(PreparedRow row, String outcome) {
        var entity = new ImportRowEntity();
        entity.importId = importId;
        entity.rowNo = row.number();
        entity.outcome = outcome;
        return entity;
    }

    /** What every row after this one would meet as well. */
    private static boolean isOfTheSystem(Problem problem) {
        return problem.kind() == ProblemKind.UNAVAILABLE
                || problem.kind() == ProblemKind.STORAGE_FULL
                || problem.kind() == ProblemKind.UNAUTHENTICATED;
    }

    Counts counts() {
        return counts;
    }

    List<ImportRowEntity> results() {
        return results;
    }

    /** Writes the keys alone, of a row that is of no file. */
    void writeKeys() {
        store.insert(List.of(), fresh.values());
        store.renew(renewed.values());
    }

    /** Writes the results and the keys. */
    void write() {
        store.insert(results, fresh.values());
        store.renew(renewed.values());
    }
}
