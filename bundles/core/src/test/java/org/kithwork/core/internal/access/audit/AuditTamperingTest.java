package org.kithwork.core.internal.access.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.access.AccessFixture;
import org.kithwork.core.internal.access.CorePermissions;
import org.kithwork.permission.Actor;
import org.kithwork.test.DatabaseKind;

/** Somebody with the power over the database, and over the data directory, changes the audit in a thousand ways. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class AuditTamperingTest {

    private static final Actor CORE = Actor.module(CorePermissions.MODULE);
    private static final int ROWS = 40;
    private static final int TIMES = 1_000;

    private final AccessFixture fixture;
    private final Random random = new Random(20261128);

    AuditTamperingTest(DatabaseKind kind) {
        fixture = new AccessFixture(kind);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    /** A table as it was: the names of its columns, and each row in their order. */
    private record Copy(String table, List<String> columns, List<Integer> types, List<List<@Nullable Object>> rows) {}

    @Test
    @DisplayName("S-32, CORE-06: 1,000 random tamperings of the audit, 1,000 found")
    void everyTamperingIsFound() throws Exception {
        for (int i = 0; i < ROWS; i++) {
            var id = "a" + i;
            fixture.current.run(
                    CORE,
                    () -> fixture.audit.record(new Audit.Entry(
                            "thing.done", "core:thing", id, null, Map.of("n", random.nextInt(100)), "why")));
        }
        fixture.chain.close();
        fixture.unlockAudit();
        var head = Files.readString(fixture.directory.file(AuditChain.HEAD_FILE));
        var found = new ArrayList<String>();
        var missed = new ArrayList<String>();
        try (var connection = fixture.database.dataSource().getConnection()) {
            connection.setAutoCommit(true);
            var audit = read(connection, "core_audit", "id");
            var chain = read(connection, "core_audit_chain", "seq");
            assertThat(chain.rows()).hasSize(ROWS);
            for (int i = 0; i < TIMES; i++) {
                var what = tamper(audit, chain, connection);
                (verify().isSound() ? missed : found).add(what);
                write(connection, audit);
                write(connection, chain);
                Files.writeString(fixture.directory.file(AuditChain.HEAD_FILE), head);
            }
        }
        assertThat(missed).isEmpty();
        assertThat(found).hasSize(TIMES);
        assertThat(verify()).isEqualTo(new AuditVerifier.Result(ROWS, List.of()));
    }

    private AuditVerifier.Result verify() {
        return fixture.current.as(CORE, fixture.verifier::verify);
    }

    /** Changes one thing and says what. */
    private String tamper(Copy audit, Copy chain, Connection connection) throws SQLException, IOException {
        var rows = copy(audit);
        var links = copy(chain);
        var one = random.nextInt(ROWS);
        var what = switch (random.nextInt(8)) {
            case 0, 1, 2 -> change(rows, one);
            case 3 -> change(links, one);
            case 4 -> remove(rows, links, one, true);
            case 5 -> remove(rows, links, one, false);
            case 6 -> exchange(links, one);
            default -> forge(rows, links, one);
        };
        write(connection, links);
        write(connection, rows);
        return what;
    }

    private String change(Copy copy, int row) {
        var column = random.nextInt(copy.columns().size());
        var values = copy.rows().get(row);
        values.set(column, other(values.get(column), copy.types().get(column)));
        return copy.table() + "." + copy.columns().get(column) + " of row " + row;
    }

    private Object other(@Nullable Object value, int type) {
        if (value instanceof Timestamp at) {
            return new Timestamp(at.getTime() + 1 + random.nextInt(100_000));
        }
        if (value instanceof Number) {
            return 1_000L + random.nextInt(1_000);
        }
        if (value == null) {
            assertThat(type).isIn(Types.VARCHAR, Types.CLOB, Types.LONGVARCHAR);
            return "x";
        }
        var text = new StringBuilder((String) value);
        var at = random.nextInt(text.length());
        text.setCharAt(at, text.charAt(at) == 'z' ? 'y' : 'z');
        return text.toString();
    }

    private static String remove(Copy rows, Copy links, int one, boolean withLink) {
        var id = links.rows().get(one).get(links.columns().indexOf("audit_id"));
        rows.rows().removeIf(row -> row.get(rows.columns().indexOf("id")).equals(id));
        if (withLink) {
            links.rows().remove(one);
        }
        return "row of link " + one + (withLink ? " with its link" : "");
    }

    private String exchange(Copy links, int one) {
        var other = (one + 1 + random.nextInt(ROWS - 1)) % ROWS;
        var column = links.columns().indexOf("audit_id");
        var first = links.rows().get(one);
        var second = links.rows().get(other);
        var held = first.get(column);
        first.set(column, second.get(column));
        second.set(column, held);
        return "links " + one + " and " + other + " exchanged";
    }

    /** Cuts the end off, makes its hashes anew, and writes the head as far as one can who has no key. */
    private String forge(Copy rows, Copy links, int one) throws IOException {
        var kept = Math.max(1, one);
        var hash = links.columns().indexOf("hash");
        for (int i = ROWS - 1; i >= kept; i--) {
            remove(rows, links, i, true);
        }
        var last = links.rows().get(kept - 1);
        var file = fixture.directory.file(AuditChain.HEAD_FILE);
        var seal = Files.readString(file).strip().split(" ")[2];
        Files.writeString(file, kept + " " + last.get(hash) + " " + seal + "\n");
        return "end after " + kept + " cut off and the head forged";
    }

    private static Copy copy(Copy of) {
        var rows = new ArrayList<List<@Nullable Object>>();
        of.rows().forEach(row -> rows.add(new ArrayList<>(row)));
        return new Copy(of.table(), of.columns(), of.types(), rows);
    }

    private static Copy read(Connection connection, String table, String order) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT * FROM " + table + " ORDER BY " + order)) {
            var meta = rows.getMetaData();
            var columns = new ArrayList<String>();
            var types = new ArrayList<Integer>();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                columns.add(meta.getColumnName(i).toLowerCase(java.util.Locale.ROOT));
                types.add(meta.getColumnType(i));
            }
            var all = new ArrayList<List<@Nullable Object>>();
            while (rows.next()) {
                all.add(row(rows, columns.size()));
            }
            return new Copy(table, columns, types, all);
        }
    }

    private static List<@Nullable Object> row(ResultSet rows, int columns) throws SQLException {
        var values = new ArrayList<@Nullable Object>();
        for (int i = 1; i <= columns; i++) {
            values.add(rows.getObject(i));
        }
        return values;
    }

    private static void write(Connection connection, Copy copy) throws SQLException {
        try (var delete = connection.createStatement()) {
            delete.executeUpdate("DELETE FROM " + copy.table());
        }
        var marks = String.join(", ", Collections.nCopies(copy.columns().size(), "?"));
        try (var insert = connection.prepareStatement("INSERT INTO " + copy.table() + " ("
                + String.join(", ", copy.columns()) + ") VALUES (" + marks + ")")) {
            for (var row : copy.rows()) {
                for (int i = 0; i < row.size(); i++) {
                    insert.setObject(i + 1, row.get(i));
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
