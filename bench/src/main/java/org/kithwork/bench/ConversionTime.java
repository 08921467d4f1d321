package org.kithwork.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kithwork.bench.Report.Figure;
import org.kithwork.bench.product.ProductApi;
import org.kithwork.bench.product.ProductApi.Answer;
import org.kithwork.store.TimeKey;

/**
 * The reports over many opportunities. That of conversion is asked for whole and with each filter, and its numbers are counted once more
 * by plain JDBC on the same table: they must be the same.
 */
final class ConversionTime {

    private static final int TIMES = 5;
    private static final String CONVERSION = "conversion report";

    /** Measured alone, without a bar. */
    private static final List<String> OTHERS = List.of("cycle", "decisions", "stages", "forecast");

    private final Database database;
    private final FilledProduct product;
    private final FilledFunnel funnel;
    private final Report report;
    private final List<Asked> all;

    /** What the product told, by what was asked. */
    private final Map<String, Numbers> told = new HashMap<>();

    ConversionTime(Database database, FilledProduct product, FilledFunnel funnel, Report report) {
        this.database = database;
        this.product = product;
        this.funnel = funnel;
        this.report = report;
        this.all = asked(
                ZoneId.of(product.accounts().all().get("/company").path("zone").asText()));
    }

    /**
     * A report that is asked for.
     *
     * @param condition the same for the database
     */
    private record Asked(String what, String query, String condition, List<String> values) {}

    /**
     * What a report says.
     *
     * @param reached how many came to each stage or further
     */
    private record Numbers(long created, long open, List<Long> reached) {}

    private List<Asked> asked(ZoneId zone) {
        LocalDate until = LocalDate.now(zone).minusDays(180);
        LocalDate from = until.minusYears(1);
        return List.of(
                new Asked(CONVERSION, "", "", List.of()),
                new Asked(
                        CONVERSION + " of one owner",
                        "&owner=" + funnel.owner(),
                        " AND o.owner_id = ?",
                        List.of(funnel.owner())),
                new Asked(
                        CONVERSION + " of one store",
                        "&store=" + funnel.store(),
                        " AND o.store_id = ?",
                        List.of(funnel.store())),
                new Asked(
                        CONVERSION + " of one source",
                        "&source=" + funnel.source(),
                        " AND o.source = ?",
                        List.of(funnel.source())),
                new Asked(
                        CONVERSION + " of a year",
                        "&from=" + from + "&until=" + until,
                        " AND o.sort_key >= ? AND o.sort_key < ?",
                        List.of(start(from, zone), start(until.plusDays(1), zone))));
    }

    private static String start(LocalDate day, ZoneId zone) {
        return TimeKey.start(day.atStartOfDay(zone).toInstant());
    }

    void run(long size) {
        product.awaitQuiet();
        for (Asked one : all) {
            measured(one.what(), "conversion", one.query(), size)
                    .ifPresent(answer -> told.put(one.what(), numbers(answer)));
        }
        for (String other : OTHERS) {
            measured(other + " report", other, "", size);
        }
    }

    private Optional<JsonNode> measured(String what, String name, String query, long size) {
        ProductApi api = product.accounts().all();
        String path = "/funnel/reports/" + name + "?pipeline=" + funnel.pipeline() + query;
        Answer answer = api.tryGet(path);
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < TIMES && answer.good(); i++) {
            long start = System.nanoTime();
            answer = api.tryGet(path);
            millis.add((System.nanoTime() - start) / 1e6);
        }
        if (!answer.good()) {
            report.note(what + " answered " + answer.status() + " " + answer.body());
            return Optional.empty();
        }
        report.add(new Figure(what, database.title(), size, "ms", Report.PRODUCT, millis));
        return Optional.of(answer.body());
    }

    private static Numbers numbers(JsonNode answer) {
        List<Long> reached = new ArrayList<>();
        answer.path("soFar")
                .path("steps")
                .forEach(step -> reached.add(step.path("reached").asLong()));
        return new Numbers(
                answer.path("soFar").path("created").asLong(),
                answer.path("soFar").path("open").asLong(),
                reached);
    }

    /** The references, which must come to the same. */
    void plain(Connection connection, long size) throws SQLException {
        for (Asked one : all) {
            String statement =
                    "SELECT o.furthest_stage, o.status, COUNT(*) FROM funnel_opportunity o WHERE o.pipeline_id = ?"
                            + one.condition() + " GROUP BY o.furthest_stage, o.status";
            List<String> values = new ArrayList<>(List.of(funnel.pipeline()));
            values.addAll(one.values());
            Numbers counted = counted(connection, statement, values);
            List<Double> millis = new ArrayList<>();
            for (int i = 0; i < TIMES; i++) {
                long start = System.nanoTime();
                counted(connection, statement, values);
                millis.add((System.nanoTime() - start) / 1e6);
            }
            report.add(new Figure(one.what(), database.title(), size, "ms", Report.REFERENCE, millis));
            requireTold(one.what(), counted);
        }
        fromSteps(connection, size);
    }

    /** How far each came, from the steps alone: what follows from them and is kept must be that. */
    private void fromSteps(Connection connection, long size) throws SQLException {
        StringBuilder place = new StringBuilder();
        List<String> values = new ArrayList<>();
        for (String stage : funnel.path()) {
            place.append(" WHEN t.to_stage = ? THEN ").append(values.size());
            values.add(stage);
        }
        values.add(funnel.pipeline());
        long start = System.nanoTime();
        Numbers counted = counted(
                connection,
                "SELECT f.place, o.status, COUNT(*) FROM (SELECT t.opportunity_id, MAX(CASE" + place
                        + " ELSE -1 END) AS place"
                        + " FROM funnel_transition t WHERE t.pipeline_id = ? GROUP BY t.opportunity_id) f"
                        + " JOIN funnel_opportunity o ON o.id = f.opportunity_id GROUP BY f.place, o.status",
                values);
        report.add(new Figure(
                "plain SQL of conversion from the steps",
                database.title(),
                size,
                "ms",
                Report.REFERENCE,
                List.of((System.nanoTime() - start) / 1e6)));
        requireTold(CONVERSION, counted);
    }

    private Numbers counted(Connection connection, String statement, List<String> values) throws SQLException {
        List<Long> reached = new ArrayList<>(Collections.nCopies(funnel.path().size(), 0L));
        long created = 0;
        long open = 0;
        try (PreparedStatement query = connection.prepareStatement(statement)) {
            for (int i = 0; i < values.size(); i++) {
                query.setString(i + 1, values.get(i));
            }
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    long count = rows.getLong(3);
                    created += count;
                    open += rows.getString(2).equals("OPEN") ? count : 0;
                    int furthest = place(rows.getString(1));
                    for (int i = 0; i <= furthest; i++) {
                        reached.set(i, reached.get(i) + count);
                    }
                }
            }
        }
        return new Numbers(created, open, reached);
    }

    /** The place of a stage by its id or, from the steps, by its number. */
    private int place(String furthest) {
        int place = funnel.path().indexOf(furthest);
        return place < 0 ? Integer.parseInt(furthest) : place;
    }

    private void requireTold(String what, Numbers counted) {
        Numbers said = told.get(what);
        if (said != null && !said.equals(counted)) {
            throw new IllegalStateException(what + " says " + said + " and the tables " + counted);
        }
    }
}
