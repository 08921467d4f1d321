package org.kithwork.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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

    private final Database database;
    private KithworkProcess kithwork;
    private KithworkClient client;
    private int made;

    JournalContract(Database database) {
        this.database = database;
    }

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        kithwork = database.unpack(directory).with("KITHWORK_MODULES", "").start();
        client = KithworkClient.setUp(kithwork);
    }

    @AfterAll
    void stop() throws Exception {
        kithwork.close();
    }

    @Test
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

    private static void await(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(250))
                .ignoreException(UncheckedIOException.class)
                .until(condition);
    }

    private Path orders() throws IOException {
        return Files.createDirectories(kithwork.data().resolve("saboteur"));
    }

    /** Written beside and moved there, so that no half order is ever read. */
    private void order(String text) throws IOException {
        var draft = Files.writeString(orders().resolve("draft"), text);
        Files.move(draft, orders().resolve("order"));
    }

    private static Path saboteur() {
        return Path.of(System.getProperty("kithwork.saboteur", "saboteur/target/kithwork-saboteur-0.1.0.kar"));
    }
}
