package org.kithwork.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.ZipInputStream;
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
 * Two customers with everything attached, on the real assembly with all its modules: they are exported, merged, separated,
 * merged again and erased. What there is to attach is what the database says has customers; a table that comes later and
 * gets no row here is named by a failure.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class AttachedCustomersContract {

    /** Rows come into these by themselves and go again in a moment. */
    private static final Map<String, String> PASSING = Map.of(
            "core_event_inbox", "an event waits here until it has its place in the journal",
            "archives_quality_arrival", "who is new waits here until his data are looked at");

    /** Nothing can be attached in these. */
    private static final Map<String, String> EMPTY = Map.of("archives_erased", "the fence that an erasure sets up");

    /** Of the absorbed customer rows stay as they are in these. */
    private static final Map<String, String> STAY = Map.ofEntries(
            Map.entry("core_audit", "what happened keeps the id under which it happened"),
            Map.entry("core_event", "the same"),
            Map.entry("core_operation", "the same"),
            Map.entry("core_parked", "an event that a module could not take, under its own id"),
            Map.entry("intake_delivery", "a message to another system, which knew him under this id"),
            Map.entry("core_customer_history", "his changes, to be told with those of the survivor"),
            Map.entry("core_customer_view", "who looked at him, told with those who looked at the survivor"),
            Map.entry("core_consent_event", "his decisions are read by every id that a customer has"),
            Map.entry("core_contact_policy", "the same"),
            Map.entry("core_send", "the same, so that the cap holds for both"),
            Map.entry("core_send_lock", "the same"),
            Map.entry("core_send_served", "the same"),
            Map.entry("core_mail", "the same; an erasure takes them along"),
            Map.entry("core_privacy_case", "the same; an erasure takes them along"),
            Map.entry("core_privacy_hold", "the same; it stands against erasing the survivor"),
            Map.entry("core_customer_tag", "the survivor has them as well; these are for an undo"),
            Map.entry("core_field_value", "the survivor has another value; this one is for an undo"),
            Map.entry("core_duplicate_pair", "a comparison of what he was before"),
            Map.entry("core_restriction", "whoever is closed to some is opened before a merge"));

    /** Rows in these are computed from the others, anew after a merge. */
    private static final Map<String, String> COMPUTED = Map.of(
            "archives_quality", "how complete his data are",
            "archives_quality_field", "and each of them",
            "core_search_key", "by what he is found",
            "funnel_rhythm", "how he buys",
            "funnel_contact", "when somebody last talked to him");

    /** Rows of an erased customer stay in these. */
    private static final Map<String, String> KEPT = Map.of(
            "core_audit", "what was done, without a word of what it was about",
            "core_event", "that something happened, by ids alone, until it is too old",
            "core_operation", "the erasure itself and the merges before it, by ids alone",
            "core_parked", "an event that a module could not take, by ids alone",
            "core_privacy_case", "that there was a case, without its words",
            "core_privacy_hold", "that a hold stood against it, without its words",
            "intake_delivery", "that another system was told of him, by ids alone",
            "archives_erased", "the fence that lets nothing of him come back");

    private final Database database;
    private KithworkProcess kithwork;
    private KithworkClient client;
    private AttachedCustomer survivor;
    private AttachedCustomer absorbed;
    private DatabaseLook attached;
    private String merge = "";

    AttachedCustomersContract(Database database) {
        this.database = database;
    }

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        kithwork = database.unpack(directory)
                .with("KITHWORK_MODULES", "archives,funnel,intake")
                .start();
        client = KithworkClient.setUp(kithwork);
        client.awaitPath("/archives/purchases");
        client.awaitPath("/intake/webhooks");
        client.awaitPath("/funnel/pipelines");
        client.upload(
                        "/modules",
                        Path.of(System.getProperty("kithwork.saboteur", "saboteur/target/kithwork-saboteur-0.1.0.kar")))
                .expect(201);
        client.post("/modules/saboteur/install").expect(200);
        AttachedCustomer.prepare(client);
        survivor = new AttachedCustomer(kithwork, client, "Kornblume", "13812340901");
        absorbed = new AttachedCustomer(kithwork, client, "Trauerweide", "13812340902");
        survivor.buyRegularly();
        absorbed.buyRegularly();
        survivor.attach();
        absorbed.attach();
        var search = client.post("/duplicates/search", Map.of("weights", "DEFAULT"))
                .expect(202)
                .text("id");
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> client.get("/jobs/" + search).text("state").equals("DONE"));
    }

    @AfterAll
    void stop() throws Exception {
        kithwork.close();
    }

    private DatabaseLook look() throws Exception {
        var look = DatabaseLook.at(kithwork, database);
        client = KithworkClient.signIn(kithwork);
        client.awaitPath("/archives/purchases");
        client.awaitPath("/intake/webhooks");
        client.awaitPath("/funnel/pipelines");
        survivor.speakThrough(client);
        absorbed.speakThrough(client);
        return look;
    }

    private String read(String copy) throws IOException {
        var text = new StringBuilder();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(client.bytes(copy)))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                text.append(entry.getName()).append('\n').append(new String(zip.readAllBytes(), UTF_8));
            }
        }
        return text.toString();
    }

    /**
     * This look or, where it finds rows of these customers in other tables than those that are excepted, a later one that does not. What a module
     * was being told of somebody while it did its step follows when the step is done once more, a minute later.
     */
    private DatabaseLook settled(DatabaseLook first, Map<String, String> excepted, AttachedCustomer... customers) {
        var last = new AtomicReference<>(first);
        Awaitility.await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> {
            var look = last.get();
            var rows = new TreeSet<String>();
            for (var customer : customers) {
                rows.addAll(look.rowsOf(customer.id()).keySet());
            }
            var left = without(rows, excepted);
            if (!left.isEmpty()) {
                last.set(look());
            }
            assertThat(left).isEmpty();
        });
        return last.get();
    }

    private static Set<String> without(Set<String> tables, Map<String, String> named) {
        var left = new TreeSet<>(tables);
        left.removeAll(named.keySet());
        left.removeAll(PASSING.keySet());
        return left;
    }

    @Test
    @Order(1)
    @DisplayName("CORE-14: whatever table has customers has a row of a customer with everything attached")
    void everyTableHasARow() throws Exception {
        attached = look();

        for (var customer : Set.of(survivor, absorbed)) {
            var missing = new TreeSet<>(attached.owningTables());
            missing.removeAll(attached.rowsOf(customer.id()).keySet());
            assertThat(without(missing, EMPTY)).as(customer.word()).isEmpty();
        }
    }

    @Test
    @Order(2)
    @DisplayName("CORE-14: a copy holds everything that is attached, and nothing of somebody else")
    void aCopyHoldsEverything() throws Exception {
        assertThat(read(absorbed.copy())).contains(absorbed.texts()).doesNotContain(survivor.word());
    }

    @Test
    @Order(3)
    @DisplayName("CORE-11, CORE-14: after a merge every row is the survivor's, and his copy holds what both had")
    void aMergeMovesEverything() throws Exception {
        open();
        merge();

        var look = settled(look(), STAY, absorbed);
        var lost = new TreeMap<String, String>();
        attached.rowsOf(absorbed.id()).forEach((table, before) -> {
            var both = before + attached.rowsOf(survivor.id()).getOrDefault(table, 0L);
            var now = look.rowsOf(survivor.id()).getOrDefault(table, 0L);
            if (!STAY.containsKey(table) && !PASSING.containsKey(table) && !COMPUTED.containsKey(table) && now < both) {
                lost.put(table, now + " of " + both);
            }
        });
        assertThat(lost).isEmpty();
        assertThat(read(survivor.copy())).contains(survivor.texts()).contains(absorbed.texts());
    }

    private void open() {
        survivor.open();
        absorbed.open();
    }

    private void merge() {
        merge = client.post("/customers/" + survivor.id() + "/merges", Map.of("absorbed", absorbed.id()))
                .expect(202)
                .text("id");
        AttachedCustomer.done(client, merge);
    }

    @Test
    @Order(4)
    @DisplayName("CORE-12, CORE-14: a merge that is undone gives back every row")
    void undoingGivesBackEverything() throws Exception {
        AttachedCustomer.done(
                client,
                client.delete("/customers/" + survivor.id() + "/merges/" + merge)
                        .expect(202)
                        .text("id"));

        var look = look();
        var lost = new TreeMap<String, String>();
        for (var customer : Set.of(survivor, absorbed)) {
            attached.rowsOf(customer.id()).forEach((table, before) -> {
                var now = look.rowsOf(customer.id()).getOrDefault(table, 0L);
                if (!table.equals("core_restriction") && !PASSING.containsKey(table) && now < before) {
                    lost.put(customer.word() + " " + table, now + " of " + before);
                }
            });
        }
        assertThat(lost).isEmpty();
        assertThat(read(absorbed.copy())).contains(absorbed.texts()).doesNotContain(survivor.word());
    }

    @Test
    @Order(5)
    @DisplayName("CORE-14, S-28: an erasure after a merge leaves no row and no word of either in any table")
    void anErasureLeavesNothing() throws Exception {
        merge();
        var copy = survivor.copy();
        survivor.release();
        absorbed.release();
        survivor.limit();
        AttachedCustomer.done(
                client,
                client.post(
                                "/customers/" + survivor.id() + "/erasures",
                                Map.of("mode", "ERASE", "basis", "asked for it"))
                        .expect(202)
                        .text("id"));

        client.get(copy).expect(409);
        var look = look();
        var places = new HashSet<String>();
        places.addAll(look.columnsWith(survivor.word()));
        places.addAll(look.columnsWith(absorbed.word()));
        assertThat(places).isEmpty();
        settled(look, KEPT, survivor, absorbed);
    }
}
