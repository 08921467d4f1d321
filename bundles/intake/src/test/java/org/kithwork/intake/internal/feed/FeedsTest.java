package org.kithwork.intake.internal.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.importing.Arrival;
import org.kithwork.intake.internal.Intake;
import org.kithwork.intake.internal.IntakePermissions;
import org.kithwork.intake.internal.Removal;
import org.kithwork.intake.internal.feed.Hooks.Answer;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Actor;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.DerbyPlan;
import org.kithwork.test.FakePatch;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class FeedsTest {

    private static Intake it;
    private static int slugs;

    @Parameter
    DatabaseKind kind;

    @BeforeParameterizedClassInvocation
    static void open(DatabaseKind kind) {
        it = new Intake(kind);
    }

    @AfterParameterizedClassInvocation
    static void close() {
        it.close();
    }

    @BeforeEach
    void quiet() {
        it.imports.refuses = row -> null;
        it.imports.away = false;
        it.imports.unreadable = false;
        it.imports.rows.clear();
        it.imports.arrivals.clear();
        it.imports.files.clear();
        it.folders.done.clear();
        it.folders.failed.clear();
        it.rates.begin();
        it.audit.clear();
        it.journal.clear();
        for (var feed : it.feedStore.all()) {
            if (feed.active()) {
                it.feeds.change(feed.id(), it.feeds.get(feed.id()).version(), FakePatch.of("active", false));
            }
        }
    }

    private static FeedDraft draft(String type, @Nullable String rows, Map<String, String> mapping) {
        slugs++;
        return new FeedDraft(
                "feed-" + slugs, "收银 😀", type, null, rows, null, null, "customers", "pos", "FILL", mapping, Map.of());
    }

    private static Feeds.Secret hook() {
        return it.feeds.create(draft("HOOK", null, Map.of("/name", "fullName", "/phone", "contact:PHONE")));
    }

    private static Feed folder() {
        var feed = it.feeds.create(draft("FOLDER", null, Map.of())).feed();
        it.folders.name = feed.slug();
        return feed;
    }

    private static Answer send(Feeds.Secret feed, String id, String body) {
        return send(feed, id, "v1," + feed.secret(), body);
    }

    private static Answer send(Feeds.Secret feed, String id, String signature, String body) {
        var headers = Map.of("webhook-id", id, "webhook-timestamp", "0", "webhook-signature", signature);
        return it.access.as(
                Actor.PUBLIC,
                () -> it.hooks.receive(
                        feed.feed().slug(), "203.0.113.7", headers, body.getBytes(StandardCharsets.UTF_8)));
    }

    private static void upkeep() {
        var module = Actor.module("intake");
        it.access.allowAll(module);
        it.access.run(module, it.feedUpkeep::run);
    }

    private static void deliver() {
        it.deliverMessages();
    }

    private static List<Message> log(Feeds.Secret feed) {
        return it.messages.list(feed.feed().id(), null, PageRequest.first(200)).items();
    }

    private static Message only(Feeds.Secret feed) {
        assertThat(log(feed)).hasSize(1);
        return log(feed).get(0);
    }

    @Test
    @DisplayName("IMP-14: a signed message is kept, imported by its mapping, and nothing of it stays")
    void received() {
        var feed = hook();

        assertThat(send(feed, "m-1", "{\"name\":\"张三\",\"phone\":13800138000,\"more\":{}}"))
                .isEqualTo(Answer.ACCEPTED);
        assertThat(only(feed).state()).isEqualTo(Message.State.RECEIVED);
        assertThat(it.imports.rows).isEmpty();
        deliver();

        assertThat(it.imports.rows.values()).containsExactly(Map.of("/name", "张三", "/phone", "13800138000"));
        assertThat(it.imports.arrivals.values())
                .singleElement()
                .extracting(Arrival::feed)
                .isEqualTo("收银 😀");
        assertThat(only(feed).state()).isEqualTo(Message.State.DONE);
        assertThat(only(feed).imported()).isEqualTo(1);
        assertThat(bodies(feed)).containsOnlyNulls();
    }

    @Test
    @DisplayName(
            "IMP-14: by a feed that is deleted nothing comes in any more, what waited included, and the audit keeps how much that was")
    void removed() {
        var feed = hook();
        send(feed, "m-1", "{\"name\":\"张三\",\"phone\":13800138000}");
        deliver();
        it.imports.refuses = row -> "phone-invalid";
        send(feed, "m-2", "{\"name\":\"李四\",\"phone\":1}");
        deliver();
        it.imports.refuses = row -> null;
        var id = feed.feed().id();
        it.audit.clear();

        assertThat(it.feedRemovals.preview(id)).isEqualTo(new Removal("收银 😀", 1, 1, 0));
        assertThat(it.feedRemovals.remove(id).done()).isEqualTo(1);
        it.clock.advance(Duration.ofHours(1));
        upkeep();

        assertThat(it.imports.rows).hasSize(1);
        assertThat(send(feed, "m-3", "{}")).isEqualTo(Answer.NONE);
        assertThat(bodies(feed)).isEmpty();
        assertThatThrownBy(() -> it.feeds.get(id)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> it.feedRemovals.remove(id)).isInstanceOf(Problem.class);
        assertThat(it.audit.actions()).containsExactly("feed.deleted");
        assertThat(it.audit.entries().get(0).detail())
                .containsEntry("waiting", 1L)
                .containsEntry("type", "HOOK");
        it.access.run(
                new Actor(Actor.Kind.USER, it.ids.next(), "Nobody"),
                () -> assertThatThrownBy(() -> it.feedRemovals.remove(id)).isInstanceOf(Problem.class));
    }

    private static List<?> bodies(Feeds.Secret feed) {
        return it.database
                .jpa()
                .txExpr(em -> em.createNativeQuery("SELECT body_cipher FROM intake_message WHERE feed_id = ?")
                        .setParameter(1, feed.feed().id().value())
                        .getResultList());
    }

    @Test
    @DisplayName("IMP-14: a message that is not signed, badly signed, repeated or for nobody has no effect")
    void refusedAtTheDoor() {
        var feed = hook();
        var other = hook();
        var body = "{\"name\":\"x\",\"phone\":\"1\"}";

        assertThat(send(feed, "m", "v1,wrong", body)).isEqualTo(Answer.FORGED);
        assertThat(send(feed, "m", "v1," + other.secret(), body)).isEqualTo(Answer.FORGED);
        assertThat(it.access.as(
                        Actor.PUBLIC, () -> it.hooks.receive(feed.feed().slug(), "a", Map.of(), new byte[] {'{', '}'})))
                .isEqualTo(Answer.UNSIGNED);
        assertThat(it.access.as(Actor.PUBLIC, () -> it.hooks.receive("nobody", "a", Map.of(), new byte[0])))
                .isEqualTo(Answer.NONE);
        assertThat(log(feed)).isEmpty();

        assertThat(send(feed, "m", body)).isEqualTo(Answer.ACCEPTED);
        assertThat(send(feed, "m", body)).isEqualTo(Answer.ACCEPTED);
        deliver();
        assertThat(log(feed)).hasSize(1);
        assertThat(it.imports.rows).hasSize(1);

        it.feeds.change(feed.feed().id(), 1, FakePatch.of("active", false));
        assertThat(send(feed, "m2", body)).isEqualTo(Answer.NONE);
        var renewed = it.feeds.renew(other.feed().id());
        assertThat(send(other, "m", body)).isEqualTo(Answer.FORGED);
        assertThat(send(renewed, "m", body)).isEqualTo(Answer.ACCEPTED);
    }

    @Test
    @DisplayName("IMP-14: one address may send so many messages a minute and no more")
    void limited() {
        var feed = hook();
        for (int i = 0; i < 600; i++) {
            assertThat(send(feed, "m", "v1,wrong", "{}")).isEqualTo(Answer.FORGED);
        }
        assertThat(send(feed, "m", "{}")).isEqualTo(Answer.TOO_MANY);
        assertThat(log(feed)).isEmpty();
    }

    @Test
    @DisplayName("IMP-14: what is no message is kept in the log with its reason, whatever it is made of")
    void hostile() {
        var feed = hook();
        var bodies = new ArrayList<>(List.of(
                "",
                "not json",
                "[1,2",
                "null",
                "{\"name\":\"\\u0000\",\"phone\":{\"a\":[]}}",
                "[".repeat(5000),
                "{\"name\":\"<script>alert(1)</script>'; DROP TABLE intake_message; --\"}",
                "\"text\"",
                "{\"__proto__\":{\"x\":1},\"name\":1e400}"));
        var number = 0;
        for (var body : bodies) {
            assertThat(send(feed, "h-" + number++, body)).as(body).isEqualTo(Answer.ACCEPTED);
        }
        var headers =
                Map.of("webhook-id", "bytes", "webhook-timestamp", "0", "webhook-signature", "v1," + feed.secret());
        assertThat(it.access.as(
                        Actor.PUBLIC,
                        () -> it.hooks.receive(
                                feed.feed().slug(), "a", headers, new byte[] {(byte) 0xff, (byte) 0xfe, 0})))
                .isEqualTo(Answer.ACCEPTED);

        deliver();

        assertThat(log(feed)).hasSize(bodies.size() + 1);
        assertThat(log(feed))
                .filteredOn(one -> one.state() == Message.State.FAILED)
                .hasSizeGreaterThanOrEqualTo(5)
                .allSatisfy(one -> assertThat(one.faults())
                        .singleElement()
                        .satisfies(fault -> assertThat(fault.code()).isEqualTo("message-unreadable")));
    }

    @Test
    @DisplayName(
            "IMP-14: a refused row keeps its message waiting for three days, then it is given up until somebody has it tried")
    void refused() {
        var feed = hook();
        it.imports.refuses = row -> "customer-unknown";
        send(feed, "m", "{\"name\":\"张三\",\"phone\":\"secret-number\"}");
        deliver();
        var first = only(feed);
        assertThat(first.state()).isEqualTo(Message.State.WAITING);
        assertThat(first.faults())
                .containsExactly(new Message.RowFault(
                        1, "customer-unknown", "/phone", "no: customer-unknown", "不行：customer-unknown"));
        assertThat(bodies(feed)).allMatch(body -> String.valueOf(body).startsWith("sealed:"));
        upkeep();
        assertThat(only(feed).attempts()).isEqualTo(1);
        for (int hour = 0; hour < 75; hour++) {
            it.clock.advance(Duration.ofHours(1));
            upkeep();
        }
        assertThat(only(feed).state()).isEqualTo(Message.State.FAILED);
        var attempts = only(feed).attempts();
        assertThat(attempts).isBetween(10, 40);
        it.clock.advance(Duration.ofHours(9));
        upkeep();
        assertThat(only(feed).attempts()).isEqualTo(attempts);

        it.imports.refuses = row -> null;
        it.messages.again(feed.feed().id(), only(feed).id());
        upkeep();

        assertThat(only(feed).state()).isEqualTo(Message.State.DONE);
        assertThat(only(feed).faults()).isEmpty();
        assertThat(it.audit.actions()).contains("feed.message-resent");
        assertThatThrownBy(() -> it.messages.again(feed.feed().id(), only(feed).id()))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("message-done"));
    }

    @Test
    @DisplayName("IMP-14: while the module of the kind is away messages wait, and come in when it is back")
    void away() {
        var feed = hook();
        it.imports.away = true;
        send(feed, "m", "{\"name\":\"张三\"}");
        deliver();
        assertThat(only(feed).state()).isEqualTo(Message.State.WAITING);

        it.imports.away = false;
        it.clock.advance(Duration.ofMinutes(5));
        upkeep();

        assertThat(only(feed).state()).isEqualTo(Message.State.DONE);
    }

    @Test
    @DisplayName("IMP-15: late, shuffled and repeated messages, each depending on another, come to the same end")
    void anyOrder() {
        var feed = it.feeds.create(
                draft("HOOK", "/lines", Map.of("/order", "externalId", "#/sku", "sku", "/needs", "customer")));
        var expected = new HashMap<String, Map<String, String>>();
        for (int seed = 0; seed < 12; seed++) {
            it.imports.rows.clear();
            var run = seed;
            it.imports.refuses = row -> !row.containsKey("/needs")
                            || it.imports.rows.values().stream()
                                    .anyMatch(there ->
                                            there.getOrDefault("/order", "").equals(row.get("/needs")))
                    ? null
                    : "purchase-unknown";
            var sent = new ArrayList<String>();
            for (int i = 0; i < 8; i++) {
                sent.add(i % 2 == 0 ? "o" + i : "o" + i + " needs o" + (i - 1));
            }
            sent.addAll(sent);
            Collections.shuffle(sent, new Random(seed));
            for (var one : sent) {
                var words = one.split(" ");
                var needs = words.length > 1 ? ",\"needs\":\"" + words[2] + "\"" : "";
                send(
                        feed,
                        run + "-" + words[0],
                        "{\"order\":\"" + words[0] + "\"" + needs + ",\"lines\":[{\"sku\":\"A\"},{\"sku\":\"B\"}]}");
                deliver();
            }
            for (int minute = 0; minute < 30; minute++) {
                it.clock.advance(Duration.ofMinutes(1));
                upkeep();
            }
            var end = new HashMap<String, Map<String, String>>();
            it.imports.rows.forEach((key, row) -> end.put(key.substring(key.indexOf('-', key.indexOf(' '))), row));
            assertThat(end).hasSize(16);
            if (run == 0) {
                expected.putAll(end);
            }
            assertThat(end).isEqualTo(expected);
        }
    }

    @Test
    @DisplayName("IMP-15: a row that names itself is known again under another message")
    void keys() {
        var said = draft("HOOK", "/lines", Map.of("/order", "externalId", "#/sku", "sku"));
        var feed = it.feeds.create(new FeedDraft(
                said.slug(),
                said.name(),
                "HOOK",
                null,
                "/lines",
                List.of("/order", "#/line"),
                null,
                "purchases",
                "pos",
                null,
                said.mapping(),
                null));
        var body = "{\"order\":\"O-1\",\"lines\":[{\"line\":1,\"sku\":\"A\"},{\"line\":2,\"sku\":\"B\"}]}";
        send(feed, "m1", body);
        send(feed, "m2", body);
        deliver();

        assertThat(it.imports.rows).hasSize(2);
        assertThat(log(feed)).allMatch(one -> one.state() == Message.State.DONE);
        assertThatThrownBy(() -> it.feeds.change(feed.feed().id(), 1, FakePatch.of("key", List.of("order"))))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting("pointer")
                                .containsExactly("/key/0"));
    }

    @Test
    @DisplayName("IMP-14: several who work on a message at once import it once")
    void parallel() throws Exception {
        var feed = hook();
        send(feed, "m", "{\"name\":\"张三\"}");
        var id = only(feed).id();
        var pool = Executors.newFixedThreadPool(4);
        try {
            var tries = Collections.<Callable<Object>>nCopies(4, () -> {
                it.database.transactions().run(() -> it.messages.work(id));
                return "";
            });
            for (var each : pool.invokeAll(tries)) {
                each.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(only(feed).attempts()).isEqualTo(1);
    }

    @Test
    @DisplayName("IMP-16: a file is taken, imported and put away with a report; one with refused rows is set apart")
    void files() {
        var feed = folder();
        it.folders.waiting.add("a.csv");
        upkeep();
        assertThat(it.imports.files).containsEntry("a.csv", "content of a.csv");
        assertThat(file(feed).state()).isEqualTo(FeedFile.State.TAKEN);
        upkeep();
        assertThat(it.folders.done).isEmpty();

        it.imports.end("DONE", 3, 0);
        upkeep();

        assertThat(file(feed).state()).isEqualTo(FeedFile.State.DONE);
        assertThat(file(feed).created()).isEqualTo(3);
        assertThat(it.folders.done.values()).singleElement().asString().contains("DONE,3,");
        it.folders.waiting.add("b.csv");
        upkeep();
        it.imports.end("DONE_WITH_ERRORS", 1, 2);
        upkeep();
        assertThat(it.folders.failed.values()).containsExactly("the rows that were refused");
        assertThat(file(feed).refused()).isEqualTo(2);
        assertThat(it.audit.actions()).contains("feed.file-done", "feed.file-failed");
        assertThat(it.folders.taken).isEmpty();
    }

    private static FeedFile file(Feed feed) {
        return it.feeds.files(feed.id(), PageRequest.first(1)).items().get(0);
    }

    @Test
    @DisplayName("IMP-15: a file of which rows were refused is tried again as long as its feed has patience")
    void patience() {
        var feed = folder();
        it.feeds.change(feed.id(), 1, FakePatch.of("patienceHours", 24));
        it.folders.waiting.add("returns.csv");
        upkeep();
        it.imports.end("DONE_WITH_ERRORS", 2, 1);
        upkeep();
        assertThat(file(feed).state()).isEqualTo(FeedFile.State.WAITING);
        assertThat(file(feed).refused()).isEqualTo(1);
        assertThat(it.folders.failed).isEmpty();
        it.imports.files.clear();
        upkeep();
        assertThat(it.imports.files).isEmpty();

        it.clock.advance(Duration.ofMinutes(6));
        upkeep();
        assertThat(it.imports.files).containsKey("returns.csv");
        assertThat(file(feed).state()).isEqualTo(FeedFile.State.TAKEN);
        it.imports.end("DONE", 1, 0);
        upkeep();

        assertThat(file(feed).state()).isEqualTo(FeedFile.State.DONE);
        assertThat(file(feed).created()).isEqualTo(3);
        assertThat(file(feed).refused()).isZero();
        it.folders.waiting.add("bad.csv");
        upkeep();
        for (int hour = 0; hour < 26; hour++) {
            it.imports.end("DONE_WITH_ERRORS", 0, 1);
            upkeep();
            it.clock.advance(Duration.ofHours(1));
            upkeep();
        }
        assertThat(file(feed).state()).isEqualTo(FeedFile.State.FAILED);
        assertThat(file(feed).attempts()).isBetween(5, 15);
        assertThat(it.folders.failed).hasSize(1);
    }

    @Test
    @DisplayName("IMP-16: what cannot be read is set apart with the reason, and what may not be imported now waits")
    void unreadable() {
        var feed = folder();
        it.imports.unreadable = true;
        it.folders.waiting.add("x.csv");
        upkeep();
        assertThat(it.folders.failed.values()).singleElement().asString().contains("JSON");
        assertThat(file(feed).state()).isEqualTo(FeedFile.State.FAILED);

        it.imports.unreadable = false;
        it.imports.away = true;
        it.folders.waiting.add("y.csv");
        upkeep();
        assertThat(file(feed).state()).isEqualTo(FeedFile.State.TAKEN);
        assertThat(file(feed).problem()).isEqualTo("forbidden");
        it.imports.away = false;
        upkeep();
        assertThat(it.imports.files).containsKey("y.csv");
        it.imports.end("DONE", 1, 0);
        upkeep();
        assertThat(file(feed).problem()).isNull();
    }

    @Test
    @DisplayName("IMP-16: a file that a crash left behind after it was taken goes on")
    void crashed() {
        var feed = folder();
        it.folders.waiting.add("a.csv");
        it.folders.take(feed.slug(), "a.csv");
        upkeep();
        assertThat(it.imports.files).containsKey("a.csv");
        it.imports.end("DONE", 1, 0);
        upkeep();
        assertThat(it.folders.done).hasSize(1);
    }

    @Test
    @DisplayName("IMP-14: those alone who see all stores set feeds up, and reasons are for those who may")
    void rights() {
        var feed = hook();
        it.imports.refuses = row -> "customer-unknown";
        send(feed, "m", "{\"name\":\"张三\"}");
        deliver();
        var nobody = new Actor(Actor.Kind.USER, it.ids.next(), "Nobody");
        var manager = new Actor(Actor.Kind.USER, it.ids.next(), "Manager");
        var viewer = new Actor(Actor.Kind.USER, it.ids.next(), "Viewer");
        var store = new Visibility(false, Set.of(), Set.of(it.company.open("S").value()), Set.of());
        it.access.grant(manager, store, IntakePermissions.VIEW_FEEDS, IntakePermissions.EDIT_FEEDS);
        it.access.grant(viewer, IntakePermissions.VIEW_FEEDS);
        var id = feed.feed().id();
        for (var actor : List.of(nobody, manager)) {
            it.access.run(actor, () -> {
                for (var call : List.<Runnable>of(
                        () -> it.feeds.list(PageRequest.first(5)),
                        () -> it.feeds.get(id),
                        () -> it.feeds.create(draft("FOLDER", null, Map.of())),
                        () -> it.feeds.change(id, 1, FakePatch.of("active", false)),
                        () -> it.feeds.renew(id),
                        () -> it.feeds.files(id, PageRequest.first(5)),
                        () -> it.messages.list(id, null, PageRequest.first(5)))) {
                    assertThatThrownBy(call::run)
                            .isInstanceOfSatisfying(
                                    Problem.class,
                                    problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.FORBIDDEN));
                }
            });
        }
        it.access.run(viewer, () -> {
            var seen = it.messages.list(id, null, PageRequest.first(5)).items().get(0);
            assertThat(seen.refused()).isEqualTo(1);
            assertThat(seen.faults()).isEmpty();
        });
        assertThat(it.feeds.get(id).toString()).doesNotContain(String.valueOf(feed.secret()));
    }

    @Test
    void everyFaultIsNamedAtOnceAndWhatIsFixedStays() {
        assertThatThrownBy(() -> it.feeds.create(new FeedDraft(
                        "Not A Slug", " ", "PIGEON", null, "lines", null, 200, null, null, null, Map.of(), Map.of())))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting("pointer")
                                .contains("/slug", "/name", "/type", "/kind", "/patienceHours"));
        assertThatThrownBy(() -> it.feeds.create(draft("HOOK", null, Map.of("name", "fullName", "#/a", "note"))))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting("pointer")
                                .containsExactlyInAnyOrder("/mapping/name", "/mapping/#~1a"));
        assertThatThrownBy(() -> it.feeds.create(draft("FOLDER", "/lines", Map.of())))
                .isInstanceOf(Problem.class);
        var feed = hook().feed();
        assertThatThrownBy(() -> it.feeds.change(feed.id(), 1, FakePatch.of("slug", "other")))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> it.feeds.change(feed.id(), 7, FakePatch.of("name", "x")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.STALE));
        assertThatThrownBy(() -> it.feeds.change(feed.id(), 1, FakePatch.of("secret", "x")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.MALFORMED));
        var twice = draft("FOLDER", null, Map.of());
        it.feeds.create(twice);
        assertThatThrownBy(() -> it.feeds.create(twice))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting("pointer")
                                .containsExactly("/slug"));
    }

    @Test
    @DisplayName("IMP-14: the log goes after 30 days, whatever became of its messages")
    void cleaned() {
        var feed = hook();
        it.imports.refuses = row -> "customer-unknown";
        send(feed, "m", "{\"name\":\"张三\"}");
        deliver();
        it.clock.advance(Duration.ofDays(31));
        upkeep();
        upkeep();
        assertThat(log(feed)).isEmpty();
    }

    @Test
    void derbyReadsTheLogsByTheirIndexes() {
        if (kind != DatabaseKind.DERBY) {
            return;
        }
        var id = it.feeds.create(draft("FOLDER", null, Map.of())).feed().id();
        assertThat(DerbyPlan.of(
                        it.database, () -> it.messageStore.list(id, Message.State.FAILED, true, PageRequest.first(20))))
                .contains("INTAKE_MESSAGE_STATE")
                .doesNotContain("Sort ResultSet");
        assertThat(DerbyPlan.of(it.database, () -> it.fileStore.list(id, PageRequest.first(20))))
                .contains("INTAKE_FEED_FILE_LIST")
                .doesNotContain("Sort ResultSet");
        assertThat(DerbyPlan.of(
                        it.database,
                        () -> it.messageStore.due(it.clock.instant().minusSeconds(86_400L * 365), 20)))
                .contains("INTAKE_MESSAGE_DUE")
                .doesNotContain("Sort ResultSet");
    }
}
