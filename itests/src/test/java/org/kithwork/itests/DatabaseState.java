package org.kithwork.itests;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/**
 * What stands in the database of a running system, table by table, read beside it. Left out is what a refusal itself
 * notes, and what the system writes although nobody asks it to.
 */
final class DatabaseState implements AutoCloseable {

    /** Refusals are written into these. */
    private static final Set<String> NOTES =
            Set.of("core_audit", "core_audit_chain", "core_session", "core_attempt", "core_answer");

    /** These move with the time; the steps of an operation are looked through once more after a while. */
    private static final Set<String> CLOCKS =
            Set.of("core_job_schedule", "core_journal", "core_cursor", "core_participant", "core_operation_step");

    /** These follow by themselves from others, a little later or once a night. */
    private static final Set<String> FOLLOWERS = Set.of(
            "archives_quality",
            "archives_quality_arrival",
            "archives_quality_field",
            "archives_quality_quarter",
            "archives_quality_report",
            "archives_quality_run",
            "archives_affinity",
            "archives_affinity_run",
            "archives_item_gap",
            "funnel_purchase_note",
            "funnel_rhythm",
            "funnel_contact",
            "funnel_pool_round");

    /** These are written again as they were, while the system looks whether they go on. */
    private static final Set<String> LOOKED_AFTER = Set.of("core_operation");

    /** Each row that is written anew carries the number of its transaction, and one that is gone is not counted. */
    private static final String LAST_WRITE = "count(*) || ' ' || coalesce(max(xmin::text::bigint), 0)";

    /** What stands in a table, but for when somebody was seen last, which a refusal notes as well. */
    private static final String CONTENT = "md5(coalesce(string_agg(md5((to_jsonb(t) - 'seen_at')::text), ''"
            + " ORDER BY md5((to_jsonb(t) - 'seen_at')::text)), ''))";

    private final Connection connection;
    private final String query;
    private Map<String, String> remembered = Map.of();

    private DatabaseState(Connection connection) throws SQLException {
        this.connection = connection;
        var parts = new ArrayList<String>();
        var clocked = withClock();
        for (var table : tables()) {
            parts.add("SELECT '" + table + "' AS name, "
                    + (clocked.contains(table) || LOOKED_AFTER.contains(table) ? CONTENT : LAST_WRITE) + " AS sum FROM "
                    + table + " t");
        }
        query = String.join(" UNION ALL ", parts);
    }

    static DatabaseState of(KithworkProcess kithwork) throws SQLException {
        return new DatabaseState(DriverManager.getConnection(kithwork.databaseUrl(), "postgres", ""));
    }

    private List<String> tables() throws SQLException {
        var tables = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT table_name FROM information_schema.tables"
                        + " WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1")) {
            while (rows.next()) {
                var name = rows.getString(1);
                if (!NOTES.contains(name) && !CLOCKS.contains(name) && !FOLLOWERS.contains(name)) {
                    tables.add(name);
                }
            }
        }
        return tables;
    }

    private Set<String> withClock() throws SQLException {
        var tables = new HashSet<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT table_name FROM information_schema.columns"
                        + " WHERE table_schema = 'public' AND column_name = 'seen_at'")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    /** By table. */
    Map<String, String> now() throws SQLException {
        var sums = new TreeMap<String, String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                sums.put(rows.getString(1), rows.getString(2));
            }
        }
        return sums;
    }

    /** Remembers what stands there as soon as nothing of what was begun before goes on. */
    void remember() {
        var states = new ArrayList<Map<String, String>>();
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> {
                    states.add(now());
                    var count = states.size();
                    return count > 4
                            && states.subList(count - 5, count).stream()
                                            .distinct()
                                            .count()
                                    == 1;
                });
        remembered = states.get(states.size() - 1);
    }

    /** The tables in which something else stands than what was remembered. */
    List<String> changedSince() throws SQLException {
        var now = now();
        return now.keySet().stream()
                .filter(table -> !now.get(table).equals(remembered.get(table)))
                .toList();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
