package org.kithwork.core.internal.backup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicInteger;
import org.kithwork.core.internal.access.audit.ChainHash;
import org.kithwork.core.internal.access.store.AuditEntity;
import org.kithwork.core.internal.backup.store.Snapshots;
import org.kithwork.core.internal.protection.KeyRing;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FixedClock;
import org.kithwork.test.TestDatabase;

/** An installation with a database of the core, its files and its keys. */
final class BackupFixture implements AutoCloseable {

    private static final String CUSTOMER = "INSERT INTO core_customer (id, kind, status, display_name, name_order,"
            + " name_doubtful, unnamed, sort_key, sex, note_cipher, restricted, limited, kept, created_at, created_by, updated_at,"
            + " updated_by, updated_key, version)"
            + " VALUES (?, 'PERSON', 'ACTIVE', ?, 'FAMILY_FIRST', false, false, ?, 0, ?, false, false, false, ?, 'u', ?, 'u', ?, 1)";
    private static final String AUDIT = "INSERT INTO core_audit (id, happened_at, actor_kind, actor_id, actor_name,"
            + " action, object_type, object_id, detail) VALUES (?, ?, 'USER', 'u', 'ada', 'a', 't', 'o', '{}')";

    final TestDatabase db;
    final Path data;
    final KeyRing ring;
    final FixedClock clock = FixedClock.in2026();
    final BackupVault vault;
    final Snapshots snapshots;
    private final Calendar utc = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
    private final AtomicInteger pairs = new AtomicInteger();

    BackupFixture(DatabaseKind kind, Path folder) {
        this(TestDatabase.create(kind, "core", "db/core/changelog.xml"), folder);
    }

    BackupFixture(TestDatabase db, Path folder) {
        this.db = db;
        this.data = folder.resolve("data");
        this.ring = KeyRing.open(folder.resolve("keys"), data, true);
        this.vault = new BackupVault(data, ring, clock, "1.2.3");
        this.snapshots = new Snapshots(db.dataSource(), db.dialect());
    }

    Restore restore(Path into) {
        return new Restore(into, ring, new BackupVault(into, ring, clock, "1.2.3"), clock);
    }

    /** Everything that a row can hold: characters of four bytes, empty and absent texts, fractions of seconds. */
    void fill(int customers) throws Exception {
        try (var connection = db.dataSource().getConnection()) {
            for (int i = 0; i < customers; i++) {
                customer(connection, "c" + i);
            }
            audit(connection, 5);
            ledger(connection);
        }
        Files.createDirectories(data.resolve("modules/loyalty/1.0.0"));
        Files.writeString(data.resolve("modules/loyalty/1.0.0/package.kar"), "a package");
    }

    /** As the running system keeps the ledger of a change log; it is by this that the core's tables are known. */
    private static void ledger(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE core_schema_log (id VARCHAR(60), md5sum VARCHAR(35))");
            statement.execute("INSERT INTO core_schema_log (id, md5sum) VALUES ('core-1', 'sum')");
        }
    }

    void customer(Connection connection, String id) throws SQLException {
        var at = Timestamp.from(Instant.parse("2026-03-29T01:30:00.123456Z"));
        try (var insert = connection.prepareStatement(CUSTOMER)) {
            insert.setString(1, id);
            insert.setString(2, "欧阳𠮷 " + id);
            insert.setString(3, "k" + id);
            insert.setString(4, id.endsWith("1") ? null : "");
            insert.setTimestamp(5, at, utc);
            insert.setTimestamp(6, at, utc);
            insert.setString(7, "u" + id);
            insert.executeUpdate();
        }
    }

    private void audit(Connection connection, int rows) throws SQLException {
        var previous = "0".repeat(64);
        for (int i = 1; i <= rows; i++) {
            var row = new AuditEntity();
            row.id = "a" + i;
            row.happenedAt = Instant.parse("2026-10-25T00:30:00.000001Z");
            row.actorKind = "USER";
            row.actorId = "u";
            row.actorName = "ada";
            row.action = "a";
            row.objectType = "t";
            row.objectId = "o";
            row.detail = "{}";
            previous = ChainHash.of(previous, row);
            try (var insert = connection.prepareStatement(AUDIT);
                    var link = connection.prepareStatement(
                            "INSERT INTO core_audit_chain (seq, audit_id, hash) VALUES (?, ?, ?)")) {
                insert.setString(1, row.id);
                insert.setTimestamp(2, Timestamp.from(row.happenedAt), utc);
                insert.executeUpdate();
                link.setLong(1, i);
                link.setString(2, row.id);
                link.setString(3, previous);
                link.executeUpdate();
            }
        }
    }

    /** Two rows in one transaction: a copy has both or neither. */
    void pair() throws SQLException {
        var number = pairs.incrementAndGet();
        try (var connection = db.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            for (var side : new String[] {"left", "right"}) {
                try (var insert = connection.prepareStatement(
                        "INSERT INTO core_tombstone (customer_hash, operation_id, erased_at) VALUES (?, 'o', ?)")) {
                    insert.setString(1, side + number);
                    insert.setTimestamp(2, Timestamp.from(clock.instant()), utc);
                    insert.executeUpdate();
                }
            }
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    int pairs() {
        return pairs.get();
    }

    static long count(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT COUNT(*) FROM " + query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public void close() {
        db.close();
    }
}
