package org.kithwork.funnel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.funnel.internal.opportunity.MoveDraft;
import org.kithwork.funnel.internal.pipeline.Pipeline;
import org.kithwork.funnel.internal.pipeline.PipelineDraft;
import org.kithwork.funnel.internal.pipeline.PipelineDraft.StageDraft;
import org.kithwork.funnel.internal.pipeline.Stage;
import org.kithwork.funnel.internal.pipeline.StageKind;
import org.kithwork.funnel.internal.report.ReportFilter;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakePatch;
import org.kithwork.text.Bilingual;

/** What is kept beside opportunities is what follows from their steps. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class RecountTest {

    private static final int OPPORTUNITIES = 25;
    private static final int MOVES = 12;

    private final DatabaseKind kind;
    private Funnel funnel;

    RecountTest(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        funnel = new Funnel(kind);
    }

    @AfterEach
    void close() {
        funnel.close();
    }

    private void recount() {
        funnel.recounts.askForAll();
        funnel.recounts.run();
    }

    /** All that follows, row by row. */
    private List<String> kept() throws SQLException {
        var rows = new ArrayList<String>();
        rows.addAll(
                rows(
                        "SELECT id, furthest_stage, decided_key, decided_on, cycle_ms, since_ms FROM funnel_opportunity ORDER BY id"));
        rows.addAll(rows(
                "SELECT opportunity_id, stage_id, total_ms, stays FROM funnel_stay ORDER BY opportunity_id, stage_id"));
        return rows;
    }

    private List<String> rows(String query) throws SQLException {
        var rows = new ArrayList<String>();
        try (var connection = funnel.database.dataSource().getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery(query)) {
            while (found.next()) {
                var cells = new ArrayList<String>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    cells.add(String.valueOf(found.getString(i)));
                }
                rows.add(String.join(" ", cells));
            }
        }
        return rows;
    }

    private void spoil(String... statements) throws SQLException {
        try (var connection = funnel.database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            for (var each : statements) {
                statement.executeUpdate(each);
            }
        }
    }

    private Pipeline other() {
        return funnel.pipelines.create(new PipelineDraft(
                new Bilingual(null, "Trade"),
                null,
                null,
                List.of(
                        new StageDraft(null, new Bilingual(null, "Talks"), "OPEN", 30, null, null, null),
                        new StageDraft(null, new Bilingual(null, "Signed"), "WON", null, null, null, null),
                        new StageDraft(null, new Bilingual(null, "Gone"), "LOST", null, null, null, null)),
                null));
    }

    /** Moves opportunities at random, by every kind of move, while time goes by. */
    private void muddle(long seed) {
        var random = new Random(seed);
        var pipelines = List.of(funnel.standard(), other());
        for (int i = 0; i < OPPORTUNITIES; i++) {
            var one = funnel.book.create(Funnel.draft(funnel.customers.add(), "10"));
            for (int move = random.nextInt(MOVES); move > 0; move--) {
                funnel.clock.advance(Duration.ofMinutes(1 + random.nextInt(5000)));
                var now = funnel.opportunities.get(one.id());
                var open = now.status().name().equals("OPEN");
                var pipeline = open
                        ? pipelines.get(random.nextInt(2))
                        : pipelines.stream()
                                .filter(each -> each.id().equals(now.pipelineId()))
                                .findFirst()
                                .orElseThrow();
                var stages = pipeline.stages().stream()
                        .filter(stage -> pipeline.id().equals(now.pipelineId()) || stage.kind() == StageKind.OPEN)
                        .toList();
                var to = stages.get(random.nextInt(stages.size()));
                var reason = to.kind() == StageKind.LOST && open ? "PRICE" : "again";
                funnel.moves.move(
                        one.id(),
                        new MoveDraft(to.id().value(), null, pipeline.id().value(), reason, null));
            }
        }
    }

    @Test
    @DisplayName(
            "FUN-05, FUN-06: what is kept beside the steps is what follows from them, and is computed from them again")
    void whatIsKeptFollowsFromTheSteps() throws SQLException {
        muddle(20260302);
        var before = kept();
        assertThat(rows("SELECT COUNT(*) FROM funnel_transition WHERE move = 'REOPEN'")
                        .get(0))
                .isNotEqualTo("0");
        assertThat(rows("SELECT COUNT(*) FROM funnel_transition WHERE move = 'SWITCH'")
                        .get(0))
                .isNotEqualTo("0");

        recount();
        assertThat(kept()).isEqualTo(before);

        spoil(
                "UPDATE funnel_opportunity SET furthest_stage = NULL, since_ms = 0",
                "UPDATE funnel_opportunity SET decided_key = NULL, decided_on = NULL, cycle_ms = 7",
                "DELETE FROM funnel_stay");
        assertThat(kept()).isNotEqualTo(before);
        recount();
        assertThat(kept()).isEqualTo(before);
        assertThat(rows("SELECT * FROM funnel_recount")).isEmpty();
    }

    /** Whether somebody waits for a row that another one holds. */
    private boolean somebodyWaits() throws SQLException {
        var waiting = kind == DatabaseKind.DERBY
                ? "SELECT COUNT(*) FROM SYSCS_DIAG.LOCK_TABLE WHERE STATE = 'WAIT'"
                : "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
        return !rows(waiting).get(0).equals("0");
    }

    @Test
    @DisplayName("FUN-06: an opportunity that goes to another pipeline while it is counted anew is left to that one")
    void whileItGoesToAnotherPipeline() throws Exception {
        var trade = other();
        var one = funnel.move(funnel.book.create(Funnel.draft(funnel.customers.add(), "10")), "Consideration");
        reorder();
        var counting = Executors.newSingleThreadExecutor();
        try {
            var counted = new ArrayList<Future<?>>();
            funnel.database.transactions().run(() -> {
                funnel.moves.move(
                        one.id(),
                        new MoveDraft(
                                trade.first().id().value(), null, trade.id().value(), null, null));
                counted.add(counting.submit(funnel.recounts::run));
                Awaitility.await().until(this::somebodyWaits);
            });
            counted.get(0).get(1, TimeUnit.MINUTES);
        } finally {
            counting.shutdownNow();
        }

        assertThat(rows("SELECT furthest_stage FROM funnel_opportunity"))
                .containsExactly(trade.first().id().value());
    }

    @Test
    @DisplayName(
            "FUN-06: when the stages of a pipeline change their order, it is counted anew how far opportunities came")
    void theOrderOfStages() {
        funnel.move(funnel.book.create(Funnel.draft(funnel.customers.add(), "10")), "Research and evaluation");
        assertThat(reached()).containsExactly(1L, 1L, 0L, 0L);

        reorder();
        funnel.recounts.run();

        assertThat(reached()).as("what was skipped counts as reached").containsExactly(1L, 1L, 1L, 0L);
    }

    /** Swaps two stages of the standard pipeline, so that it alone is to be counted anew. */
    private void reorder() {
        var standard = funnel.standard();
        var stages = new ArrayList<Stage>(standard.stages());
        Collections.swap(stages, 1, 2);
        var drafts = stages.stream()
                .map(stage -> new StageDraft(
                        stage.id().value(), stage.name(), stage.kind().name(), stage.probability(), null, null, null))
                .toArray();
        funnel.pipelines.change(standard.id(), standard.version(), FakePatch.of("stages", drafts));
    }

    private List<Long> reached() {
        return funnel.reports.conversion(ReportFilter.ALL).soFar().steps().stream()
                .map(step -> step.reached())
                .toList();
    }
}
