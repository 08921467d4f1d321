package org.kithwork.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kithwork.bench.Report.Figure;
import org.kithwork.bench.product.ProductApi;
import org.kithwork.bench.product.ProductApi.Answer;
import org.kithwork.bench.server.Waiting;

/** From the order to start or install a module until it answers, and from the order to end until it no longer does. */
final class ModuleTimes {

    private static final String MODULE = "archives";
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(5);

    private final ProductApi api;
    private final Database database;
    private final int repeats;
    private final Report report;

    ModuleTimes(ProductApi api, Database database, int repeats, Report report) {
        this.api = api;
        this.database = database;
        this.repeats = repeats;
        this.report = report;
    }

    void run() {
        String customer = api.post("/customers", Map.of("kind", "PERSON", "fullName", "模块"))
                .path("id")
                .asText();
        String probe = "/archives/summary?customer=" + customer;
        Waiting.until("first answer of " + MODULE, LONGEST, POLL, () -> status(probe) == 200);
        List<Double> stops = new ArrayList<>();
        List<Double> starts = new ArrayList<>();
        List<Double> removals = new ArrayList<>();
        List<Double> installs = new ArrayList<>();
        for (int i = 0; i < repeats; i++) {
            stops.add(time(() -> api.tryPost("/modules/" + MODULE + "/stop", Map.of()), probe, 503));
            starts.add(time(() -> api.tryPost("/modules/" + MODULE + "/start", Map.of()), probe, 200));
            removals.add(time(() -> api.tryDelete("/modules/" + MODULE), probe, 404));
            installs.add(time(() -> api.tryPost("/modules/" + MODULE + "/install", Map.of()), probe, 200));
        }
        add("module stop to 503", stops);
        add("module start to first answer", starts);
        add("module removal to 404", removals);
        add("module install to first answer", installs);
    }

    private double time(Order order, String probe, int wanted) {
        long start = System.nanoTime();
        Answer answer = order.give();
        if (!answer.good()) {
            throw new IllegalStateException("the order answered " + answer.status() + " " + answer.body());
        }
        Waiting.until("answer " + wanted + " of " + MODULE, LONGEST, POLL, () -> status(probe) == wanted);
        return (System.nanoTime() - start) / 1e9;
    }

    private int status(String probe) {
        int status = api.tryGet(probe).status();
        if (status == 500) {
            report.note(probe + " answered 500 while its module came or went");
        }
        return status;
    }

    private void add(String what, List<Double> values) {
        report.add(new Figure(what, database.title(), 0, "s", Report.PRODUCT, values));
    }

    private interface Order {
        Answer give();
    }
}
