package org.kithwork.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A module comes, is used to the last corner, is updated and goes again, while people work: nobody sees a failure, no
 * data is lost, and nothing of it is left behind in the virtual machine.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HotLifeContract {

    private static final int ROUNDS = Integer.getInteger("kithwork.rounds", 0);
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Database database;
    private final List<HotRound> rounds = new ArrayList<>();
    private Path directory;
    private KithworkProcess kithwork;
    private KithworkClient client;
    private KithworkShell shell;
    private JavaDiagnosis diagnosis;

    HotLifeContract(Database database) {
        this.database = database;
    }

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        assumeTrue(ROUNDS > 0, "The hot life is run with -Pfull, or with -Dkithwork.rounds=<number>");
        this.directory = directory;
        kithwork = database.unpack(directory).with("KITHWORK_MODULES", "").start();
        client = KithworkClient.setUp(kithwork);
        shell = KithworkShell.of(kithwork);
        diagnosis = new JavaDiagnosis(kithwork.pid());
    }

    @AfterAll
    void stop() throws Exception {
        if (kithwork != null) {
            shell.close();
            kithwork.close();
        }
    }

    @Test
    @DisplayName("CORE-19, edge 32: a module comes and goes under load and leaves nothing behind")
    void aModuleComesAndGoesUnderLoadAndLeavesNothingBehind() throws Exception {
        var customer =
                client.post("/customers", "{\"fullName\":\"方舟\"}").expect(201).text("id");
        var tour = new ArchivesTour(client, kithwork, shell, customer);
        HotLoad ended;
        try (var load = new HotLoad(client, customer)) {
            for (int round = 1; round <= ROUNDS; round++) {
                rounds.add(round(round, tour));
            }
            ended = load;
        }
        new HotReport(database, rounds, ended).write();

        assertThat(ended.failures()).as("%s", ended.answers()).isEmpty();
        assertThat(ended.hints()).isPositive();
        assertThat(kithwork.log()).doesNotContain("restarted other bundles");
        assertThat(rounds.get(ROUNDS - 1).loaders())
                .as("class loaders of bundles, round by round: %s", rounds)
                .isLessThanOrEqualTo(rounds.get(ROUNDS / 2).loaders());
        everythingAcknowledgedIsThere(ended);
    }

    private HotRound round(int round, ArchivesTour tour) throws Exception {
        // By turns over REST and in the shell.
        var overRest = round % 2 == 1;
        var started = System.nanoTime();
        change(overRest, "install");
        client.get("/archives/purchases").expect(200);
        var installed = millis(started);
        tour.make();

        client.upload("/modules", ModuleKar.archives("0.1." + round).write(directory))
                .expect(201);
        started = System.nanoTime();
        change(overRest, "update");
        assertThat(client.get("/modules/archives").text("version")).isEqualTo("0.1." + round);
        client.get("/archives/purchases").expect(200);
        var updated = millis(started);

        started = System.nanoTime();
        change(overRest, "remove");
        var removed = millis(started);
        tour.assertGone();
        return new HotRound(overRest, installed, updated, removed, awaitNothingLeft());
    }

    private void change(boolean overRest, String action) {
        if (!overRest) {
            shell.run("module:" + action + " archives").expect(0);
        } else if (action.equals("remove")) {
            client.delete("/modules/archives").expect(200);
        } else {
            client.post("/modules/archives/" + action).expect(200);
        }
    }

    /** Waits until the classes of the module are collected and none of its threads runs; then counts class loaders. */
    private long awaitNothingLeft() throws Exception {
        try {
            Awaitility.await()
                    .atMost(LONG)
                    .until(() -> diagnosis.classes("org.kithwork.archives").isEmpty());
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "Classes of the removed module are held in round " + (rounds.size() + 1) + "; look for by whom in "
                            + diagnosis.heap(Path.of("target")),
                    e);
        }
        assertThat(diagnosis.stacks()).doesNotContain("org.kithwork.archives");
        assertThat(shell.run("bundle:list -s").text()).doesNotContain("org.kithwork.archives");
        return diagnosis.bundleLoaders();
    }

    private void everythingAcknowledgedIsThere(HotLoad load) {
        change(true, "install");
        assertThat(ids("/archives/purchases")).containsAll(load.purchases());
        assertThat(ids("/customers")).containsAll(load.customers());
    }

    private Set<String> ids(String path) {
        var found = new TreeSet<String>();
        var next = "";
        do {
            var page = client.get(path + "?limit=100" + next).expect(200).body();
            found.addAll(page.path("items").findValuesAsText("id"));
            next = page.path("next").isTextual()
                    ? "&cursor=" + page.path("next").asText()
                    : "";
        } while (!next.isEmpty());
        return found;
    }

    private static long millis(long since) {
        return Duration.ofNanos(System.nanoTime() - since).toMillis();
    }
}
