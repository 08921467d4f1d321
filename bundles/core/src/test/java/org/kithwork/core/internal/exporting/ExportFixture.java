package org.kithwork.core.internal.exporting;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.DataDirectory;
import org.kithwork.core.internal.customer.CustomerFixture;
import org.kithwork.core.internal.exporting.store.ExportStore;
import org.kithwork.core.internal.job.JobFixture;
import org.kithwork.core.internal.json.JacksonJson;
import org.kithwork.core.internal.operation.EncryptedVault;
import org.kithwork.core.internal.operation.ExportVault;
import org.kithwork.customer.Customer;
import org.kithwork.customer.CustomerDraft;
import org.kithwork.json.Json;
import org.kithwork.permission.Actor;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakePaging;
import org.kithwork.test.FixedClock;
import org.kithwork.test.TestFolder;

/** A node that makes files of customers. */
final class ExportFixture implements AutoCloseable {

    private static final Map<DatabaseKind, CustomerFixture> CUSTOMERS = new ConcurrentHashMap<>();
    private static final int MOST = 1000;

    final CustomerFixture customers;
    final FixedClock clock = new FixedClock(Instant.now());
    final JobFixture jobs;
    final ExportVault vault;
    final ExportStore store;
    final ExportDesk desk;
    final ExportEnd end;
    final ExportJob job;
    final ExportCleaning cleaning;
    final Json json = new JacksonJson();
    private final Path folder = TestFolder.create();

    ExportFixture(DatabaseKind kind) {
        this(CUSTOMERS.computeIfAbsent(kind, CustomerFixture::open), true);
    }

    /** A node on these customers; {@code working} tells whether it runs its jobs. */
    ExportFixture(CustomerFixture customers, boolean working) {
        this.customers = customers;
        var data = new DataDirectory(folder);
        var transactions = customers.database.transactions();
        jobs = new JobFixture(customers.database, customers.access, customers.audit, customers.keys, data);
        store = new ExportStore(customers.database.jpa(), () -> "core");
        var cipher = new ExportCipher(customers.keys, json);
        vault = new EncryptedVault(data, customers.keys);
        var files = new ExportFiles(vault, MOST, Duration.ofHours(24));
        var columns = new ExportColumns(customers.lists);
        var views = new ExportViews(jobs.user, cipher, files, jobs.desk, jobs.node);
        desk = new ExportDesk(
                customers.access,
                jobs.user,
                store,
                new ExportDrafts(columns, customers.lists),
                columns,
                cipher,
                views,
                files,
                jobs.jobs,
                jobs.desk,
                jobs.node,
                transactions,
                jobs.changes,
                customers.audit,
                new FakePaging(),
                customers.company,
                jobs.ids,
                clock);
        end = end(files);
        var writing = new ExportWriting(customers.lists, columns, customers.company, json);
        job = new ExportJob(store, cipher, writing, files, end, customers.access);
        cleaning = new ExportCleaning(store, views, files, jobs.node, transactions, jobs.changes, clock);
        if (working) {
            jobs.handlers(job);
        }
    }

    /** The end of exports into these files. */
    ExportEnd end(ExportFiles files) {
        return new ExportEnd(
                store,
                new ExportCipher(customers.keys, json),
                files,
                customers.limits.limits,
                jobs.node,
                customers.database.transactions(),
                jobs.changes,
                customers.audit,
                clock);
    }

    static ExportDraft csv(String tag, String... columns) {
        return draft("CSV", tag, columns);
    }

    static ExportDraft draft(String format, String tag, String... columns) {
        return new ExportDraft(
                format,
                null,
                columns.length == 0 ? null : List.of(columns),
                "门店盘点",
                new ExportDraft.Filter(null, null, null, tag, null),
                null);
    }

    ExportView start(ExportDraft draft) {
        return desk.create(draft, Locale.SIMPLIFIED_CHINESE);
    }

    /** The export once nothing more happens to it by itself. */
    ExportView run(ExportDraft draft) {
        return await(start(draft));
    }

    ExportView await(ExportView started) {
        var actor = customers.access.actor();
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> get(actor, started.id()), view -> view.state() != ExportState.RUNNING);
    }

    ExportView get(Actor actor, String id) {
        return customers.access.as(actor, () -> desk.get(id, Locale.SIMPLIFIED_CHINESE));
    }

    byte[] file(ExportView view) {
        var out = new ByteArrayOutputStream();
        try {
            desk.take(view.id()).content().writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** The bytes as they lie on the disk; {@code null} where there is no file. */
    byte @Nullable [] sealed(ExportView view) {
        var file = folder.resolve("exports/" + ExportVault.LISTS).resolve(view.id());
        try {
            return Files.exists(file) ? Files.readAllBytes(file) : null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Customer customer(String name, @Nullable String note, String tag, CustomerDraft.Contact... contacts) {
        return customers.admin.create(new CustomerDraft(
                null,
                name,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                note,
                List.of(contacts),
                List.of(),
                List.of(tag),
                null,
                null,
                null,
                null,
                "another person"));
    }

    static CustomerDraft.Contact contact(String type, String value) {
        return new CustomerDraft.Contact(type, value, null, null);
    }

    @Override
    public void close() {
        cleaning.stop();
        jobs.close();
    }
}
