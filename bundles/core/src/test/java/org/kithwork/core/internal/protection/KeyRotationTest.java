package org.kithwork.core.internal.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.job.JobFixture;
import org.kithwork.core.internal.job.JobState;
import org.kithwork.core.internal.protection.KeyAdmin.Renewal;
import org.kithwork.core.internal.protection.store.CellStore;
import org.kithwork.core.internal.protection.store.MarkScan;
import org.kithwork.permission.Actor;
import org.kithwork.problem.Problem;
import org.kithwork.protection.spi.SealedColumn;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.DerbyPlan;
import org.kithwork.test.FakeAccess;
import org.kithwork.test.FakeAudit;
import org.kithwork.test.TestDatabase;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class KeyRotationTest {

    private static final Actor STRANGER = new Actor(Actor.Kind.USER, "00000000-0000-7000-8000-0000000000bb", "Other");
    private static final List<String> TABLES = List.of(
            "core_totp",
            "core_merge_item",
            "core_import_row",
            "core_job",
            "core_job_state",
            "core_job_schedule",
            "test_diary");

    private static TestDatabase database;

    @Parameter
    DatabaseKind kind;

    @TempDir
    Path home;

    private final FakeAccess access = FakeAccess.allowingAll();
    private final SealedCells columns = new SealedCells();
    private FakeAudit audit;
    private Keys keys;
    private FieldCipher cipher;
    private JobFixture node;
    private KeyAdmin admin;

    /** Called before each replacing of a cell and each reading of a batch. */
    private volatile Runnable onReplace = () -> {};

    private volatile Runnable onBatch = () -> {};

    private final CellStore store = new CellStore(database.jpa(), () -> "core") {
        @Override
        public boolean replace(Cells cells, Cell cell, String text) {
            onReplace.run();
            return super.replace(cells, cell, text);
        }

        @Override
        public List<List<Object>> keysAfter(Cells cells, List<Object> after, int most) {
            onBatch.run();
            return super.keysAfter(cells, after, most);
        }
    };

    @BeforeParameterizedClassInvocation
    static void open(DatabaseKind kind) throws SQLException {
        database = TestDatabase.create(kind, "core", "db/core/changelog.xml");
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE test_diary (day_no VARCHAR(36) NOT NULL PRIMARY KEY, page VARCHAR(400))");
        }
    }

    @AfterParameterizedClassInvocation
    static void shut() {
        database.close();
    }

    @BeforeEach
    void clean() {
        TABLES.forEach(table -> sql("DELETE FROM " + table));
        audit = new FakeAudit(database.transactions());
        keys = new Keys(KeyRing.open(home.resolve("keys"), home.resolve("data"), true));
        cipher = new FieldCipher(keys.ring());
        node = start(keys);
        admin = admin(keys, node);
    }

    @AfterEach
    void close() {
        node.close();
    }

    private JobFixture start(Keys ring) {
        var usage = new KeyUsage(ring, store, new MarkScan(database.dataSource()));
        return new JobFixture(
                database,
                access,
                audit,
                ring,
                new RewriteJob(access, ring, columns, usage, store, database.transactions()));
    }

    private KeyAdmin admin(Keys ring, JobFixture at) {
        var usage = new KeyUsage(ring, store, new MarkScan(database.dataSource()));
        return new KeyAdmin(
                access, ring, usage, columns, database.transactions(), at.jobs, audit, java.time.Clock.systemUTC());
    }

    private static int sql(String statement, Object... values) {
        return database.transactions()
                .call(() -> database.jpa().txExpr(org.apache.aries.jpa.template.TransactionType.Required, em -> {
                    var query = em.createNativeQuery(statement);
                    for (int i = 0; i < values.length; i++) {
                        query.setParameter(i + 1, values[i]);
                    }
                    return query.executeUpdate();
                }));
    }

    private static List<String> texts(String query) {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static FieldRef secret(String id) {
        return new FieldRef("core_totp", "secret_cipher", id);
    }

    private static FieldRef history(String id) {
        return new FieldRef("core_customer_history", "changes_cipher", id);
    }

    private static String id(int number) {
        return "%08d-0000-7000-8000-000000000000".formatted(number);
    }

    private void secrets(int count) {
        database.transactions().run(() -> {
            for (int i = 0; i < count; i++) {
                sql(
                        "INSERT INTO core_totp (user_id, secret_cipher, last_step) VALUES (?, ?, -1)",
                        id(i),
                        cipher.encrypt(DataClass.NOTE, secret(id(i)), "0"));
            }
        });
    }

    private String opened(FieldCipher with, int number) {
        var stored = texts("SELECT secret_cipher FROM core_totp WHERE user_id = '" + id(number) + "'")
                .get(0);
        return with.decrypt(DataClass.NOTE, secret(id(number)), stored);
    }

    private String jobOf(List<Renewal> renewals) {
        return java.util.Objects.requireNonNull(renewals.get(0).job());
    }

    private static String refusal(ThrowableAssert.ThrowingCallable work) {
        var problem = catchThrowableOfType(Problem.class, work);
        return problem.detail(Locale.ENGLISH)
                + problem.faults().stream()
                        .map(fault -> fault.message().text(Locale.ENGLISH))
                        .collect(Collectors.joining());
    }

    private List<StoredKey> earlier(DataClass dataClass) {
        return keys.ring().keys(dataClass, KeyUse.CIPHER).stream()
                .filter(key -> !key.writes())
                .toList();
    }

    private void letRest(String keyset) throws IOException {
        Files.setLastModifiedTime(
                home.resolve("keys").resolve(keyset + ".json"),
                FileTime.from(Instant.now().minus(KeyUsage.REST).minus(Duration.ofSeconds(1))));
    }

    @Test
    @DisplayName("CORE-15, S-22: keys are renewed under parallel writers and readers, and nothing they write is lost")
    void core15_underLoad() throws Exception {
        int rows = 450;
        secrets(rows);
        var latest = new AtomicIntegerArray(rows);
        var ended = new AtomicBoolean();
        var writes = new AtomicInteger();
        var pool = Executors.newFixedThreadPool(4);
        var work = new ArrayList<Future<?>>();
        for (int worker = 0; worker < 4; worker++) {
            int from = worker;
            work.add(pool.submit(() -> {
                for (int i = from; !ended.get(); i = (i + 4) % rows) {
                    if (from < 2) {
                        var value = latest.get(i) + 1;
                        sql(
                                "UPDATE core_totp SET secret_cipher = ? WHERE user_id = ?",
                                cipher.encrypt(DataClass.NOTE, secret(id(i)), Integer.toString(value)),
                                id(i));
                        latest.set(i, value);
                        writes.incrementAndGet();
                    } else {
                        opened(cipher, i);
                    }
                    LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
                }
            }));
        }
        Awaitility.await().until(() -> writes.get() > 20);
        node.await(jobOf(admin.renew("note")), JobState.DONE);
        node.await(jobOf(admin.renew("note")), JobState.DONE);
        ended.set(true);
        for (var each : work) {
            each.get();
        }
        pool.shutdown();
        assertThat(writes.get()).isGreaterThan(40);
        for (int i = 0; i < rows; i++) {
            assertThat(opened(cipher, i)).isEqualTo(Integer.toString(latest.get(i)));
        }
        assertThat(earlier(DataClass.NOTE)).hasSize(2);
        node.await(jobOf(admin.renew("note")), JobState.DONE);
        letRest("note.cipher");
        assertThat(admin.retire("note", false).keys()).hasSize(3);
        var restarted = new FieldCipher(KeyRing.open(home.resolve("keys"), home.resolve("data"), false));
        for (int i = 0; i < rows; i++) {
            assertThat(opened(restarted, i)).isEqualTo(Integer.toString(latest.get(i)));
        }
    }

    @Test
    @DisplayName("CORE-15: a value that was written while it was being encrypted anew stays as it was written")
    void core15_concurrentWrite() {
        secrets(1);
        onReplace = () -> {
            onReplace = () -> {};
            // Another one's change, which has come between reading and writing.
            sql(
                    "UPDATE core_totp SET secret_cipher = ? WHERE user_id = ?",
                    cipher.encrypt(DataClass.NOTE, secret(id(0)), "changed"),
                    id(0));
        };
        node.await(jobOf(admin.renew("note")), JobState.DONE);
        assertThat(opened(cipher, 0)).isEqualTo("changed");
    }

    @Test
    @DisplayName("CORE-15, S-22: broken off in the middle it goes on after a restart, and all is readable all the time")
    void core15_goesOn() throws InterruptedException {
        int rows = 850;
        secrets(rows);
        var reached = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var batches = new AtomicInteger();
        onBatch = () -> {
            // By then the earlier columns, which are empty, and two batches of this one are done.
            if (texts("SELECT state_cipher FROM core_job_state").stream().anyMatch(state -> state != null)
                    && batches.incrementAndGet() == 3) {
                reached.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        var job = jobOf(admin.renew("note"));
        reached.await();
        var before = earlier(DataClass.NOTE).get(0).mark();
        node.desk.pause(job, Locale.ENGLISH);
        goOn.countDown();
        node.await(job, JobState.PAUSED);
        node.close();

        var marks = texts("SELECT secret_cipher FROM core_totp");
        assertThat(marks).anyMatch(text -> text.startsWith(before)).anyMatch(text -> !text.startsWith(before));
        for (int i = 0; i < rows; i += 50) {
            assertThat(opened(cipher, i)).isEqualTo("0");
        }

        onBatch = () -> {};
        var replaced = new AtomicInteger();
        onReplace = replaced::incrementAndGet;
        var ring = new Keys(KeyRing.open(home.resolve("keys"), home.resolve("data"), false));
        node = start(ring);
        node.desk.resume(job, Locale.ENGLISH);
        node.await(job, JobState.DONE);
        assertThat(replaced.get()).isPositive().isLessThan(rows);
        assertThat(texts("SELECT secret_cipher FROM core_totp")).noneMatch(text -> text.startsWith(before));
        var restarted = new FieldCipher(ring.ring());
        for (int i = 0; i < rows; i++) {
            assertThat(opened(restarted, i)).isEqualTo("0");
        }
    }

    @Test
    @DisplayName("CORE-15: large columns, two in a row, and rows with a key of two columns follow too")
    void core15_otherShapes() {
        var large = "很长".repeat(20_000);
        sql(
                "INSERT INTO core_merge_item (id, merge_id, kind, item, before_cipher, after_cipher)"
                        + " VALUES (?, 'm', 'k', 'i', ?, ?)",
                id(1),
                cipher.encrypt(DataClass.HISTORY, history(id(1)), "before"),
                cipher.encrypt(DataClass.HISTORY, history(id(1)), "after"));
        database.transactions().run(() -> {
            for (int i = 0; i < 450; i++) {
                var place = new FieldRef("core_import_row", "reason_cipher", id(i / 200) + ":" + i % 200);
                sql(
                        "INSERT INTO core_import_row (import_id, row_no, outcome, reason_cipher) VALUES (?, ?, 'x', ?)",
                        id(i / 200),
                        (long) (i % 200),
                        cipher.encrypt(DataClass.JOB, place, i == 0 ? large : "row " + i));
            }
        });
        node.await(jobOf(admin.renew("history")), JobState.DONE);
        node.await(jobOf(admin.renew("job")), JobState.DONE);

        assertThat(cipher.decrypt(
                        DataClass.HISTORY,
                        history(id(1)),
                        texts("SELECT before_cipher FROM core_merge_item").get(0)))
                .isEqualTo("before");
        assertThat(texts("SELECT after_cipher FROM core_merge_item"))
                .allMatch(text -> cipher.isCurrent(DataClass.HISTORY, text));
        var reasons = texts("SELECT reason_cipher FROM core_import_row ORDER BY import_id, row_no");
        assertThat(reasons).hasSize(450).allMatch(text -> cipher.isCurrent(DataClass.JOB, text));
        assertThat(cipher.decrypt(
                        DataClass.JOB, new FieldRef("core_import_row", "reason_cipher", id(0) + ":0"), reasons.get(0)))
                .isEqualTo(large);
    }

    @Test
    @DisplayName("S-22: a key is taken out only when nothing lies under it, in any table, and nobody writes with it")
    void s22_retire() throws IOException {
        columns.modules = List.of();
        secrets(3);
        var page = new FieldRef("test_diary", "page", "monday");
        sql("INSERT INTO test_diary VALUES ('monday', ?)", cipher.encrypt(DataClass.NOTE, page, "rain"));
        assertThat(admin.retire("note", false).keys()).isEmpty();

        var job = jobOf(admin.renew("note"));
        var told = node.await(job, JobState.DONE);
        assertThat(told.problems()).hasSize(1);
        assertThat(told.problems().get(0).detail()).contains("test_diary.page").contains("no running module");

        assertThat(refusal(() -> admin.retire("note", false))).contains("10 minutes");
        letRest("note.cipher");
        assertThat(refusal(() -> admin.retire("note", false)))
                .contains("1 values")
                .contains("test_diary.page 1");

        columns.modules = List.of(() -> List.of(new SealedColumn("test_diary", "page", "day_no", "page")));
        assertThat(node.await(jobOf(admin.renew("note")), JobState.DONE).problems())
                .isEmpty();
        letRest("note.cipher");
        assertThat(admin.retire("note", true).keys()).hasSize(2);
        assertThat(earlier(DataClass.NOTE)).hasSize(2);
        assertThat(admin.retire("note", false).keys()).hasSize(2);
        assertThat(earlier(DataClass.NOTE)).isEmpty();
        assertThat(cipher.decrypt(
                        DataClass.NOTE,
                        page,
                        texts("SELECT page FROM test_diary").get(0)))
                .isEqualTo("rain");
        assertThat(audit.actions()).containsExactly("key.rotated", "key.rotated", "key.retired");
    }

    @Test
    @DisplayName("CORE-15: a value that does not open stays, is told, and keeps its key")
    void core15_unreadable() throws IOException {
        secrets(2);
        sql(
                "UPDATE core_totp SET secret_cipher = ? WHERE user_id = ?",
                cipher.encrypt(DataClass.NOTE, secret("another"), "moved here"),
                id(1));
        var told = node.await(jobOf(admin.renew("note")), JobState.DONE);
        assertThat(told.problems()).hasSize(1);
        assertThat(told.problems().get(0).detail()).contains("1 values in core_totp.secret_cipher");
        assertThat(opened(cipher, 0)).isEqualTo("0");
        letRest("note.cipher");
        assertThat(refusal(() -> admin.retire("note", false))).contains("core_totp.secret_cipher 1");
    }

    @Test
    @DisplayName("CORE-15: every column whose name says that it is sealed is declared")
    void core15_allColumnsAreDeclared() {
        var named = new MarkScan(database.dataSource()).named();
        assertThat(named).hasSizeGreaterThan(12).allMatch(columns::knows);
        assertThat(columns.all()).extracting(Cells::name).isSubsetOf(named);
    }

    @Test
    @DisplayName("S-22: what cannot be renewed or taken out is refused with the reason, and nothing is done")
    void s22_refusals() {
        var before = admin.list(false);
        assertThat(refusal(() -> admin.renew("suppression"))).contains("never renewed");
        assertThat(refusal(() -> admin.renew("index"))).contains("look-ups");
        assertThat(refusal(() -> admin.renew("notes"))).contains("contact, identity-number, note");
        assertThat(refusal(() -> admin.retire("audit", false))).contains("chain");
        assertThat(refusal(() -> admin.retire("backup", false))).contains("copies");
        assertThat(refusal(() -> admin.retire("suppression", false))).contains("never renewed");
        assertThat(admin.planRenewal(null)).hasSize(KeyAdmin.words().size());
        assertThat(admin.list(false)).isEqualTo(before);
        assertThat(audit.entries()).isEmpty();
        access.as(STRANGER, () -> {
            assertThatThrownBy(() -> admin.list(false)).isInstanceOf(Problem.class);
            assertThatThrownBy(() -> admin.planRenewal(null)).isInstanceOf(Problem.class);
            assertThatThrownBy(() -> admin.renew(null)).isInstanceOf(Problem.class);
            assertThatThrownBy(admin::renewKeyEncryptionKey).isInstanceOf(Problem.class);
            return assertThatThrownBy(() -> admin.retire("note", false)).isInstanceOf(Problem.class);
        });
    }

    @Test
    @DisplayName("S-33: where the audit cannot be written no key is renewed")
    void s33_auditFirst() {
        var before = admin.list(false);
        audit.breakDown();
        assertThatThrownBy(() -> admin.renew("note")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(admin::renewKeyEncryptionKey).isInstanceOf(IllegalStateException.class);
        assertThat(admin.list(false)).isEqualTo(before);
        assertThat(texts("SELECT id FROM core_job")).isEmpty();
    }

    @Test
    @DisplayName("CORE-15: every class is renewed at once, and a list tells how much lies under which key")
    void core15_all() {
        secrets(5);
        assertThat(admin.planRenewal("note"))
                .singleElement()
                .satisfies(plan -> assertThat(plan.values()).isEqualTo(Map.of("core_totp.secret_cipher", 5L)));
        var renewals = admin.renew(null);
        assertThat(renewals).extracting(Renewal::dataClass).isEqualTo(KeyAdmin.words());
        renewals.stream().map(Renewal::job).filter(job -> job != null).forEach(job -> node.await(job, JobState.DONE));
        assertThat(admin.list(true))
                .filteredOn(key -> key.dataClass().equals("note"))
                .extracting(KeyAdmin.Key::writes, KeyAdmin.Key::values)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(true, 5L), org.assertj.core.groups.Tuple.tuple(false, 0L));
        assertThat(admin.list(false))
                .filteredOn(key -> key.use().equals("index"))
                .allMatch(KeyAdmin.Key::writes);
    }

    @Test
    void theRowsAreReadByTheirKeysAndNotSorted() {
        if (kind != DatabaseKind.DERBY) {
            return;
        }
        secrets(50);
        var some = columns.all().stream()
                .filter(cells -> cells.table().equals("core_totp")
                        || cells.table().equals("core_import_row")
                        || cells.table().equals("core_contact_point"))
                .toList();
        assertThat(some).hasSize(3);
        for (var cells : some) {
            var after = cells.key().size() == 1 ? List.<Object>of(id(3)) : List.<Object>of(id(3), 4L);
            assertThat(DerbyPlan.of(database, () -> store.keysAfter(cells, after, 200)))
                    .as(cells.name())
                    .doesNotContain("Sort ResultSet")
                    .doesNotContain("Table Scan");
        }
    }
}
