package org.kithwork.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * People at work while a module comes and goes: they create, search and import customers, listen to events, and use the
 * module. Every answer is counted; what failed is kept.
 */
final class HotLoad implements AutoCloseable {

    private static final int PACE_MILLIS = 100;

    private final KithworkClient client;
    private final String customer;
    private final ScheduledExecutorService people = Executors.newScheduledThreadPool(8);
    private final Map<String, Map<Integer, AtomicLong>> answers = new ConcurrentSkipListMap<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<String> purchases = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> opportunities = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> customers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicLong hints = new AtomicLong();
    private volatile @Nullable Stream<String> stream;

    /** Begins at once. */
    HotLoad(KithworkClient client, String customer, boolean withFunnel) {
        this.client = client;
        this.customer = customer;
        again(this::create);
        again(() -> call("core: search", "GET", "/customers?q=fz", ""));
        again(() -> call("core: get", "GET", "/customers/" + customer, ""));
        again(this::importFile);
        again(this::purchase);
        if (withFunnel) {
            again(this::opportunity);
            again(() -> call("module: board", "GET", "/funnel/board", ""));
        }
        again(() -> call("module: read", "GET", "/archives/purchases?customer=" + customer, ""));
        again(() -> call("module: summary", "GET", "/archives/summary?customer=" + customer, ""));
        people.execute(this::listen);
    }

    private void again(Runnable work) {
        people.scheduleWithFixedDelay(work, 0, PACE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The answers by what was asked, and by status. */
    Map<String, Map<Integer, Long>> answers() {
        var counted = new TreeMap<String, Map<Integer, Long>>();
        answers.forEach((what, statuses) -> {
            var figures = new TreeMap<Integer, Long>();
            statuses.forEach((status, count) -> figures.put(status, count.get()));
            counted.put(what, figures);
        });
        return counted;
    }

    /** What no caller may ever see. */
    List<String> failures() {
        return failures;
    }

    /** The purchases whose creation was acknowledged. */
    List<String> purchases() {
        return List.copyOf(purchases);
    }

    /** The opportunities whose creation was acknowledged. */
    List<String> opportunities() {
        return List.copyOf(opportunities);
    }

    /** The customers whose creation was acknowledged. */
    List<String> customers() {
        return List.copyOf(customers);
    }

    /** How often the event stream told that modules changed. */
    long hints() {
        return hints.get();
    }

    private void create() {
        var body = "{\"fullName\":\"负载%d\"}".formatted(number.incrementAndGet());
        var answer = call("core: create", "POST", "/customers", body);
        if (answer != null && answer.statusCode() == 201) {
            customers.add(id(answer));
        }
    }

    private void purchase() {
        var answer = call("module: create", "POST", "/archives/purchases", ArchivesCalls.purchaseOf(customer));
        if (answer != null && answer.statusCode() == 201) {
            purchases.add(id(answer));
        }
    }

    private void opportunity() {
        var body = FunnelCalls.opportunityOf(customer, "负载");
        var answer = call("module: create opportunity", "POST", "/funnel/opportunities", body);
        if (answer != null && answer.statusCode() == 201) {
            opportunities.add(id(answer));
        }
    }

    private void importFile() {
        var rows = new StringBuilder("姓名,手机\n");
        for (int i = 0; i < 5; i++) {
            rows.append("导入").append(number.incrementAndGet()).append(",\n");
        }
        var content = rows.toString().getBytes(StandardCharsets.UTF_8);
        note("core: import", "/imports", () -> client.importRaw("load.csv", content, "{\"kind\":\"customers\"}"));
    }

    private @Nullable HttpResponse<String> call(String what, String method, String path, String body) {
        return note(
                what,
                path,
                () -> client.exchange(
                        method,
                        path,
                        body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body),
                        "application/json"));
    }

    private interface Call {
        HttpResponse<String> make() throws IOException;
    }

    private @Nullable HttpResponse<String> note(String what, String path, Call call) {
        try {
            var answer = call.make();
            var status = answer.statusCode();
            answers.computeIfAbsent(what, key -> new ConcurrentHashMap<>())
                    .computeIfAbsent(status, key -> new AtomicLong())
                    .incrementAndGet();
            var isModule = what.startsWith("module");
            if (status / 100 != 2 && !(isModule && (status == 503 || status == 404))) {
                failures.add(what + " " + path + " " + status + " " + answer.body());
            } else if (status == 404 && !answer.body().contains("module-not-installed")) {
                failures.add(what + " " + path + " 404 " + answer.body());
            }
            return answer;
        } catch (IOException | RuntimeException e) {
            if (!people.isShutdown()) {
                failures.add(what + " " + path + " " + e);
            }
            return null;
        }
    }

    private static String id(HttpResponse<String> answer) {
        try {
            return KithworkClient.tree(answer.body()).path("id").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Listens as an open page does, and calls again when the stream ends. */
    private void listen() {
        try (var lines = client.events()) {
            stream = lines;
            lines.filter(line -> line.startsWith("event:") && line.contains("modules"))
                    .forEach(line -> hints.incrementAndGet());
        } catch (IOException | RuntimeException e) {
            if (!people.isShutdown()) {
                failures.add("core: events " + e);
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        people.shutdownNow();
        if (stream != null) {
            stream.close();
        }
        people.awaitTermination(30, TimeUnit.SECONDS);
    }
}
