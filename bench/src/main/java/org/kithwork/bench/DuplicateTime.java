package org.kithwork.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.kithwork.bench.Report.Figure;
import org.kithwork.bench.product.ProductApi;
import org.kithwork.bench.product.ProductApi.Answer;
import org.kithwork.bench.server.Waiting;

/** The search for duplicates among all customers, from the request to the end of its job. */
final class DuplicateTime {

    private static final Duration LONGEST = Duration.ofHours(2);

    private final Database database;
    private final FilledProduct product;
    private final Report report;

    DuplicateTime(Database database, FilledProduct product, Report report) {
        this.database = database;
        this.product = product;
        this.report = report;
    }

    void run(long size) {
        ProductApi api = product.accounts().all();
        long cpu = product.process().tree().cpuMillis();
        Answer accepted = api.tryPost("/duplicates/search", Map.of("weights", "DEFAULT"));
        if (accepted.status() != 202) {
            throw new IllegalStateException("a search for duplicates answered " + accepted);
        }
        String job = "/jobs/" + accepted.body().path("id").asText();
        double seconds = Waiting.until("end of the search for duplicates", LONGEST, Duration.ofMillis(500), () -> {
            product.process().requireAlive();
            return !List.of("QUEUED", "WAITING", "PENDING", "RUNNING")
                    .contains(api.get(job).path("state").asText());
        });
        JsonNode end = api.get(job);
        if (!end.path("state").asText().equals("DONE")) {
            throw new IllegalStateException("the search for duplicates ended so: " + end);
        }
        long found = found(api);
        if (found == 0) {
            throw new IllegalStateException("the search for duplicates found none, though each fiftieth is one");
        }
        report.note("the search for duplicates found " + found + " pairs");
        add(size, "search for duplicates", "s", seconds);
        add(size, "processor time of it", "s", (product.process().tree().cpuMillis() - cpu) / 1_000.0);
        add(size, "resident after it", "MiB", product.process().tree().residentKib() / 1_024.0);
    }

    /** All pairs of the queue, page by page. */
    private static long found(ProductApi api) {
        long count = 0;
        String next = "";
        do {
            JsonNode page = api.get("/duplicates?limit=200" + (next.isEmpty() ? "" : "&cursor=" + next));
            count += page.path("items").size();
            next = page.path("next").asText("");
        } while (!next.isEmpty() && !next.equals("null"));
        return count;
    }

    private void add(long size, String what, String unit, double value) {
        report.add(new Figure(what, database.title(), size, unit, Report.PRODUCT, List.of(value)));
    }
}
