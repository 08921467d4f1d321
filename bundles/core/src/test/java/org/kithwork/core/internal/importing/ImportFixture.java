package org.kithwork.core.internal.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.DataDirectory;
import org.kithwork.core.internal.customer.CustomerFixture;
import org.kithwork.core.internal.importing.store.ArrivalStore;
import org.kithwork.core.internal.importing.store.ImportRowStore;
import org.kithwork.core.internal.importing.store.ImportStore;
import org.kithwork.core.internal.importing.store.MemoryStore;
import org.kithwork.core.internal.importing.store.StandingStore;
import org.kithwork.core.internal.job.JobFixture;
import org.kithwork.core.internal.json.JacksonJson;
import org.kithwork.importing.spi.ImportKind;
import org.kithwork.json.Json;
import org.kithwork.test.FakeAccess;
import org.kithwork.test.FakePaging;
import org.kithwork.test.TestFolder;

/** A node that imports into a database which others may share. */
final class ImportFixture implements AutoCloseable {

    static final String[] TABLES = {
        "core_job",
        "core_job_state",
        "core_job_schedule",
        "core_import",
        "core_import_row",
        "core_import_key",
        "core_import_memory",
        "core_import_arrival",
        "core_customer",
        "core_contact_point",
        "core_identifier",
        "core_customer_tag",
        "core_search_key",
        "core_customer_history"
    };

    final CustomerFixture customers;
    final FakeAccess access;
    final JobFixture jobs;
    final ImportKinds kinds = new ImportKinds();
    final ImportStore store;
    final ImportRowStore rows;
    final ArrivalStore arrivals;
    final ImportCipher cipher;
    final Uploads uploads;
    final ImportViews views;
    final ImportMemory memory;
    final ImportDesk desk;
    final ImportUndoDesk undo;
    final ErrorReport errors;
    final ImportCleaning cleaning;
    final Json json = new JacksonJson();
    private final ImportSetup setup;
    private final DataDirectory data;

    ImportFixture(CustomerFixture customers, ImportKind... here) {
        this(customers, new DataDirectory(TestFolder.create()), here);
    }

    ImportFixture(CustomerFixture customers, DataDirectory data, ImportKind... here) {
        this.customers = customers;
        this.data = data;
        this.access = customers.access;
        var database = customers.database;
        var transactions = database.transactions();
        jobs = new JobFixture(database, access, customers.audit, customers.keys, data);
        kinds.kinds = here.length == 0 ? List.of(customers.imports) : List.of(here);
        store = new ImportStore(database.jpa(), () -> "core");
        rows = new ImportRowStore(database.jpa(), () -> "core");
        arrivals = new ArrivalStore(database.jpa(), () -> "core");
        cipher = new ImportCipher(customers.keys, json);
        uploads = new Uploads(data, customers.keys, 10, Duration.ofDays(7));
        memory = new ImportMemory(
                new MemoryStore(database.jpa(), database.dialect(), () -> "core"), cipher, transactions, jobs.clock);
        views = new ImportViews(access, cipher, jobs.desk, kinds, memory);
        setup = new ImportSetup(kinds, cipher, new ImportTables(uploads), customers.company);
        desk = new ImportDesk(
                access,
                jobs.user,
                store,
                rows,
                setup,
                views,
                memory,
                kinds,
                uploads,
                jobs.jobs,
                jobs.desk,
                jobs.node,
                transactions,
                jobs.changes,
                customers.audit,
                new FakePaging(),
                jobs.ids,
                jobs.clock);
        undo = new ImportUndoDesk(
                access,
                store,
                rows,
                views,
                setup,
                cipher,
                jobs.jobs,
                transactions,
                jobs.changes,
                customers.audit,
                new FakePaging());
        errors = new ErrorReport(access, store, rows, cipher, uploads, jobs.node);
        cleaning = new ImportCleaning(store, rows, views, memory, uploads, jobs.node, transactions, jobs.clock);
        var end = new ImportEnd(store, database.dialect(), transactions, jobs.changes, customers.audit, jobs.clock);
        var engine = new ImportEngine(store, rows, cipher, kinds, end, uploads, access, transactions);
        jobs.handlers(
                new ImportJob(store, kinds, engine, uploads, jobs.node),
                new ImportUndoJob(store, rows, kinds, cipher, access, transactions, jobs.changes, customers.audit));
    }

    /** What lets rows and files come in by themselves. */
    StandingDesk standing(StandingStore standing) {
        return new StandingDesk(
                access,
                access::as,
                jobs.user,
                standing,
                new StandingRows(access, setup, kinds, cipher, rows, arrivals, jobs.clock),
                desk,
                undo,
                errors,
                customers.database.transactions(),
                json,
                jobs.ids,
                jobs.clock);
    }

    /** Empties the tables that tests fill. */
    void clear() {
        try (var connection = customers.database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            for (var table : TABLES) {
                statement.executeUpdate("DELETE FROM " + table);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        customers.journal.clear();
        customers.audit.clear();
        customers.policies.clear();
    }

    /** Does something behind the product's back. */
    void execute(String sql) {
        try (var connection = customers.database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, Object> options(Object... pairs) {
        var options = new HashMap<String, Object>(Map.of("kind", "customers"));
        for (int i = 0; i < pairs.length; i += 2) {
            options.put((String) pairs[i], pairs[i + 1]);
        }
        return options;
    }

    ImportView upload(Path file, Map<String, Object> options) {
        try (var in = Files.newInputStream(file)) {
            var upload = desk.receive(String.valueOf(file.getFileName()), in);
            return desk.create(upload, OptionsDraft.of(options), false, Locale.ENGLISH);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ImportView upload(String csv, Map<String, Object> options) {
        return upload(csv, options, false);
    }

    ImportView upload(String csv, Map<String, Object> options, boolean dryRun) {
        var upload = desk.receive("test.csv", new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)));
        return desk.create(upload, OptionsDraft.of(options), dryRun, Locale.ENGLISH);
    }

    ImportView get(String id) {
        return access.as(FakeAccess.SOMEBODY, () -> desk.get(id, Locale.ENGLISH));
    }

    /** The import when nothing more happens to it by itself. */
    ImportView await(ImportView started) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> get(started.id()),
                        view -> view.state() != ImportState.RUNNING && view.state() != ImportState.UNDOING);
    }

    ImportView run(String csv, Object... options) {
        return await(upload(csv, options(options)));
    }

    String errors(ImportView view) {
        var out = new ByteArrayOutputStream();
        try {
            errors.of(view.id(), Locale.ENGLISH).write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** All values of a query, as text. */
    List<String> query(String sql) {
        var values = new ArrayList<String>();
        try (var connection = customers.database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                var row = new StringBuilder();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    @Nullable String value = rows.getString(i);
                    row.append(i == 1 ? "" : "|").append(value);
                }
                values.add(row.toString());
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return values;
    }

    /** The names of the files of uploads. */
    List<String> stored() {
        var names = data.file("imports").toFile().list();
        return names == null ? List.of() : List.of(names);
    }

    long count(String table) {
        return Long.parseLong(query("SELECT COUNT(*) FROM " + table).get(0));
    }

    void expect(ImportView view, long created, long updated, long unchanged, long errors) {
        assertThat(List.of(view.created(), view.updated(), view.unchanged(), view.errors()))
                .as(view.state() + " " + view.problem())
                .containsExactly(created, updated, unchanged, errors);
    }

    @Override
    public void close() {
        cleaning.stop();
        jobs.close();
    }
}
