package org.kithwork.core.internal.backup.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import org.kithwork.core.internal.protection.BlindIndex;
import org.kithwork.core.internal.protection.DataClass;
import org.kithwork.core.internal.protection.FieldCipher;
import org.kithwork.core.internal.protection.FieldRef;
import org.kithwork.core.internal.protection.KeyRing;
import org.kithwork.id.Ids;

/**
 * Erases again, in a database that is being restored, whoever was erased after the backup was made: fenced at once, and
 * with an operation that every module finishes before it serves.
 */
public final class ErasureReplay {

    private static final String BASIS = "Erased before; the backup that was restored is older.";

    private final Connection connection;
    private final FieldCipher cipher;
    private final BlindIndex index;
    private final Ids ids;
    private final Timestamp now;
    private final Calendar utc = new GregorianCalendar(TimeZone.getTimeZone("UTC"));

    public ErasureReplay(Connection connection, KeyRing ring, Ids ids, Clock clock) {
        this.connection = connection;
        this.cipher = new FieldCipher(ring);
        this.index = new BlindIndex(ring);
        this.ids = ids;
        this.now = Timestamp.from(Instant.ofEpochMilli(clock.millis()));
    }

    /** How many were erased again. */
    public int replay(Set<String> tombstones) throws SQLException {
        if (tombstones.isEmpty()) {
            return 0;
        }
        var participants = texts("SELECT name FROM core_participant");
        var known = Set.copyOf(texts("SELECT customer_hash FROM core_tombstone"));
        int erased = 0;
        for (var customer : texts("SELECT id FROM core_customer WHERE status <> 'ERASED'")) {
            for (var hash : index.candidates(DataClass.SUPPRESSION, "customer-id", customer)) {
                if (tombstones.contains(hash) && !known.contains(hash)) {
                    erase(customer, hash, participants);
                    erased++;
                    break;
                }
            }
        }
        return erased;
    }

    private void erase(String customer, String hash, List<String> participants) throws SQLException {
        execute("UPDATE core_customer SET status = 'ERASED', version = version + 1 WHERE id = ?", customer);
        execute("DELETE FROM core_search_key WHERE customer_id = ?", customer);
        var operation = ids.next();
        var done = participants.isEmpty();
        execute(
                "INSERT INTO core_operation (id, kind, customer_id, state, open_steps, pseudonym, basis_cipher, choices,"
                        + " actor_kind, actor_id, actor_name, created_at, finished_at)"
                        + " VALUES (?, 'ERASE', ?, ?, ?, ?, ?, '{}', 'MODULE', 'core', 'core', ?, ?)",
                operation,
                customer,
                done ? "DONE" : "RUNNING",
                participants.size(),
                "erased-" + operation.substring(Math.max(0, operation.length() - 16)),
                cipher.encrypt(DataClass.AUDIT, new FieldRef("core_operation", "basis_cipher", operation), BASIS),
                now,
                done ? now : Types.TIMESTAMP);
        for (var participant : participants) {
            execute(
                    "INSERT INTO core_operation_step (id, operation_id, participant, state, attempts, next_at)"
                            + " VALUES (?, ?, ?, 'PENDING', 0, ?)",
                    operation + "/" + participant,
                    operation,
                    participant,
                    now);
        }
        execute(
                "INSERT INTO core_tombstone (customer_hash, operation_id, erased_at) VALUES (?, ?, ?)",
                hash,
                operation,
                now);
    }

    private void execute(String text, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(text)) {
            for (int i = 0; i < values.length; i++) {
                bind(statement, i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    /** A timestamp stands for itself, and a type of SQL alone at the end of an operation for none. */
    private void bind(PreparedStatement statement, int at, Object value) throws SQLException {
        if (value instanceof Timestamp time) {
            statement.setTimestamp(at, time, utc);
        } else if (value.equals(Types.TIMESTAMP)) {
            statement.setNull(at, Types.TIMESTAMP);
        } else {
            statement.setObject(at, value);
        }
    }

    private List<String> texts(String query) throws SQLException {
        var found = new ArrayList<String>();
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(Dump.FETCH);
            try (var rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
        }
        return found;
    }
}
