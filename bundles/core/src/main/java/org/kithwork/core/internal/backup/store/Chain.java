package org.kithwork.core.internal.backup.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import org.kithwork.core.internal.access.audit.ChainHash;
import org.kithwork.core.internal.access.store.AuditEntity;
import org.kithwork.core.internal.backup.BackupProblem;
import org.kithwork.core.internal.backup.Manifest;

/** Follows the chain of the audit in a database that is not the installation's own. */
final class Chain {

    private static final String LINKS = "SELECT c.seq, c.hash, a.id, a.happened_at, a.actor_kind, a.actor_id,"
            + " a.actor_name, a.action, a.object_type, a.object_id, a.customer_id, a.detail, a.reason_cipher"
            + " FROM core_audit_chain c LEFT JOIN core_audit a ON a.id = c.audit_id ORDER BY c.seq";

    private Chain() {}

    /** Refuses a chain that does not hold, or does not end where the manifest says. */
    static void verify(Connection connection, Manifest manifest) throws SQLException {
        var utc = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
        var previous = "0".repeat(64);
        long seq = 0;
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(Dump.FETCH);
            try (var rows = statement.executeQuery(LINKS)) {
                while (rows.next()) {
                    seq++;
                    var hash = rows.getString(2);
                    if (rows.getLong(1) != seq
                            || rows.getString(3) == null
                            || !ChainHash.of(previous, row(rows, utc)).equals(hash)) {
                        throw BackupProblem.conflict("audit-broken", Long.toString(seq));
                    }
                    previous = hash;
                }
            }
        }
        if (seq != manifest.auditSeq() || seq > 0 && !previous.equals(manifest.auditHash())) {
            throw BackupProblem.conflict("audit-broken", Long.toString(seq));
        }
    }

    private static AuditEntity row(java.sql.ResultSet rows, Calendar utc) throws SQLException {
        var row = new AuditEntity();
        row.id = rows.getString(3);
        Timestamp happened = rows.getTimestamp(4, utc);
        row.happenedAt = happened.toInstant();
        row.actorKind = rows.getString(5);
        row.actorId = rows.getString(6);
        row.actorName = rows.getString(7);
        row.action = rows.getString(8);
        row.objectType = rows.getString(9);
        row.objectId = rows.getString(10);
        row.customerId = rows.getString(11);
        row.detail = rows.getString(12);
        row.reasonCipher = rows.getString(13);
        return row;
    }
}
