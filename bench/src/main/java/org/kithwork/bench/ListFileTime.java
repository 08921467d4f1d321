package org.kithwork.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.kithwork.bench.Report.Figure;
import org.kithwork.bench.product.ProductApi;
import org.kithwork.bench.server.Waiting;

/** A list of customers as a file with every column: one of ten of them, from the request until it can be fetched. */
final class ListFileTime {

    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Database database;
    private final FilledProduct product;
    private final Report report;

    ListFileTime(Database database, FilledProduct product, Report report) {
        this.database = database;
        this.product = product;
        this.report = report;
    }

    void run(long size) {
        ProductApi api = product.accounts().all();
        JsonNode asked = api.post(
                "/exports",
                Map.of(
                        "purpose",
                        "bench",
                        "format",
                        "CSV",
                        "filter",
                        Map.of("fields", Map.of("level", OwnFields.SILVER))));
        String path = "/exports/" + asked.path("id").asText();
        double seconds = Waiting.until("file of a list", LONGEST, Duration.ofMillis(100), () -> isReady(api.get(path)));
        long rows = api.get(path).path("rows").asLong();
        report.add(new Figure(
                "list of " + rows + " customers as a file",
                database.title(),
                size,
                "s",
                Report.PRODUCT,
                List.of(seconds)));
    }

    private static boolean isReady(JsonNode export) {
        String state = export.path("state").asText();
        if (state.equals("FAILED") || state.equals("CANCELLED")) {
            throw new IllegalStateException("the list failed: " + export);
        }
        return state.equals("READY");
    }
}
