package org.kithwork.core.internal.importing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.importing.reader.CsvException;
import org.kithwork.core.internal.importing.reader.CsvFormat;
import org.kithwork.core.internal.importing.reader.CsvPosition;
import org.kithwork.core.internal.importing.reader.CsvSource;
import org.kithwork.core.internal.importing.store.ImportEntity;
import org.kithwork.core.internal.importing.store.ImportRowStore;
import org.kithwork.core.internal.importing.store.ImportStore;
import org.kithwork.core.internal.job.JobLost;
import org.kithwork.core.internal.job.Waiting;
import org.kithwork.importing.spi.ImportKind;
import org.kithwork.importing.spi.ImportOptions;
import org.kithwork.job.spi.JobRun;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a file and applies its rows in batches. A batch, the results of its rows and the place to go on from are one
 * transaction: after a crash the import goes on at the row after the last committed batch. A batch that the database
 * refuses is applied row by row. A trial does the same and is rolled back.
 */
@Component(service = ImportEngine.class)
public final class ImportEngine {

    /** How many errors of a trial are kept. */
    static final int TRIAL_ERRORS = 100;

    private static final Logger LOGGER = LoggerFactory.getLogger(ImportEngine.class);
    private static final int WATCHED_ROWS = 1000;

    private final ImportStore store;
    private final ImportRowStore rows;
    private final ImportCipher cipher;
    private final ImportKinds kinds;
    private final ImportEnd end;
    private final Uploads uploads;
    private final AccessControl access;
    private final Transactions transactions;

    @Activate
    public ImportEngine(
            @Reference ImportStore store,
            @Reference ImportRowStore rows,
            @Reference ImportCipher cipher,
            @Reference ImportKinds kinds,
            @Reference ImportEnd end,
            @Reference Uploads uploads,
            @Reference AccessControl access,
            @Reference Transactions transactions) {
        this.store = store;
        this.rows = rows;
        this.cipher = cipher;
        this.kinds = kinds;
        this.end = end;
        this.uploads = uploads;
        this.access = access;
        this.transactions = transactions;
    }

    /** Imports from where the job stands, until the end of the file or until it is to stop. */
    void run(ImportEntity entity, ImportKind kind, JobRun run) {
        try {
            new Course(entity, kind, run).run();
        } catch (CsvException e) {
            throw FileLook.refused(e);
        } catch (IOException e) {
            throw new UncheckedIOException("The upload of the import " + entity.id + " cannot be read", e);
        }
    }

    /** Rolls a trial back. */
    private static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Undone() {
            super("a trial has no effect", null, false, false);
        }
    }

    /** One run through a file, or through what is left of it. */
    private final class Course {

        private final ImportEntity entity;
        private final ImportKind kind;
        private final JobRun run;
        private final Layout layout;
        private final CsvFormat format;
        private final ImportOptions options;
        private final RowReader reader;
        private final RowPreparation preparation;
        private final BatchSize size = new BatchSize();
        private Counts counts;
        private CsvPosition position;
        private @Nullable CsvException broken;

        Course(ImportEntity entity, ImportKind kind, JobRun run) throws IOException {
            this.entity = entity;
            this.kind = kind;
            this.run = run;
            if (entity.layoutCipher == null) {
                throw Problem.conflict(ImportTexts.of("import-expired"));
            }
            layout = cipher.openLayout(entity.id, entity.layoutCipher);
            format = new CsvFormat(
                    java.nio.charset.Charset.forName(entity.encoding),
                    entity.separator.charAt(0),
                    entity.startOffset,
                    true,
                    entity.total);
            options = ImportSetup.options(entity, layout);
            reader = new RowReader(layout);
            preparation = new RowPreparation(kind, options, reader, cipher);
            // A trial keeps nothing of what it found, so it begins anew.
            Map<String, Object> state = entity.dryRun ? Map.of() : run.state();
            counts = Counts.of(state);
            position = new CsvPosition(
                    Counts.number(state, "row"), Counts.number(state, "line"), Counts.number(state, "offset"));
        }

        void run() throws IOException {
            if (entity.dryRun) {
                transactions.run(() -> rows.removeRows(entity.id));
            }
            watch();
            try (var source = open()) {
                var batch = next(source);
                while (!batch.isEmpty()) {
                    if (run.stopRequested()) {
                        return;
                    }
                    if (!kinds.isHere(kind)) {
                        throw new Waiting("the module of the imports of " + entity.kind);
                    }
                    apply(batch);
                    run.progress(counts.done(), Math.max(entity.total, counts.done()));
                    end.refresh(entity, counts);
                    batch = next(source);
                }
            }
            end.end(entity, counts);
            run.progress(counts.done(), counts.done());
        }

        /** The numbers of the beginning of the file show how wide they are. */
        private void watch() throws IOException {
            try (var source = CsvSource.open(uploads.open(entity.id, layout), format)) {
                var row = source.next();
                for (int i = 0; i < WATCHED_ROWS && row.isPresent(); i++) {
                    reader.watch(row.get());
                    row = source.next();
                }
            } catch (CsvException e) {
                // Where the file breaks it ends, once the rows before are dealt with.
                LOGGER.debug("The file of the import {} breaks at its beginning", entity.id);
            }
        }

        /** The rows that are not dealt with; those before were counted again. */
        private CsvSource open() throws IOException {
            var file = uploads.open(entity.id, layout);
            if (position.number() == 0) {
                return CsvSource.open(file, format);
            }
            try (var before = CsvSource.open(file, format)) {
                for (var row = before.next();
                        row.isPresent() && row.get().number() <= position.number();
                        row = before.next()) {
                    preparation.pass(row.get());
                }
            }
            return CsvSource.resume(file, format, layout.header(), position);
        }

        private List<PreparedRow> next(CsvSource source) {
            if (broken != null) {
                throw broken;
            }
            var batch = new ArrayList<PreparedRow>();
            try {
                while (batch.size() < size.rows()) {
                    var row = source.next();
                    if (row.isEmpty()) {
                        break;
                    }
                    if (!row.get().isBlank()) {
                        batch.add(preparation.prepare(row.get()));
                    }
                }
            } catch (CsvException e) {
                // The rows before the place where the file breaks are good.
                if (batch.isEmpty()) {
                    throw e;
                }
                broken = e;
            }
            return batch;
        }

        private void apply(List<PreparedRow> batch) {
            var started = System.nanoTime();
            try {
                transact(batch);
                size.took(System.nanoTime() - started);
            } catch (Problem problem) {
                throw problem;
            } catch (RuntimeException e) {
                if (batch.size() == 1 || !isOfARow(e)) {
                    failOrThrow(batch, e);
                } else {
                    LOGGER.debug("A batch of the import {} is applied row by row", entity.id, e);
                    batch.forEach(row -> apply(List.of(row)));
                }
            }
        }

        private void failOrThrow(List<PreparedRow> batch, RuntimeException e) {
            if (batch.size() > 1 || !isOfARow(e)) {
                throw e;
            }
            var row = batch.get(0);
            LOGGER.warn("Row {} of the import {} cannot be stored", row.number(), entity.id, e);
            keep(
                    transactions.call(() -> {
                        var failed = batch();
                        failed.fail(row);
                        write(failed, row.position());
                        return failed;
                    }),
                    row.position());
        }

        private void transact(List<PreparedRow> batch) {
            var last = batch.get(batch.size() - 1).position();
            if (!entity.dryRun) {
                keep(
                        transactions.call(() -> {
                            var applied = applied(batch);
                            write(applied, last);
                            return applied;
                        }),
                        last);
                return;
            }
            var tried = new ArrayList<BatchApply>();
            try {
                transactions.run(() -> {
                    tried.clear();
                    tried.add(applied(batch));
                    throw new Undone();
                });
            } catch (Undone e) {
                var applied = tried.get(0);
                transactions.run(() -> {
                    rows.insert(applied.results(), List.of());
                    store.count(entity.id, applied.counts());
                });
                keep(applied, last);
            }
        }

        private BatchApply batch() {
            return new BatchApply(entity.id, kind, options, reader, cipher, rows, counts);
        }

        private BatchApply applied(List<PreparedRow> batch) {
            access.require(ImportPermissions.CREATE);
            access.require(kind.permission());
            var applied = batch();
            applied.apply(batch);
            return applied;
        }

        private void write(BatchApply applied, CsvPosition last) {
            applied.write();
            store.count(entity.id, applied.counts());
            var state = new HashMap<>(applied.counts().state());
            state.put("row", last.number());
            state.put("line", last.line());
            state.put("offset", last.offset());
            run.save(state);
        }

        private void keep(BatchApply applied, CsvPosition last) {
            counts = applied.counts();
            position = last;
        }
    }

    /** Whether a failure may be that of a single row: what the job's own machinery throws is not. */
    private static boolean isOfARow(RuntimeException e) {
        return !(e instanceof Waiting || e instanceof JobLost);
    }
}
