package org.kithwork.core.internal.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.kithwork.core.internal.journal.Leadership;
import org.kithwork.core.internal.journal.store.LeaderStore;
import org.kithwork.job.spi.Upkeep;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeAccess;
import org.kithwork.test.TestDatabase;

class UpkeepRunnerTest {

    private final TestDatabase database = TestDatabase.create(DatabaseKind.DERBY, "core", "db/core/changelog.xml");
    private final FakeAccess access = FakeAccess.allowingAll();
    private final List<String> done = new ArrayList<>();

    private final UpkeepRunner runner = runner(true);

    @AfterEach
    void close() {
        runner.stop();
        database.close();
    }

    private UpkeepRunner runner(boolean alone) {
        var leaders = new LeaderStore(database.jpa(), () -> "core");
        var patience = Duration.ofSeconds(1);
        return new UpkeepRunner(
                access::as, new Leadership(leaders, database.transactions(), "node", alone, patience, patience));
    }

    private Upkeep upkeep(String module, Runnable work) {
        return new Upkeep() {
            @Override
            public String module() {
                return module;
            }

            @Override
            public void run() {
                done.add(access.actor().kind() + " " + access.actor().id());
                work.run();
            }
        };
    }

    @Test
    @DisplayName("ARC-12: each module does its upkeep as itself, and one that fails keeps no other from it")
    void eachAsItself() {
        runner.upkeeps = List.of(
                upkeep("loyalty", () -> {
                    throw new IllegalStateException("on purpose");
                }),
                upkeep("archives", () -> {}));
        runner.look();
        assertThat(done).hasSize(2).allMatch(actor -> actor.startsWith("MODULE"));
        assertThat(done.get(1)).contains("archives");
    }

    @Test
    @DisplayName("ARC-12: a node that does not lead does none")
    void onOneNode() {
        var other = runner(false);
        other.upkeeps = List.of(upkeep("archives", () -> {}));
        other.look();
        other.stop();
        assertThat(done).isEmpty();
    }
}
