package org.kithwork.funnel.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.funnel.internal.opportunity.MoveDraft;
import org.kithwork.funnel.internal.opportunity.Opportunity;
import org.kithwork.funnel.internal.opportunity.OpportunityDraft;
import org.kithwork.funnel.internal.opportunity.Task;
import org.kithwork.funnel.internal.pipeline.EntryTask;
import org.kithwork.funnel.internal.pipeline.Pipeline;
import org.kithwork.funnel.internal.pipeline.PipelineDraft;
import org.kithwork.funnel.internal.pipeline.PipelineDraft.StageDraft;
import org.kithwork.funnel.internal.pipeline.PipelineDraft.TaskDraft;
import org.kithwork.permission.TeamId;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Problem;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeAccess;
import org.kithwork.test.FakePatch;
import org.kithwork.text.Bilingual;

/** Whose a pipeline is, and what its stages have people do. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class StagesTest {

    private static final UserId SOMEBODY = new UserId(FakeAccess.SOMEBODY.id());

    private final DatabaseKind kind;
    private Funnel funnel;

    StagesTest(DatabaseKind kind) {
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

    private static String code(ThrowingCallable action) {
        var caught = new String[1];
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> caught[0] = problem.faults().isEmpty()
                                ? problem.code()
                                : problem.faults().get(0).pointer() + " "
                                        + problem.faults().get(0).message().code());
        return caught[0];
    }

    private Pipeline pipeline(@Nullable List<String> teams, @Nullable List<String> stores) {
        return funnel.pipelines.create(new PipelineDraft(
                new Bilingual("批发", "Trade"),
                teams,
                stores,
                List.of(
                        new StageDraft(null, new Bilingual(null, "Talks"), "OPEN", 30, null, null, null),
                        new StageDraft(null, new Bilingual(null, "Signed"), "WON", null, null, null, null),
                        new StageDraft(null, new Bilingual(null, "Gone"), "LOST", null, null, null, null)),
                null));
    }

    /** The standard pipeline takes nothing more. */
    private void retireStandard() {
        funnel.pipelines.change(funnel.standard().id(), funnel.standard().version(), FakePatch.of("retired", true));
    }

    private OpportunityDraft in(@Nullable Pipeline pipeline, @Nullable String store) {
        return new OpportunityDraft(
                funnel.customers.add().value(),
                pipeline == null ? null : pipeline.id().value(),
                null,
                "Tea",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                store,
                null,
                null);
    }

    @Test
    @DisplayName("FUN-03: a pipeline of a team takes what belongs to whoever is in it or in one below, and nobody else")
    void pipelinesOfTeams() {
        var trade = funnel.company.team("Trade", null);
        var north = funnel.company.team("North", trade);
        var other = funnel.company.team("Shops", null);
        var pipeline = pipeline(List.of(trade.value()), null);

        assertThat(code(() -> funnel.book.create(in(pipeline, null)))).isEqualTo("/pipelineId pipeline-of-others");
        funnel.company.joins(SOMEBODY, other);
        assertThat(code(() -> funnel.book.create(in(pipeline, null)))).isEqualTo("/pipelineId pipeline-of-others");
        funnel.company.joins(SOMEBODY, north);
        var one = funnel.book.create(in(pipeline, null));

        var stranger = funnel.users.employ("韩梅梅");
        assertThat(code(() -> funnel.book.change(one.id(), one.version(), FakePatch.of("ownerId", stranger.id()))))
                .isEqualTo("/ownerId pipeline-of-others");
    }

    @Test
    @DisplayName("FUN-03: of a store that a pipeline is not for nothing begins in it and nothing is moved to it")
    void pipelinesOfStores() {
        var here = funnel.company.open("本店").value();
        var there = funnel.company.open("别店").value();
        var pipeline = pipeline(null, List.of(here));
        var one = funnel.book.create(in(null, there));

        assertThat(code(() -> funnel.book.create(in(pipeline, there)))).isEqualTo("/pipelineId pipeline-of-others");
        assertThat(code(() -> funnel.moves.move(
                        one.id(),
                        new MoveDraft(
                                pipeline.first().id().value(),
                                null,
                                pipeline.id().value(),
                                null,
                                null))))
                .isEqualTo("/pipeline pipeline-of-others");
        assertThat(funnel.book.create(in(pipeline, here)).pipelineId()).isEqualTo(pipeline.id());
    }

    @Test
    @DisplayName("FUN-03: where none is named the first pipeline is taken that is for the owner and the store")
    void theFirstThatFits() {
        var here = funnel.company.open("本店").value();
        var there = funnel.company.open("别店").value();
        pipeline(null, List.of(here));
        var second = pipeline(null, List.of(there));
        retireStandard();

        assertThat(funnel.book.create(in(null, there)).pipelineId()).isEqualTo(second.id());
        assertThat(code(() -> funnel.book.create(in(null, null)))).isEqualTo("no-pipeline");
    }

    @Test
    @DisplayName("FUN-03: a team that is not there is refused")
    void unknownTeams() {
        assertThat(code(() -> pipeline(List.of(new TeamId(funnel.ids.next()).value()), null)))
                .isEqualTo("/teams id-invalid");
    }

    private void ask(String stage, TaskDraft... tasks) {
        var standard = funnel.standard();
        var stages = standard.stages().stream()
                .map(one -> new StageDraft(
                        one.id().value(),
                        one.name(),
                        one.kind().name(),
                        one.probability(),
                        null,
                        null,
                        stage.equals(one.name().en())
                                ? List.of(tasks)
                                : one.tasks().stream()
                                        .map(task -> new TaskDraft(
                                                task.id(), task.kind().name(), task.subject(), task.days()))
                                        .toList()))
                .toArray();
        funnel.pipelines.change(standard.id(), standard.version(), FakePatch.of("stages", stages));
    }

    @Test
    @DisplayName("FUN-12: whoever enters a stage has its tasks once, also after he was taken back and came again")
    void tasksComeOnce() {
        ask("Consideration", new TaskDraft(null, "VISIT", "带样品上门", 3), new TaskDraft(null, null, "确认预算", null));
        var customer = funnel.customers.add();
        var one = funnel.move(funnel.book.create(Funnel.draft(customer, "10")), "Consideration");
        funnel.move(funnel.move(one, "Awareness"), "Consideration");

        assertThat(funnel.planner.entries)
                .extracting(entry -> entry.kind() + " " + entry.subject() + " " + entry.at())
                .containsExactly("CALL 确认预算 2026-03-02T02:00:00Z", "VISIT 带样品上门 2026-03-05T02:00:00Z");
        assertThat(funnel.planner.entries).allMatch(entry -> entry.customer().equals(customer));
        assertThat(funnel.planner.entries).allMatch(entry -> entry.owner().id().equals(SOMEBODY.value()));
        assertThat(funnel.tasks.list(one.id())).hasSize(2).allMatch(task -> task.followUpId() != null);
    }

    @Test
    @DisplayName(
            "FUN-12: what cannot be planned waits, and is planned once there is a customer and somebody who keeps it")
    void tasksWait() {
        ask("Awareness", new TaskDraft(null, "MAIL", "发资料", 1));
        Opportunity one = funnel.book.create(Funnel.draft(null, "10"));
        assertThat(funnel.tasks.list(one.id()))
                .singleElement()
                .matches(task -> task.followUpId() == null && task.kind() == EntryTask.Kind.MAIL);

        funnel.planner.open = false;
        var named = funnel.book.change(
                one.id(),
                one.version(),
                FakePatch.of("customerId", funnel.customers.add().value()));
        assertThat(funnel.planner.entries).isEmpty();
        funnel.planner.open = true;
        assertThat(funnel.tasks.plan(named.id())).extracting(Task::followUpId).doesNotContainNull();
        funnel.tasks.plan(named.id());

        assertThat(funnel.planner.entries).hasSize(1);
    }

    @Test
    @DisplayName("FUN-12: a task that changes its words is the same one; what is at fault in it is named by its place")
    void tasksAreKept() {
        ask("Awareness", new TaskDraft(null, "CALL", "来电", 0));
        var task = funnel.stage("Awareness").tasks().get(0);
        ask("Awareness", new TaskDraft(task.id(), "CALL", "回电", 1));

        assertThat(funnel.stage("Awareness").tasks())
                .singleElement()
                .matches(now -> now.id().equals(task.id()) && now.subject().equals("回电") && now.days() == 1);
        assertThat(code(() -> ask("Awareness", new TaskDraft(funnel.ids.next(), "CALL", "x", 0))))
                .isEqualTo("/stages/0/tasks/0/id id-invalid");
        assertThat(code(() -> ask("Awareness", new TaskDraft(null, "CALL", "x", 366))))
                .isEqualTo("/stages/0/tasks/0/days days-range");
        assertThat(code(() -> ask("Awareness", new TaskDraft(null, "PIGEON", " ", 0))))
                .isEqualTo("/stages/0/tasks/0/kind choice-invalid");
    }

    @Test
    @DisplayName("FUN-12: an opportunity that is won is looked after a month later")
    void afterTheSale() {
        var won = funnel.move(funnel.book.create(Funnel.draft(funnel.customers.add(), "10")), "Purchase");
        assertThat(funnel.planner.entries).isEmpty();
        funnel.move(won, "Relationship maintenance");

        assertThat(funnel.planner.entries)
                .singleElement()
                .matches(entry -> entry.kind().equals("CALL"));
        assertThat(Set.copyOf(funnel.tasks.list(won.id()))).hasSize(1);
    }
}
