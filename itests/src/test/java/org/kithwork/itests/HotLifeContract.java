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
 * Modules come, are used to the last corner, are updated and go again, while people work: nobody sees a failure, no data is
 * lost, one that stays does not mind, and nothing of them is left behind in the virtual machine.
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
    @DisplayName("CORE-19, edge 32: modules come and go under load, each by itself, and leave nothing behind")
    void modulesComeAndGoUnderLoadAndLeaveNothingBehind() throws Exception {
        var customer =
                client.post("/customers", "{\"fullName\":\"方舟\"}").expect(201).text("id");
        List<ModuleTour> modules = List.of(
                new ArchivesTour(client, kithwork, shell, customer), new FunnelTour(client, kithwork, shell, customer));
        HotLoad ended;
        try (var load = new HotLoad(client, customer, true)) {
            for (int round = 1; round <= ROUNDS; round++) {
                rounds.add(round(round, modules));
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
        everythingAcknowledgedIsThere(ended, modules);
    }

    /** The one that is there first goes first, and the others stay as they were. */
    private HotRound round(int round, List<ModuleTour> modules) throws Exception {
        // By turns over REST and in the shell.
        var overRest = round % 2 == 1;
        var installed = 0L;
        for (var tour : modules) {
            installed += change(overRest, "install", tour);
        }
        for (var tour : modules) {
            tour.make();
        }
        var updated = 0L;
        for (var tour : modules) {
            client.upload("/modules", tour.kar("0.1." + round).write(directory)).expect(201);
            updated += change(overRest, "update", tour);
            assertThat(client.get("/modules/" + tour.word()).text("version")).isEqualTo("0.1." + round);
        }
        var removed = 0L;
        var left = new ArrayList<>(modules);
        for (var tour : modules) {
            removed += change(overRest, "remove", tour);
            tour.assertGone();
            left.remove(tour);
            left.forEach(other -> client.get(other.probe()).expect(200));
        }
        return new HotRound(overRest, installed, updated, removed, awaitNothingLeft(modules));
    }

    /** Answers how many milliseconds it took to the first answer. */
    private long change(boolean overRest, String action, ModuleTour tour) {
        var started = System.nanoTime();
        if (!overRest) {
            shell.run("module:" + action + " " + tour.word()).expect(0);
        } else if (action.equals("remove")) {
            client.delete("/modules/" + tour.word()).expect(200);
        } else {
            client.post("/modules/" + tour.word() + "/" + action).expect(200);
        }
        client.get(tour.probe()).expect(action.equals("remove") ? 404 : 200);
        return Duration.ofNanos(System.nanoTime() - started).toMillis();
    }

    /** Waits until the classes of the modules are collected and none of their threads runs; then counts class loaders. */
    private long awaitNothingLeft(List<ModuleTour> gone) throws Exception {
        for (var tour : gone) {
            awaitNothingLeft("org.kithwork." + tour.word());
        }
        return diagnosis.bundleLoaders();
    }

    private void awaitNothingLeft(String module) throws Exception {
        try {
            Awaitility.await()
                    .atMost(LONG)
                    .until(() -> diagnosis.classes(module).isEmpty());
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "Classes of the removed " + module + " are held in round " + (rounds.size() + 1)
                            + "; look for by whom in " + diagnosis.heap(Path.of("target")),
                    e);
        }
        assertThat(diagnosis.stacks()).doesNotContain(module);
        assertThat(shell.run("bundle:list -s").text()).doesNotContain(module);
    }

    private void everythingAcknowledgedIsThere(HotLoad load, List<ModuleTour> modules) {
        modules.forEach(tour -> change(true, "install", tour));
        assertThat(ids("/archives/purchases")).containsAll(load.purchases());
        assertThat(ids("/funnel/opportunities")).containsAll(load.opportunities());
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
}
