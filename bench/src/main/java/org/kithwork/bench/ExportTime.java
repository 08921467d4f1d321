package org.kithwork.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.kithwork.bench.Report.Figure;
import org.kithwork.bench.product.ProductApi;
import org.kithwork.bench.product.ProductApi.Answer;
import org.kithwork.bench.server.Waiting;

/** The copy of one person who has ten thousand purchases and conversations, from the request until it can be fetched. */
final class ExportTime {

    private static final int RECORDS = 10_000;
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Database database;
    private final FilledProduct product;
    private final Report report;

    ExportTime(Database database, FilledProduct product, Report report) {
        this.database = database;
        this.product = product;
        this.report = report;
    }

    void run(long size) {
        ProductApi api = product.accounts().all();
        String customer = api.post("/customers", Map.of("kind", "PERSON", "fullName", "欧阳常客"))
                .path("id")
                .asText();
        record(api, customer);
        Answer accepted = api.tryPost("/customers/" + customer + "/exports", Map.of());
        if (accepted.status() != 202) {
            throw new IllegalStateException("a copy answered " + accepted);
        }
        String operation = accepted.body().path("id").asText();
        double seconds = Waiting.until(
                "copy of a person", LONGEST, Duration.ofMillis(100), () -> done(api.get("/operations/" + operation)));
        report.add(new Figure(
                "copy of a person with " + RECORDS + " records",
                database.title(),
                size,
                "s",
                Report.PRODUCT,
                List.of(seconds)));
        Answer copy = api.tryGet("/customers/" + customer + "/exports/" + operation);
        if (copy.status() != 200) {
            throw new IllegalStateException("the copy cannot be fetched: " + copy.status() + " " + copy.body());
        }
    }

    private static boolean done(JsonNode operation) {
        if (operation.path("state").asText().equals("PARKED")) {
            throw new IllegalStateException("the copy failed: " + operation);
        }
        return operation.path("state").asText().equals("DONE");
    }

    private static void record(ProductApi api, String customer) {
        IntStream.range(0, RECORDS).parallel().forEach(number -> {
            if (number % 2 == 0) {
                api.post("/archives/purchases", purchase(customer, number));
            } else {
                api.post(
                        "/archives/interactions",
                        Map.of("customerId", customer, "channel", "PHONE", "direction", "IN", "body", "订位 " + number));
            }
        });
    }

    private static Map<String, Object> purchase(String customer, int number) {
        String day = String.format("2026-%02d-%02dT09:30:00+08:00", 1 + number / 28 % 10, 1 + number % 28);
        return Map.of(
                "customerId",
                customer,
                "channel",
                "STORE",
                "at",
                day,
                "currency",
                "CNY",
                "lines",
                List.of(Map.of(
                        "name", "宫保鸡丁",
                        "quantity", "2",
                        "unitPrice", Map.of("amount", "38.00", "currency", "CNY"))));
    }
}
