package org.kithwork.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The journal under faults, on the real assembly: a module for tests notes every event that it is given, and halts the
 * process or fails where a file says so. Whatever happens, each event has its effect exactly once.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class JournalContract {

    private static final int HALTS = Integer.getInteger("kithwork.halts", 3);
    private static final int HALTED = 86;
    private static final List<String> POINTS = List.of("halt-before-commit", "halt-after-commit", "halt-at-once");
    private static final Duration LONG = Duration.ofSeconds(90);

    /** The fourth try comes by itself 30 seconds after the third: what happens sooner, somebody has asked for. */
    private static final Duration BEFORE_THE_NEXT_TRY = Duration.ofSeconds(20);

    private final Database database;
    private KithworkProcess kithwork;
    private KithworkClient client;
    private KithworkShell shell;
    private int made;

    JournalContract(Database database) {
        this.database = database;
    }

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        kithwork = database.unpack(directory).with("KITHWORK_MODULES", "").start();
        client = KithworkClient.setUp(kithwork);
        shell = KithworkShell.of(kithwork);
    }

    @AfterAll
    void stop() throws Exception {
        shell.close();
        kithwork.close();
    }

    @Test
    @DisplayName("CORE-22: a module that is installed later catches up")
    @Order(1)
    void aModuleThatIsInstalledLaterCatchesUp() throws Exception {
        for (int i = 0; i < 30; i++) {
            create();
        }

        client.upload("/modules", saboteur()).expect(201);
        client.post("/modules/saboteur/install").expect(200);

        awaitEachEffectOnce();
    }

    @Test
    @Order(2)
    void aProcessThatIsHaltedInAHandlerLeavesEachEffectExactlyOnce() throws Exception {
        for (int halt = 0; halt < HALTS; halt++) {
            order(POINTS.get(halt % POINTS.size()));
            createAndLoseTheAnswer();
            assertThat(kithwork.awaitEnd(LONG)).isEqualTo(HALTED);

            kithwork.start();
            client = KithworkClient.signIn(kithwork);

            create();
            awaitEachEffectOnce();
        }
    }

    @Test
    @Order(3)
    void anEventThatFailsHoldsBackItsCustomerAloneForItsHandlerAloneUntilItIsRetried() throws Exception {
        client.post("/modules/archives/install").expect(200);
        var customer = create();
        var other = create();
        awaitEachEffectOnce();

        poison(customer);
        for (int version = 1; version <= 3; version++) {
            change(customer, version);
            change(other, version);
        }

        await(() -> changed(other).size() == 3);
        await(() -> onTimeline(customer).equals(Collections.nCopies(3, "core.customer.changed")));
        var aside = awaitThirdFailure(customer);
        assertThat(states(aside)).containsExactly("RETRYING", "WAITING", "WAITING");
        assertThat(aside.get(0).path("reason").asText()).startsWith("IllegalStateException at EffectHandler.java");
        assertThat(changed(customer)).isEmpty();
        assertThat(shell.run("journal:parked").expect(0).text())
                .contains("saboteur.effects", customer, aside.get(0).path("id").asText())
                .doesNotContain("WAITING");
        assertThat(handler("archives.timeline").path("parked").asInt()).isZero();
        assertThat(handler("saboteur.effects").path("parked").asInt()).isEqualTo(3);
        assertThat(handler("saboteur.effects").path("lag").asInt()).isZero();

        heal();
        shell.run("journal:retry " + aside.get(1).path("id").asText()).expect(1);
        shell.run("journal:retry " + aside.get(0).path("id").asText()).expect(0);

        awaitSoon(() -> changed(customer).size() >= 3);
        assertThat(changed(customer)).containsExactlyElementsOf(events(aside));
        assertThat(aside(customer)).isEmpty();
        awaitEachEffectOnce();
    }

    @Test
    @Order(4)
    void anEventThatIsSkippedHasNoEffectAndThoseBehindItHaveOneEach() throws Exception {
        var customer = create();
        awaitEachEffectOnce();
        poison(customer);
        for (int version = 1; version <= 3; version++) {
            change(customer, version);
        }
        var aside = awaitThirdFailure(customer);
        assertThat(aside).hasSize(3);

        heal();
        shell.run("journal:skip --dry-run " + aside.get(0).path("id").asText()).expect(0);
        shell.run("journal:skip " + aside.get(0).path("id").asText()).expect(0);

        awaitSoon(() -> changed(customer).size() >= 2);
        change(customer, 4);
        await(() -> changed(customer).size() >= 3);
        assertThat(changed(customer).subList(0, 2))
                .containsExactlyElementsOf(events(aside).subList(1, 3));
        assertThat(changed(customer)).hasSize(3).doesNotContain(events(aside).get(0));
        assertThat(aside(customer)).isEmpty();
        assertThat(client.get("/audit?object=" + events(aside).get(0))
                        .expect(200)
                        .body()
                        .path("items")
                        .findValuesAsText("action"))
                .containsExactly("journal.event-skipped");
        awaitEachEffectOnce();
    }

    /** What is set aside of the customer, once the first of it has failed three times. */
    private List<JsonNode> awaitThirdFailure(String customer) {
        await(() -> {
            var aside = aside(customer);
            return !aside.isEmpty() && aside.get(0).path("attempts").asInt() == 3;
        });
        return aside(customer);
    }

    /** What is set aside of the customer and what waits behind it. */
    private List<JsonNode> aside(String customer) {
        var found = new ArrayList<JsonNode>();
        json("journal:parked --all --json").forEach(event -> {
            if (event.path("customer").asText().equals(customer)) {
                found.add(event);
            }
        });
        return found;
    }

    private JsonNode handler(String name) {
        for (var handler : json("journal:status --json")) {
            if (handler.path("handler").asText().equals(name)) {
                return handler;
            }
        }
        throw new AssertionError("journal:status does not show " + name);
    }

    private JsonNode json(String command) {
        try {
            return KithworkClient.tree(shell.run(command).expect(0).text().strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> states(List<JsonNode> aside) {
        return aside.stream().map(event -> event.path("state").asText()).toList();
    }

    private static List<String> events(List<JsonNode> aside) {
        return aside.stream().map(event -> event.path("eventId").asText()).toList();
    }

    /** The events of the customer's changes that had their effect, in the order in which they had it. */
    private List<String> changed(String customer) {
        var found = new ArrayList<String>();
        effects().forEach(effect -> {
            if (effect.path("type").asText().equals("core.customer.changed")
                    && effect.path("customerId").asText().equals(customer)) {
                found.add(effect.path("eventId").asText());
            }
        });
        return found;
    }

    /** The changes of the customer that another handler has kept. */
    private List<String> onTimeline(String customer) {
        return client.get("/archives/timeline?type=core.customer.changed&customer=" + customer)
                .expect(200)
                .body()
                .path("items")
                .findValuesAsText("type");
    }

    private void change(String customer, int version) {
        client.patch("/customers/" + customer, version, "{\"company\":\"第" + version + "家\"}")
                .expect(200);
    }

    /** All customers there are have exactly one effect of their creation, and no event has two. */
    private void awaitEachEffectOnce() {
        await(() -> created().containsAll(customers()));
        assertThat(effects().findValuesAsText("eventId")).doesNotHaveDuplicates();
        assertThat(created()).containsExactlyInAnyOrderElementsOf(customers());
    }

    private List<String> created() {
        var found = new ArrayList<String>();
        effects().forEach(effect -> {
            if (effect.path("type").asText().equals("core.customer.created")) {
                found.add(effect.path("customerId").asText());
            }
        });
        return found;
    }

    private JsonNode effects() {
        return client.get("/saboteur/effects").expect(200).body().path("items");
    }

    private List<String> customers() {
        var found = new HashSet<String>();
        var next = "";
        do {
            var page = client.get("/customers?limit=100" + next).expect(200).body();
            found.addAll(page.path("items").findValuesAsText("id"));
            next = page.path("next").isTextual()
                    ? "&cursor=" + page.path("next").asText()
                    : "";
        } while (!next.isEmpty());
        return List.copyOf(found);
    }

    private String create() {
        return client.post("/customers", newCustomer()).expect(201).text("id");
    }

    /** The process may be gone before it has answered; then the customer is there all the same, or not at all. */
    private void createAndLoseTheAnswer() {
        try {
            client.post("/customers", newCustomer());
        } catch (UncheckedIOException lost) {
            assertThat(lost).hasCauseInstanceOf(IOException.class);
        }
    }

    private String newCustomer() {
        made++;
        return "{\"fullName\":\"日志%03d\"}".formatted(made);
    }

    private static void await(Callable<Boolean> condition) {
        await(LONG, condition);
    }

    private static void awaitSoon(Callable<Boolean> condition) {
        await(BEFORE_THE_NEXT_TRY, condition);
    }

    private static void await(Duration longest, Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(longest)
                .pollInterval(Duration.ofMillis(250))
                .ignoreException(UncheckedIOException.class)
                .until(condition);
    }

    private Path orders() throws IOException {
        return Files.createDirectories(kithwork.data().resolve("saboteur"));
    }

    /** Written beside and moved there, so that no half order is ever read. */
    private void order(String text) throws IOException {
        write("order", text);
    }

    /** Every event of this customer fails, until it is healed. */
    private void poison(String customer) throws IOException {
        write("poisoned", customer);
    }

    private void heal() throws IOException {
        Files.delete(orders().resolve("poisoned"));
    }

    private void write(String file, String text) throws IOException {
        var draft = Files.writeString(orders().resolve("draft"), text);
        Files.move(draft, orders().resolve(file));
    }

    private static Path saboteur() {
        return Path.of(System.getProperty("kithwork.saboteur", "saboteur/target/kithwork-saboteur-0.1.0.kar"));
    }
}
