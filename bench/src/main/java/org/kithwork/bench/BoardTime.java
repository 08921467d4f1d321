package org.kithwork.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.kithwork.bench.Report.Figure;
import org.kithwork.bench.Report.LoadRow;
import org.kithwork.bench.load.HttpConnection;
import org.kithwork.bench.load.Load;
import org.kithwork.bench.load.LoadGenerator;
import org.kithwork.bench.load.RequestSource;
import org.kithwork.bench.product.ProductApi;

/** The board with many cards: what stands in its columns, the first cards of each, moves, and its page in a browser. */
final class BoardTime {

    private static final String STANDS = "() => { const columns = [...document.querySelectorAll('main .board-column')];"
            + " return columns.length && columns.every((column) => column.querySelector('[data-card]'))"
            + " && !document.querySelector('main .skeleton'); }";

    private static final int CARDS = 1_000;
    private static final int PAGE = 200;
    private static final int TIMES = 100;

    private final Options options;
    private final Database database;
    private final FilledProduct product;
    private final FilledBoard board;
    private final Report report;

    BoardTime(Options options, Database database, FilledProduct product, FilledBoard board, Report report) {
        this.options = options;
        this.database = database;
        this.product = product;
        this.board = board;
        this.report = report;
    }

    void run(ListTimes lists, long size) throws IOException {
        product.accounts().letClerkSell();
        product.awaitQuiet();
        for (Scope scope : Scope.values()) {
            lists.run("board", scope, List.of("/funnel/board?pipeline=" + board.pipeline()));
            lists.run(
                    "first cards of a column",
                    scope,
                    board.stages().stream()
                            .map(stage -> cards(stage) + "&limit=30")
                            .toList());
            moves(scope, size);
        }
        new PageTime(database, product, report)
                .run(
                        "board of " + FilledBoard.OPEN + " opportunities",
                        size,
                        "/ui/funnel?pipeline=" + board.pipeline(),
                        STANDS);
    }

    private String cards(String stage) {
        return "/funnel/opportunities?order=CLOSE&pipeline=" + board.pipeline() + "&stage=" + stage;
    }

    /** All cards go from one of the first two columns to the other, and then all go back; an earlier run left them in either. */
    private void moves(Scope scope, long size) {
        ProductApi user = scope == Scope.CLERK
                ? product.accounts().clerk()
                : product.accounts().all();
        String first = board.stages().get(0);
        String second = board.stages().get(1);
        boolean inFirst = !standing(user, first).isEmpty();
        String from = inFirst ? first : second;
        String to = inFirst ? second : first;
        List<String> cards = standing(user, from);
        List<byte[]> there = moves(user, cards, from, to);
        List<byte[]> back = moves(user, cards, to, from);
        RequestSource moves = number -> {
            int card = (int) (number % cards.size());
            return number / cards.size() % 2 == 0 ? there.get(card) : back.get(card);
        };
        LoadGenerator generator = new LoadGenerator();
        for (int concurrency : options.concurrency()) {
            report.add(LoadRow.of(
                    "move on the board",
                    scope,
                    size,
                    database,
                    concurrency,
                    Report.PRODUCT,
                    generator.run(new Load(
                            product.port(),
                            moves,
                            200,
                            concurrency,
                            options.warmUp(),
                            options.measured(),
                            product.process().tree(),
                            product.database()))));
        }
    }

    /** Cards of a column. */
    private List<String> standing(ProductApi user, String stage) {
        List<String> cards = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = user.get(cards(stage) + "&limit=" + PAGE + (next.isEmpty() ? "" : "&cursor=" + next));
            page.path("items").forEach(card -> cards.add(card.path("id").asText()));
            next = page.path("next").asText("");
        } while (cards.size() < CARDS && !next.isEmpty() && !next.equals("null"));
        return cards;
    }

    private static List<byte[]> moves(ProductApi user, List<String> cards, String from, String to) {
        byte[] body = ("{\"stage\":\"" + to + "\",\"from\":\"" + from + "\"}").getBytes(StandardCharsets.UTF_8);
        return cards.stream()
                .map(card -> HttpConnection.request(
                        "POST", "/api/v1/funnel/opportunities/" + card + "/moves", user.headerLines(), body))
                .toList();
    }

    /** The reference of the board: what stands in each stage, counted and summed by plain JDBC on the same table. */
    void plain(Connection connection, long size) throws SQLException {
        List<Double> millis = new ArrayList<>();
        try (PreparedStatement sums = connection.prepareStatement("SELECT o.stage_id, COUNT(*), SUM(o.amount)"
                + " FROM funnel_opportunity o WHERE o.pipeline_id = ? AND o.status = 'OPEN' GROUP BY o.stage_id")) {
            for (int i = 0; i < TIMES; i++) {
                long start = System.nanoTime();
                sums.setString(1, board.pipeline());
                try (ResultSet rows = sums.executeQuery()) {
                    while (rows.next()) {
                        rows.getBigDecimal(3);
                    }
                }
                millis.add((System.nanoTime() - start) / 1e6);
            }
        }
        List<Double> sorted = millis.stream().sorted().toList();
        add(size, "plain SQL of the board, median", sorted.get(TIMES / 2));
        add(size, "plain SQL of the board, p95", sorted.get(TIMES * 95 / 100));
    }

    private void add(long size, String what, double millis) {
        report.add(new Figure(what, database.title(), size, "ms", Report.REFERENCE, List.of(millis)));
    }
}
