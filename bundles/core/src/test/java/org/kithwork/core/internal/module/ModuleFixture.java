package org.kithwork.core.internal.module;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.kithwork.core.Callers;
import org.kithwork.core.internal.access.PermissionCatalog;
import org.kithwork.core.internal.backup.BackupProblem;
import org.kithwork.core.internal.journal.Changes;
import org.kithwork.core.internal.json.JacksonJson;
import org.kithwork.core.internal.module.guard.Refusals;
import org.kithwork.core.internal.module.kar.BundleReader;
import org.kithwork.core.internal.module.kar.Limits;
import org.kithwork.core.internal.module.kar.TestKar;
import org.kithwork.core.internal.module.store.CoreTraces;
import org.kithwork.core.internal.module.store.ModuleStore;
import org.kithwork.core.internal.module.store.ModuleTables;
import org.kithwork.permission.Actor;
import org.kithwork.problem.Message;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeAccess;
import org.kithwork.test.FakeAudit;
import org.kithwork.test.FixedClock;
import org.kithwork.test.TestDatabase;
import org.kithwork.test.TestFolder;
import org.osgi.framework.Version;

/** The life of modules on a real database, over a container that is made up. */
final class ModuleFixture implements AutoCloseable {

    final TestDatabase database;
    final Path folder;
    final FakeAccess access = FakeAccess.allowingAll().allowAll(Actor.module("core"));
    final FakeAudit audit;
    final FakeHost host = new FakeHost();
    final FakeDoors doors = new FakeDoors();
    final FakeFramework framework = new FakeFramework();
    final List<String> hints = new ArrayList<>();
    final ModuleStore store;
    final ModuleRecords records;
    final ModulePurge purge;
    final ModuleTables tables;
    ModuleRegistry registry;
    ModuleShelf shelf;
    ModuleLife life;
    ModuleThread thread;
    Modules modules;
    ModuleRestore restore;
    HandNotice notice;

    static TestDatabase database(DatabaseKind kind) {
        return TestDatabase.create(kind, "core", "db/core/changelog.xml");
    }

    /** Begins as an installation in which no module was ever seen. */
    ModuleFixture(TestDatabase database) {
        this.database = database;
        folder = TestFolder.create();
        sql("DELETE FROM core_module", "DELETE FROM core_module_package", "DELETE FROM core_module_start");
        var transactions = database.transactions();
        audit = new FakeAudit(transactions);
        store = new ModuleStore(database.jpa(), database.dialect(), FixedClock.in2026(), () -> "core");
        records = new ModuleRecords(store, transactions, audit, new Changes(transactions), FixedClock.in2026());
        tables = new ModuleTables(database.dataSource());
        purge = new ModulePurge(tables, doors, records, transactions, this::requireFresh);
        purge.traces = List.of(new CoreTraces(database.jpa()));
        boot();
    }

    /** The one backup that is there. */
    private void requireFresh(String backup, String word) {
        if (!backup.startsWith("backup-")) {
            throw BackupProblem.conflict("not-verified", backup);
        }
    }

    /** What is made anew when the process starts; the container's memory is kept or wiped by the test. */
    void boot() {
        registry = new ModuleRegistry();
        var files =
                new PackageShelf(folder.resolve("modules"), new BundleReader(new JacksonJson()), Limits.USUAL, host);
        shelf = new ModuleShelf(files, store, records, database.transactions());
        life = new ModuleLife(host, host, doors, registry, records);
        thread = new ModuleThread(new AsInTests());
        modules = new Modules(
                access,
                database.transactions(),
                shelf,
                store,
                life,
                thread,
                registry,
                purge,
                new ModuleFacts(new PermissionCatalog(), new Refusals()),
                framework,
                host);
        restore = new ModuleRestore(host, shelf, life, registry, store, database.transactions());
        notice = new HandNotice(life, thread, registry, framework, records, store);
    }

    /** Starts as the process does, with {@code KITHWORK_MODULES}. */
    void start(String chosen) {
        access.run(Actor.module("core"), () -> {
            restore.announce(chosen);
            restore.restore();
        });
    }

    /** Waits until the thread of modules has nothing left to do. */
    void settle() {
        var unused = ModuleThread.await(thread.submit(FakeAccess.SOMEBODY, () -> true), Duration.ofSeconds(20));
    }

    ModuleView add(TestKar kar) {
        try (var content = Files.newInputStream(kar.write(folder))) {
            return modules.add(content, "added.kar", Locale.ENGLISH);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A module of the distribution. */
    void builtIn(TestKar kar, String word, String version) {
        var file = folder.resolve("kithwork-" + word + "-" + version + ".jar");
        try {
            Files.write(file, kar.jar());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        host.builtIns.add(new FeatureHost.BuiltIn(word, version, file));
    }

    ModuleView view(String word) {
        return modules.get(word, Locale.ENGLISH);
    }

    void sql(String... statements) {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            for (var text : statements) {
                statement.execute(text);
            }
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        thread.shutDown();
    }

    /** Binds the actor as the core does. */
    private final class AsInTests implements Callers {

        @Override
        public <T> T as(Actor actor, java.util.function.Supplier<T> body) {
            return access.as(actor, body);
        }
    }

    /** A container that does what it is told, or fails as the test says. */
    static final class FakeHost implements FeatureHost, ModuleHealth {

        final List<BuiltIn> builtIns = new ArrayList<>();
        final Map<String, String> installed = new TreeMap<>();
        final Set<String> unhealthy = new HashSet<>();
        final Set<String> uninstallable = new HashSet<>();
        final List<String> calls = new ArrayList<>();

        @Override
        public List<BuiltIn> builtIns() {
            return builtIns;
        }

        @Override
        public Map<String, String> installed() {
            return new HashMap<>(installed);
        }

        @Override
        public void install(ModulePackage wanted) throws HostFailure {
            calls.add("install " + wanted.name() + " " + wanted.version());
            if (uninstallable.contains(wanted.name() + " " + wanted.version())) {
                throw new HostFailure("it misses something", new IllegalStateException());
            }
            installed.put(wanted.name(), wanted.version());
        }

        @Override
        public void uninstall(String word) {
            if (installed.remove(word) != null) {
                calls.add("uninstall " + word);
            }
        }

        @Override
        public boolean isHanging() {
            return false;
        }

        @Override
        public Optional<Message> hindrance(ModulePackage wanted) {
            return uninstallable.contains(wanted.name() + " " + wanted.version())
                    ? Optional.of(ModuleProblem.message("not-resolvable", "it misses something"))
                    : Optional.empty();
        }

        @Override
        public Optional<Message> awaitReady(String word, Duration patience) {
            return unhealthy.contains(word + " " + installed.get(word))
                    ? Optional.of(ModuleProblem.message("component-failed", "Ledger"))
                    : Optional.empty();
        }
    }

    /** Notes which doors were closed and opened. */
    static final class FakeDoors implements Doors {

        final List<String> calls = new ArrayList<>();
        final Set<String> behind = new HashSet<>();
        final Set<String> unserved = new HashSet<>();

        @Override
        public void close(String word, Duration patience) {
            calls.add(patience.isZero() ? "hold " + word : "close " + word);
        }

        @Override
        public void catchUp(String word) {
            calls.add("catch up " + word);
            if (behind.contains(word)) {
                throw new IllegalStateException("A step failed");
            }
        }

        @Override
        public boolean awaitServed(String word, Duration patience) {
            calls.add("await " + word);
            return !unserved.contains(word);
        }

        @Override
        public void open(String word) {
            calls.add("open " + word);
        }

        @Override
        public void forget(String word) {
            calls.add("forget " + word);
        }
    }

    /** Bundles and what ties them. */
    static final class FakeFramework implements FrameworkView {

        final List<Part> parts = new ArrayList<>();
        final Map<Long, Set<Long>> closures = new HashMap<>();
        final Map<Long, Set<Long>> users = new HashMap<>();
        final Map<String, Version> api = new HashMap<>(Map.of("org.kithwork.customer", new Version(1, 2, 0)));

        RunningCore core = new RunningCore(new Version(1, 0, 0), "");

        @Override
        public Map<String, Version> apiPackages() {
            return api;
        }

        @Override
        public Map<String, Set<Version>> offered() {
            return Map.of();
        }

        @Override
        public RunningCore core() {
            return core;
        }

        @Override
        public List<Part> parts() {
            return parts;
        }

        @Override
        public Set<Long> closure(long id) {
            return closures.getOrDefault(id, Set.of(id));
        }

        @Override
        public Set<Long> users(long id) {
            return users.getOrDefault(id, Set.of());
        }
    }
}
