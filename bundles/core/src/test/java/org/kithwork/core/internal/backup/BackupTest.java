package org.kithwork.core.internal.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.access.audit.AuditCipher;
import org.kithwork.core.internal.backup.store.DatabaseTrouble;
import org.kithwork.core.internal.backup.store.Target;
import org.kithwork.core.internal.files.Trees;
import org.kithwork.core.internal.operation.ErasureLedger;
import org.kithwork.core.internal.protection.KeyRing;
import org.kithwork.core.internal.protection.Keys;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.TestDatabase;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class BackupTest {

    private final DatabaseKind kind;

    @TempDir
    Path folder;

    private BackupFixture here;
    private Path file;
    private Path there;

    BackupTest(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void start() throws Exception {
        here = new BackupFixture(kind, folder.resolve("here"));
        file = folder.resolve("backups/one.kwbackup");
        there = Files.createDirectories(folder.resolve("there"));
        here.fill(12);
    }

    @AfterEach
    void stop() {
        here.close();
    }

    private Manifest write() {
        return here.vault.write(file, "one", here.snapshots);
    }

    private Connection restored() throws Exception {
        var source = new EmbeddedDataSource();
        source.setDatabaseName(there.resolve("db").toString());
        return source.getConnection();
    }

    @Test
    @DisplayName("OPS-05: a proven backup has every row, every file and the head of the audit")
    void aProvenBackupHasEverything() {
        var written = write();

        assertThat(here.vault.verify(file)).isEqualTo(written);
        assertThat(written.tables())
                .anySatisfy(table -> assertThat(table.name() + table.count()).isEqualTo("core_customer12"));
        assertThat(written.files()).extracting(Manifest.Part::name).contains("modules/loyalty/1.0.0/package.kar");
        assertThat(written.auditSeq()).isEqualTo(5);
        assertThat(here.data.resolve("scratch")).isEmptyDirectory();
    }

    @Test
    @DisplayName("R-15: a backup under write load holds a moment, with all of each transaction or nothing")
    void aBackupUnderLoadHoldsAMoment() throws Exception {
        var goOn = new AtomicBoolean(true);
        var pool = Executors.newFixedThreadPool(4);
        var writers = new ArrayList<Future<?>>();
        for (int i = 0; i < 4; i++) {
            writers.add(pool.submit(() -> {
                while (goOn.get()) {
                    here.pair();
                }
                return null;
            }));
        }
        while (here.pairs() < 200) {
            Thread.onSpinWait();
        }
        int before = here.pairs() - 4;
        write();
        int after = here.pairs();
        goOn.set(false);
        for (var writer : writers) {
            writer.get();
        }
        pool.shutdown();

        here.restore(there).intoDerby(file, false);
        try (var copy = restored()) {
            var left = BackupFixture.count(copy, "core_tombstone WHERE customer_hash LIKE 'left%'");
            assertThat(left).isBetween((long) before, (long) after);
            assertThat(BackupFixture.count(copy, "core_tombstone")).isEqualTo(2 * left);
        }
    }

    @Test
    @DisplayName("OPS-05: from Derby to PostgreSQL and back every table keeps its checksum, and nobody stays signed in")
    void everyTableKeepsItsChecksumAcrossDatabases() throws Exception {
        var first = write();
        try (var other = TestDatabase.create(DatabaseKind.POSTGRESQL, "core");
                var connection = other.dataSource().getConnection()) {
            here.restore(there).intoPostgres(file, false, Target.of(other.dataSource()));
            assertThat(BackupFixture.count(connection, "kithwork_customer_scope"))
                    .isEqualTo(12);
            var second = folder.resolve("backups/two.kwbackup");
            var onPostgres = new BackupFixture(other, folder.resolve("here"));
            var again = here.vault.write(second, "two", onPostgres.snapshots);
            assertThat(rows(again)).isEqualTo(rows(first));
            here.restore(there).intoDerby(second, false);
        }
        try (var copy = restored()) {
            assertThat(BackupFixture.count(copy, "kithwork_customer_scope")).isEqualTo(12);
            assertThat(BackupFixture.count(copy, "core_customer WHERE display_name = '欧阳𠮷 c3'"))
                    .isEqualTo(1);
        }
        assertThat(there.resolve("modules/loyalty/1.0.0/package.kar")).hasContent("a package");
    }

    /** The ledger of change logs gets checksums anew in another database. */
    private static List<Manifest.Part> rows(Manifest manifest) {
        return manifest.tables().stream()
                .filter(table -> !table.name().endsWith("databasechangelog")
                        && !table.name().endsWith("_schema_log"))
                .toList();
    }

    @Test
    @DisplayName("OPS-06: a restore keeps the erasures of the data and takes those beside the backup")
    void theErasuresOutsideAreKept() throws Exception {
        write();
        ErasureLedger.addTo(there, List.of("a-hash-of-somebody-1"));
        ErasureLedger.addTo(BackupVault.folder(file), List.of("a-hash-of-somebody-2"));

        here.restore(there).intoDerby(file, false);

        assertThat(ErasureLedger.read(there)).containsExactly("a-hash-of-somebody-1", "a-hash-of-somebody-2");
    }

    @Test
    @DisplayName("R-15: the head of the audit that a restore leaves is sealed, and is that of the restored chain")
    void theHeadOfTheAuditIsSealed() throws Exception {
        var manifest = write();
        here.restore(there).intoDerby(file, false);

        var parts = Files.readString(there.resolve("audit-head")).strip().split(" ");
        assertThat(parts).hasSize(3);
        assertThat(parts[0] + " " + parts[1]).isEqualTo("5 " + manifest.auditHash());
        assertThat(new AuditCipher(new Keys(here.ring)).isSealOf(parts[0] + " " + parts[1], parts[2]))
                .isTrue();
    }

    @Test
    @DisplayName("R-15: PostgreSQL's tables of others stay when a backup replaces Kithwork's")
    void tablesOfOthersStay() throws Exception {
        write();
        try (var other = TestDatabase.create(DatabaseKind.POSTGRESQL, "core");
                var connection = other.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE corepersons (id VARCHAR(36) PRIMARY KEY)");
            statement.execute("CREATE TABLE shop_till (id VARCHAR(36) PRIMARY KEY)");
            here.restore(there).intoPostgres(file, false, Target.of(other.dataSource()));
            assertThatThrownBy(() -> here.restore(there).intoPostgres(file, false, Target.of(other.dataSource())))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.code()).isEqualTo("not-empty-postgres"));
            here.restore(there).intoPostgres(file, true, Target.of(other.dataSource()));
            assertThat(BackupFixture.count(connection, "corepersons")).isZero();
            assertThat(BackupFixture.count(connection, "shop_till")).isZero();
            assertThat(BackupFixture.count(connection, "core_customer")).isEqualTo(12);

            statement.execute("CREATE VIEW shop_customers AS SELECT id FROM core_customer");
            assertThatThrownBy(() -> here.restore(there).intoPostgres(file, true, Target.of(other.dataSource())))
                    .isInstanceOfSatisfying(
                            Problem.class, problem -> assertThat(problem.code()).isEqualTo("others-depend"));
            assertThat(BackupFixture.count(connection, "shop_customers")).isEqualTo(12);
        }
    }

    @Test
    @DisplayName("R-15: a restore that stops while it puts the data in place says so, and can be run again")
    void anUnfinishedRestoreIsSaidAndRepeated() throws Exception {
        write();
        // A directory that is not empty lies where the head of the audit belongs.
        Files.createDirectories(there.resolve("audit-head/in-the-way"));

        assertThatThrownBy(() -> here.restore(there).intoDerby(file, false))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("unfinished"));
        assertThat(there.resolve(Restore.MARK)).exists();

        Trees.delete(there.resolve("audit-head"));
        here.restore(there).intoDerby(file, false);
        assertThat(there.resolve(Restore.MARK)).doesNotExist();
        try (var copy = restored()) {
            assertThat(BackupFixture.count(copy, "core_customer")).isEqualTo(12);
        }
    }

    @Test
    @DisplayName("Edge 40: a full disk is known from what the system and the databases say of it")
    void aFullDiskIsKnown() {
        assertThatThrownBy(() -> Files.write(Path.of("/dev/full"), new byte[] {1}))
                .satisfies(full -> assertThat(DatabaseTrouble.isFull(full)).isTrue());
        assertThat(DatabaseTrouble.isFull(new SQLException("could not extend file", "53100")))
                .isTrue();
        assertThat(DatabaseTrouble.isFull(new IOException("failed", new SQLException("no", "53100"))))
                .isTrue();
        assertThat(DatabaseTrouble.isFull(new IOException("unexpected end of file")))
                .isFalse();
    }

    @Test
    @DisplayName("R-16: a file that is not there is not called damaged")
    void aMissingFileIsNotDamaged() {
        assertThatThrownBy(() -> here.vault.verify(folder.resolve("none.kwbackup")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("unreadable"));
    }

    @Test
    @DisplayName("R-16: a thousand backups with a flipped byte are refused, all of them, before anything is touched")
    void everyFlippedByteIsRefused() throws Exception {
        write();
        var good = Files.readAllBytes(file);
        var random = new Random(16);
        var bad = folder.resolve("bad.kwbackup");
        for (int i = 0; i < 1_000; i++) {
            var bytes = good.clone();
            bytes[i < 200 ? i % 150 : random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(bad, bytes);
            assertThatThrownBy(() -> here.vault.open(bad)).isInstanceOf(Problem.class);
        }
        Files.write(bad, java.util.Arrays.copyOf(good, good.length - 7));
        assertThatThrownBy(() -> here.restore(there).intoDerby(bad, false)).isInstanceOf(Problem.class);
        assertThat(there).isEmptyDirectory();
    }

    @Test
    @DisplayName("R-16: other keys and a later version are refused with a sentence")
    void otherKeysAndLaterVersionsAreRefused() {
        write();
        var older = new BackupVault(here.data, here.ring, here.clock, "1.2.2");
        assertThatThrownBy(() -> older.verify(file))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("newer"));
        var stranger =
                new BackupVault(here.data, KeyRing.open(folder.resolve("keys"), here.data, true), here.clock, "1.2.3");
        assertThatThrownBy(() -> stranger.verify(file))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("other-keys"));
    }

    @Test
    @DisplayName("R-16: a database that is there is replaced only when told to, and is kept")
    void aDatabaseIsReplacedOnlyWhenTold() throws Exception {
        write();
        here.restore(there).intoDerby(file, false);
        assertThatThrownBy(() -> here.restore(there).intoDerby(file, false)).isInstanceOf(Problem.class);
        here.restore(there).intoDerby(file, true);
        try (var all = Files.list(there)) {
            assertThat(all.map(path -> path.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("db.replaced-"));
        }
    }

    @Test
    @DisplayName("S-23: a backup shows nothing of what it holds")
    void aBackupIsEncrypted() throws Exception {
        write();
        var text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(text).doesNotContain("core_customer", "a package");
    }

    @Test
    @DisplayName("Edge 40: a full disk is said, and leaves neither a half file nor a draft")
    void aFullDiskLeavesNothing() {
        assertThatThrownBy(() -> here.vault.write(file, "one", here.snapshots, FullDisk::new))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.STORAGE_FULL));
        assertThat(file.getParent()).isEmptyDirectory();
    }

    private static final class FullDisk extends OutputStream {
        private int room = 300;

        FullDisk(Path file) throws IOException {
            Files.createFile(file);
        }

        @Override
        public void write(int b) throws IOException {
            if (room-- <= 0) {
                throw new IOException("No space left on device");
            }
        }
    }
}
