package org.kithwork.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.kithwork.bench.Report.Figure;
import org.kithwork.bench.data.People;

/** The references of the look-ups and of the search for duplicates: plain JDBC on the same tables, without the product. */
final class PlainQueries {

    private static final int TIMES = 500;

    private final Database database;
    private final People people;
    private final Set<String> bars;
    private final Report report;

    PlainQueries(Database database, People people, Set<String> bars, Report report) {
        this.database = database;
        this.people = people;
        this.bars = bars;
        this.report = report;
    }

    void run(Connection connection, long size) throws SQLException {
        if (bars.contains("lookup")) {
            lookUps(connection, size);
        }
        if (bars.contains("duplicates")) {
            duplicates(connection, size);
        }
    }

    private void lookUps(Connection connection, long size) throws SQLException {
        SplittableRandom random = new SplittableRandom(Options.SEED);
        List<String> cards = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            cards.add("i" + people.person(random.nextLong(size)).number());
        }
        ranges(connection, size, "card number", cards);
        List<String> names =
                People.commonFamilyNames().stream().map(name -> "n" + name).toList();
        ranges(connection, size, "common surname", names);
    }

    /** Twenty keys from their index and then the customers by id, which is the least that a look-up must do. */
    private void ranges(Connection connection, long size, String what, List<String> texts) throws SQLException {
        String hint = database == Database.DERBY ? "--DERBY-PROPERTIES constraint=core_search_key_pk\n" : "";
        List<Double> millis = new ArrayList<>();
        try (PreparedStatement keys = connection.prepareStatement("SELECT k.customer_id FROM core_search_key k " + hint
                        + " WHERE k.search_key >= ? AND k.search_key < ?"
                        + " ORDER BY k.search_key FETCH FIRST 21 ROWS ONLY");
                PreparedStatement customer = connection.prepareStatement("SELECT * FROM core_customer WHERE id = ?")) {
            for (int i = 0; i < TIMES; i++) {
                String text = texts.get(i % texts.size());
                long start = System.nanoTime();
                keys.setString(1, text);
                keys.setString(2, text + "\uFFFD");
                List<String> ids = new ArrayList<>();
                try (ResultSet rows = keys.executeQuery()) {
                    while (rows.next()) {
                        ids.add(rows.getString(1));
                    }
                }
                for (String id : ids) {
                    customer.setString(1, id);
                    try (ResultSet rows = customer.executeQuery()) {
                        rows.next();
                        rows.getString("display_name");
                    }
                }
                millis.add((System.nanoTime() - start) / 1e6);
            }
        }
        List<Double> sorted = millis.stream().sorted().toList();
        add(size, "plain SQL by " + what + ", median", "ms", sorted.get(TIMES / 2));
        add(size, "plain SQL by " + what + ", p95", "ms", sorted.get(TIMES * 95 / 100));
    }

    private void duplicates(Connection connection, long size) throws SQLException {
        long start = System.nanoTime();
        long pairs;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM core_contact_point a JOIN"
                        + " core_contact_point b ON a.blind_index = b.blind_index AND a.id < b.id")) {
            rows.next();
            pairs = rows.getLong(1);
        }
        add(size, "plain self-join by equal contact data", "s", (System.nanoTime() - start) / 1e9);
        add(size, "pairs with equal contact data", "pairs", (double) pairs);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM core_duplicate_pair")) {
            rows.next();
            report.add(new Figure(
                    "pairs put into the queue", database.title(), size, "pairs", Report.PRODUCT, List.of((double)
                            rows.getLong(1))));
        }
    }

    private void add(long size, String what, String unit, double value) {
        report.add(new Figure(what, database.title(), size, unit, Report.REFERENCE, List.of(value)));
    }
}
