package org.kithwork.funnel.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.funnel.internal.opportunity.ForecastCategory;
import org.kithwork.funnel.internal.opportunity.LostReasons;
import org.kithwork.funnel.internal.opportunity.MoveDraft;
import org.kithwork.funnel.internal.opportunity.Opportunities.Filter;
import org.kithwork.funnel.internal.opportunity.Opportunities.Order;
import org.kithwork.funnel.internal.opportunity.Opportunity;
import org.kithwork.funnel.internal.opportunity.OpportunityDraft;
import org.kithwork.funnel.internal.opportunity.Status;
import org.kithwork.funnel.internal.opportunity.Transition;
import org.kithwork.funnel.internal.pipeline.Move;
import org.kithwork.funnel.internal.pipeline.PipelineDraft;
import org.kithwork.funnel.internal.pipeline.PipelineDraft.StageDraft;
import org.kithwork.funnel.internal.pipeline.StageKind;
import org.kithwork.money.Money;
import org.kithwork.money.MoneyDraft;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Actor;
import org.kithwork.permission.FieldAccess;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Problem;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeAccess;
import org.kithwork.test.FakePaging;
import org.kithwork.test.FakePatch;
import org.kithwork.text.Bilingual;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class OpportunitiesTest {

    private final DatabaseKind kind;
    private Funnel funnel;

    OpportunitiesTest(DatabaseKind kind) {
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

    private Opportunity made(@Nullable String amount) {
        return funnel.book.create(Funnel.draft(funnel.customers.add(), amount));
    }

    private static Problem problem(ThrowingCallable action) {
        var caught = new Problem[1];
        assertThatThrownBy(action).isInstanceOfSatisfying(Problem.class, problem -> caught[0] = problem);
        return caught[0];
    }

    private static List<String> pointers(Problem problem) {
        return problem.faults().stream().map(Fault::pointer).toList();
    }

    @Test
    @DisplayName("FUN-01: an opportunity keeps all that is said of it, and its amount is the sum of its products")
    void keepsWhatIsSaid() {
        var customer = funnel.customers.add();
        var store = funnel.company.open("南京西路店");
        var helper = funnel.users.employ("李雷");
        var draft = new OpportunityDraft(
                customer.value(),
                null,
                null,
                "大堂用茶",
                null,
                "CNY",
                "2026-09-30",
                40,
                "exhibition",
                funnel.ids.next(),
                List.of(
                        new OpportunityDraft.Line("T-1", "龙井", "2.5", new MoneyDraft("33.33", null), null),
                        new OpportunityDraft.Line(
                                null, "茶具", null, new MoneyDraft("200", null), new MoneyDraft("20", null))),
                null,
                List.of(helper.id()),
                store.value(),
                "Another house",
                "BEST_CASE");

        var kept = funnel.opportunities.get(funnel.book.create(draft).id());

        assertThat(kept.title()).isEqualTo("大堂用茶");
        assertThat(kept.amount()).isEqualTo(Money.of("263.33", "CNY"));
        assertThat(kept.products())
                .extracting(line -> line.net())
                .containsExactly(Money.of("83.33", "CNY"), Money.of("180.00", "CNY"));
        assertThat(kept.closeOn()).hasToString("2026-09-30");
        assertThat(kept.probability()).isEqualTo(40);
        assertThat(kept.source()).isEqualTo("exhibition");
        assertThat(kept.campaignId()).isEqualTo(draft.campaignId());
        assertThat(kept.owner().name()).isEqualTo("Somebody");
        assertThat(kept.collaborators()).extracting(user -> user.name()).containsExactly("李雷");
        assertThat(kept.storeId()).isEqualTo(store);
        assertThat(kept.competitor()).isEqualTo("Another house");
        assertThat(kept.forecast()).isEqualTo(ForecastCategory.BEST_CASE);
        assertThat(kept.status()).isEqualTo(Status.OPEN);
        assertThat(kept.openedAt()).isEqualTo(funnel.clock.instant());
    }

    @Test
    @DisplayName("FUN-01: every fault is named at once, with its place")
    void namesEveryFault() {
        var problem = problem(() -> funnel.book.create(new OpportunityDraft(
                "no-id",
                null,
                null,
                " ",
                new MoneyDraft("-1", "CNY"),
                null,
                "2026-13-01",
                101,
                null,
                null,
                null,
                "00000000-0000-7000-8000-00000000dead",
                List.of("x"),
                "00000000-0000-7000-8000-00000000dead",
                null,
                "SURELY")));

        assertThat(pointers(problem))
                .containsExactlyInAnyOrder(
                        "/customerId",
                        "/title",
                        "/amount/amount",
                        "/closeOn",
                        "/probability",
                        "/ownerId",
                        "/collaborators/0",
                        "/storeId",
                        "/forecast");
    }

    @Test
    @DisplayName("FUN-01: an amount that is not that of the products is refused")
    void theAmountIsThatOfTheProducts() {
        var draft = new OpportunityDraft(
                null,
                null,
                null,
                "Tea",
                new MoneyDraft("99", "CNY"),
                null,
                null,
                null,
                null,
                null,
                List.of(new OpportunityDraft.Line(null, "Tea", "1", new MoneyDraft("100", null), null)),
                null,
                null,
                null,
                null,
                null);

        assertThat(pointers(problem(() -> funnel.book.create(draft)))).containsExactly("/amount/amount");
    }

    @Test
    @DisplayName("FUN-02: the classic stages are there from the start, and each open one leads to lost")
    void theClassicStages() {
        var stages = funnel.standard().stages();

        assertThat(stages)
                .extracting(stage -> stage.name().en())
                .containsExactly(
                        "Awareness",
                        "Research and evaluation",
                        "Consideration",
                        "Purchase",
                        "Relationship maintenance",
                        "Lost");
        assertThat(stages).extracting(stage -> stage.probability()).containsExactly(10, 25, 50, 100, 100, 0);
        for (var name : List.of("Awareness", "Research and evaluation", "Consideration")) {
            var one = made("100");
            var there = name.equals("Awareness") ? one : funnel.move(one, name);
            assertThat(funnel.move(there, "Lost", "PRICE").status()).isEqualTo(Status.LOST);
        }
    }

    @Test
    @DisplayName(
            "FUN-03: to another pipeline an opportunity goes into a stage that is named, and its history keeps the old names")
    void goesToAnotherPipeline() {
        var other = funnel.pipelines.create(new PipelineDraft(
                new Bilingual("大客户", "Key accounts"),
                null,
                null,
                List.of(
                        new StageDraft(null, new Bilingual(null, "Talks"), "OPEN", 30, null, null, null),
                        new StageDraft(null, new Bilingual(null, "Signed"), "WON", null, null, null, null),
                        new StageDraft(null, new Bilingual(null, "Gone"), "LOST", null, null, null, null)),
                null));
        var one = funnel.move(made("100"), "Consideration");
        var talks = Funnel.stage(other, "Talks");

        var moved = funnel.moves.move(
                one.id(), new MoveDraft(talks.id().value(), null, other.id().value(), null, null));

        assertThat(moved.pipelineId()).isEqualTo(other.id());
        assertThat(moved.stageId()).isEqualTo(talks.id());
        var last = last(one);
        assertThat(last.move()).isEqualTo(Move.SWITCH);
        assertThat(last.fromName()).isEqualTo(new Bilingual("考虑", "Consideration"));
        assertThat(last.toName()).isEqualTo(new Bilingual(null, "Talks"));
        var elsewhere = problem(() -> funnel.moves.move(one.id(), Funnel.to(funnel.stage("Awareness"), null)));
        assertThat(pointers(elsewhere)).containsExactly("/stage");
    }

    @Test
    @DisplayName("FUN-03: the names in the history stay when a stage is renamed")
    void historyKeepsNames() {
        var one = funnel.move(made("100"), "Consideration");
        var standard = funnel.standard();
        var renamed = standard.stages().stream()
                .map(stage -> new StageDraft(
                        stage.id().value(),
                        stage.kind() == StageKind.OPEN ? new Bilingual(null, "Renamed") : stage.name(),
                        stage.kind().name(),
                        stage.probability(),
                        null,
                        null,
                        null))
                .toArray();
        funnel.pipelines.change(standard.id(), standard.version(), FakePatch.of("stages", renamed));

        assertThat(last(one).toName().en()).isEqualTo("Consideration");
    }

    @Test
    @DisplayName("FUN-03: a stage in which opportunities stand cannot be removed, nor mean something else")
    void stagesThatAreNeededStay() {
        made("100");
        var standard = funnel.standard();
        var without = standard.stages().stream()
                .skip(1)
                .map(stage -> new StageDraft(
                        stage.id().value(), stage.name(), stage.kind().name(), stage.probability(), null, null, null))
                .toArray();
        var other = standard.stages().stream()
                .map(stage -> new StageDraft(
                        stage.id().value(),
                        stage.name(),
                        stage.kind() == StageKind.POST_SALE
                                ? "OPEN"
                                : stage.kind().name(),
                        stage.probability(),
                        null,
                        null,
                        null))
                .toArray();

        assertThat(problem(() -> funnel.pipelines.change(
                                standard.id(), standard.version(), FakePatch.of("stages", without)))
                        .code())
                .isEqualTo("stages-occupied");
        assertThat(pointers(problem(() ->
                        funnel.pipelines.change(standard.id(), standard.version(), FakePatch.of("stages", other)))))
                .contains("/stages/4/kind");
    }

    @Test
    @DisplayName(
            "FUN-04: a move that a stage does not allow is a conflict, and so is one for which something is missing, by name")
    void stageRules() {
        var standard = funnel.standard();
        var ruled = IntStream.range(0, standard.stages().size())
                .mapToObj(i -> {
                    var stage = standard.stages().get(i);
                    var required = i == 2 ? List.of("AMOUNT", "CLOSE_DATE") : null;
                    return new StageDraft(
                            stage.id().value(),
                            stage.name(),
                            stage.kind().name(),
                            stage.probability(),
                            required,
                            i == 2 ? List.of(1) : null,
                            null);
                })
                .toArray();
        funnel.pipelines.change(standard.id(), standard.version(), FakePatch.of("stages", ruled));
        var one = made(null);

        assertThat(problem(() -> funnel.move(one, "Consideration")).code()).isEqualTo("move-not-allowed");
        var there = funnel.move(one, "Research and evaluation");
        var missing = problem(() -> funnel.move(there, "Consideration"));
        assertThat(missing.code()).isEqualTo("fields-missing");
        assertThat(pointers(missing)).containsExactly("/amount", "/closeOn");

        var full = funnel.book.change(
                there.id(),
                there.version(),
                FakePatch.of("amount", new MoneyDraft("10", "CNY")).with("closeOn", "2026-12-01"));
        var in = funnel.move(full, "Consideration");
        assertThat(problem(() -> funnel.book.change(in.id(), in.version(), FakePatch.of("closeOn", null)))
                        .code())
                .isEqualTo("fields-missing");
        assertThat(problem(() -> funnel.book.create(Funnel.draft(
                                null,
                                (MoneyDraft) null,
                                funnel.stage("Consideration").id().value())))
                        .code())
                .isEqualTo("fields-missing");
    }

    @Test
    @DisplayName("FUN-04: nothing is won without a customer")
    void nothingIsWonOfNobody() {
        var one = funnel.book.create(Funnel.draft(null, "100"));

        assertThat(pointers(problem(() -> funnel.move(one, "Purchase")))).containsExactly("/customerId");

        var of = funnel.book.change(
                one.id(),
                one.version(),
                FakePatch.of("customerId", funnel.customers.add().value()));
        assertThat(funnel.move(of, "Purchase").status()).isEqualTo(Status.WON);
    }

    @Test
    @DisplayName("FUN-04: to take an opportunity back, and to open a decided one again, needs a right of its own")
    void rightsOfMoves() {
        var clerk = funnel.user(
                "韩梅梅",
                FakeAccess.ALL,
                FunnelPermissions.VIEW_PIPELINES,
                FunnelPermissions.VIEW_OPPORTUNITIES,
                FunnelPermissions.CREATE_OPPORTUNITIES,
                FunnelPermissions.EDIT_OPPORTUNITIES);
        funnel.access.run(clerk, () -> {
            var one = funnel.move(made("100"), "Consideration");
            assertThat(problem(() -> funnel.move(one, "Awareness")).code()).isEqualTo("forbidden");
            var won = funnel.move(one, "Purchase");
            assertThat(problem(() -> funnel.move(won, "Consideration", "a mistake"))
                            .code())
                    .isEqualTo("forbidden");
            assertThat(funnel.move(won, "Relationship maintenance").status()).isEqualTo(Status.WON);
        });
        funnel.access.grant(clerk, FunnelPermissions.ROLL_BACK_OPPORTUNITIES, FunnelPermissions.REOPEN_OPPORTUNITIES);
        funnel.access.run(clerk, () -> {
            var one = funnel.move(funnel.move(made("100"), "Consideration"), "Awareness");
            var won = funnel.move(one, "Purchase");
            assertThat(pointers(problem(() -> funnel.move(won, "Consideration"))))
                    .containsExactly("/reason");
            assertThat(funnel.move(won, "Consideration", "a mistake").status()).isEqualTo(Status.OPEN);
        });
    }

    @Test
    @DisplayName("FUN-05: the time in a stage is the sum of all stays, the running one until now")
    void staysAddUp() {
        var one = made("100");
        funnel.clock.advance(Duration.ofDays(2));
        one = funnel.move(one, "Consideration");
        funnel.clock.advance(Duration.ofDays(3));
        one = funnel.move(one, "Awareness");
        funnel.clock.advance(Duration.ofDays(5));

        var stays = funnel.opportunities.stays(one.id());

        assertThat(stays)
                .containsEntry(funnel.stage("Awareness").id().value(), Duration.ofDays(7))
                .containsEntry(funnel.stage("Consideration").id().value(), Duration.ofDays(3));
    }

    @Test
    @DisplayName("FUN-08: won is a hundred and lost is nothing, whatever anybody estimated before")
    void statusAndProbabilityAreOneThing() {
        var one = made("100");
        var estimated = funnel.book.change(one.id(), one.version(), FakePatch.of("probability", 35));
        assertThat(estimated.probabilityIn(funnel.stage("Awareness"))).isEqualTo(35);

        var won = funnel.move(estimated, "Purchase");
        assertThat(won.probabilityIn(funnel.stage("Purchase"))).isEqualTo(100);
        assertThat(won.wonAt()).isEqualTo(funnel.clock.instant());
        var open = funnel.move(won, "Consideration", "a mistake");
        assertThat(open.probabilityIn(funnel.stage("Consideration"))).isEqualTo(50);
        assertThat(open.wonAt()).isNull();
        var lost = funnel.move(open, "Lost", "PRICE");
        assertThat(lost.probabilityIn(funnel.stage("Lost"))).isZero();
        assertThat(problem(() -> funnel.book.change(lost.id(), lost.version(), FakePatch.of("probability", 50)))
                        .code())
                .isEqualTo("decided-probability");
    }

    @Test
    @DisplayName("FUN-08, FUN-11: a column sums its amounts and weighs them, in one currency at a dated rate")
    void theBoardSums() {
        made("100");
        var mine = made("50.50");
        funnel.book.change(mine.id(), mine.version(), FakePatch.of("probability", 33));
        made(null);
        funnel.book.create(Funnel.draft(funnel.customers.add(), new MoneyDraft("10", "USD"), null));
        funnel.book.create(Funnel.draft(funnel.customers.add(), new MoneyDraft("7", "EUR"), null));
        funnel.move(made("1000"), "Purchase");
        funnel.rates.put("USD", new BigDecimal("7.1"));

        var board = funnel.boards.of(null, null);

        assertThat(board.columns()).hasSize(3);
        var first = board.columns().get(0);
        assertThat(first.count()).isEqualTo(5);
        assertThat(first.sum()).isEqualTo(Money.of("221.50", "CNY"));
        // 10 + 16.665 + 7.1
        assertThat(first.weighted()).isEqualTo(Money.of("33.77", "CNY"));
        assertThat(board.withoutRate()).extracting(Currency::getCurrencyCode).containsExactly("EUR");
    }

    @Test
    @DisplayName("FUN-11: sums are made of what one may see, and amounts that are hidden are not summed")
    void sumsRespectScopeAndMasks() {
        var first =
                Filter.column(funnel.standard().id(), funnel.stage("Awareness").id(), null);
        var clerk = funnel.users.employ("韩梅梅");
        funnel.access.grant(
                clerk,
                Funnel.own(clerk),
                "core:customer:view",
                FunnelPermissions.VIEW_OPPORTUNITIES,
                FunnelPermissions.CREATE_OPPORTUNITIES,
                FunnelPermissions.EDIT_OPPORTUNITIES);
        made("100");
        funnel.access.run(clerk, () -> {
            funnel.book.create(Funnel.draft(null, "30"));
            assertThat(funnel.boards.of(null, null).columns().get(0).sum()).isEqualTo(Money.of("30.00", "CNY"));
        });
        funnel.fields.limit("funnel:opportunity", "amount", FieldAccess.HIDE);
        funnel.access.run(clerk, () -> {
            var column = funnel.boards.of(null, null).columns().get(0);
            assertThat(column.count()).isEqualTo(1);
            assertThat(column.sum()).isNull();
            assertThat(column.weighted()).isNull();
            var one = funnel.opportunities
                    .list(first, Order.CLOSE, PageRequest.first(10))
                    .items()
                    .get(0);
            assertThat(one.amount()).isNull();
            assertThat(problem(() -> funnel.book.change(
                                    one.id(), one.version(), FakePatch.of("amount", new MoneyDraft("1", "CNY"))))
                            .code())
                    .isEqualTo("fields-forbidden");
        });
    }

    @Test
    @DisplayName("FUN-01: who works on an opportunity sees it, and nobody else of another team")
    void collaboratorsSeeIt() {
        var one = made("100");
        var helper = own("李雷");
        var stranger = own("王五");
        var given = funnel.book.change(one.id(), one.version(), FakePatch.of("collaborators", List.of(helper.id())));

        assertThat(funnel.access.as(helper, () -> seen()))
                .containsExactly(given.id().value());
        assertThat(funnel.access.as(stranger, () -> seen())).isEmpty();
        var customer = given.customerId();
        funnel.customers.restrict(Objects.requireNonNull(customer));
        assertThat(funnel.access.as(helper, () -> seen())).isEmpty();
    }

    private Actor own(String name) {
        var user = funnel.users.employ(name);
        funnel.access.grant(user, Funnel.own(user), "core:customer:view", FunnelPermissions.VIEW_OPPORTUNITIES);
        return user;
    }

    private List<String> seen() {
        var all = new Filter(null, null, null, null, null, null, null);
        return funnel.opportunities.list(all, Order.OPENED, PageRequest.first(10)).items().stream()
                .map(one -> one.id().value())
                .toList();
    }

    @Test
    @DisplayName(
            "FUN-01, S-14: an opportunity is not given to a customer whom one may not see: he answers as one who is not there")
    void customersOutOfScope() {
        var seller = funnel.user(
                "李雷", Funnel.own(funnel.users.employ("王芳")), "funnel:opportunity:create", "funnel:opportunity:edit");
        funnel.access.grant(
                seller, Funnel.own(seller), "core:customer:view", "funnel:opportunity:view", "funnel:opportunity:edit");
        var foreign = funnel.customers.add();
        funnel.access.run(seller, () -> {
            var one = funnel.book.create(Funnel.draft(null, "10"));
            assertThat(problem(() -> funnel.book.change(
                                    one.id(), one.version(), FakePatch.of("customerId", foreign.value())))
                            .code())
                    .isEqualTo("not-found");
            assertThat(problem(() -> funnel.book.create(Funnel.draft(foreign, "10")))
                            .code())
                    .isEqualTo("not-found");
            assertThat(funnel.opportunities.get(one.id()).customerId()).isNull();
        });
    }

    @Test
    @DisplayName("FUN-11: a list by the day of the decision goes on where a page ended, those without a day behind")
    void listsByDay() {
        var days = new String[] {"2026-10-01", null, "2026-09-01", "2026-10-01"};
        for (var day : days) {
            var one = made("1");
            funnel.book.change(one.id(), one.version(), FakePatch.of("closeOn", day));
        }
        var all = new Filter(null, null, null, Status.OPEN, null, null, null);

        var first = funnel.opportunities.list(all, Order.CLOSE, PageRequest.first(2));
        var second = funnel.opportunities.list(all, Order.CLOSE, new FakePaging().request(2, first.next()));

        assertThat(first.items()).extracting(one -> "" + one.closeOn()).containsExactly("2026-09-01", "2026-10-01");
        assertThat(second.items()).extracting(one -> "" + one.closeOn()).containsExactly("2026-10-01", "null");
        var october = new Filter(null, null, null, null, null, LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 1));
        assertThat(funnel.opportunities
                        .list(october, Order.CLOSE, PageRequest.first(9))
                        .items())
                .hasSize(2);
    }

    @Test
    @DisplayName(
            "FUN-13: nothing is lost without one of the reasons, and who opens it again does not make the reason forgotten")
    void lostReasons() {
        var one = made("100");

        assertThat(pointers(problem(() -> funnel.move(one, "Lost")))).containsExactly("/reason");
        assertThat(pointers(problem(() -> funnel.move(one, "Lost", "BAD_LUCK"))))
                .containsExactly("/reason");

        var lost = funnel.moves.move(
                one.id(), new MoveDraft(funnel.stage("Lost").id().value(), null, null, "COMPETITOR", "A house"));
        assertThat(lost.lostReason()).isEqualTo("COMPETITOR");
        assertThat(lost.competitor()).isEqualTo("A house");
        var again = funnel.move(lost, "Consideration", "they called");
        assertThat(again.lostReason()).isEqualTo("COMPETITOR");
        assertThat(again.lostAt()).isNull();
        assertThat(last(one).reason()).isEqualTo("they called");
        assertThat(funnel.journal.types())
                .containsExactly("funnel.opportunity.opened", "funnel.opportunity.lost", "funnel.opportunity.reopened");
    }

    @Test
    @DisplayName("FUN-13: a reason that is retired may not be given any more")
    void retiredReasons() {
        funnel.reasons.put("PRICE", new LostReasons.Draft(new Bilingual(null, "Price"), true));

        assertThat(pointers(problem(() -> funnel.move(made("1"), "Lost", "PRICE"))))
                .containsExactly("/reason");
    }

    @Test
    @DisplayName("FUN-04: of two who move one card at once the second learns that it is elsewhere")
    void twoMoveAtOnce() throws Exception {
        var one = made("100");
        var from = one.stageId().value();
        var to = List.of("Research and evaluation", "Consideration");
        var pool = Executors.newFixedThreadPool(2);
        try {
            List<Callable<String>> both = to.stream()
                    .map(name -> (Callable<String>) () -> {
                        try {
                            funnel.moves.move(
                                    one.id(),
                                    new MoveDraft(funnel.stage(name).id().value(), from, null, null, null));
                            return "moved";
                        } catch (Problem e) {
                            return e.code();
                        }
                    })
                    .toList();
            var answers =
                    pool.invokeAll(both).stream().map(OpportunitiesTest::get).toList();
            assertThat(answers).containsExactlyInAnyOrder("moved", "moved-meanwhile");
        } finally {
            pool.shutdownNow();
        }
        assertThat(funnel.opportunities.history(one.id())).hasSize(2);
    }

    private static String get(Future<String> answer) {
        try {
            return answer.get();
        } catch (Exception e) {
            return e.toString();
        }
    }

    @Test
    @DisplayName("FUN-14: an opportunity is given only by whom it may be, and only to whoever will see it")
    void owners() {
        var one = made("100");
        var blind = funnel.users.employ("No rights");
        funnel.users.blind(blind);
        var gone = funnel.users.employ("Gone");
        funnel.users.leave(gone);
        var mate = funnel.users.employ("Mate");

        for (var nobody : List.of(blind, gone)) {
            assertThat(pointers(problem(
                            () -> funnel.book.change(one.id(), one.version(), FakePatch.of("ownerId", nobody.id())))))
                    .containsExactly("/ownerId");
        }
        var given = funnel.book.change(one.id(), one.version(), FakePatch.of("ownerId", mate.id()));
        assertThat(funnel.opportunities.get(given.id()).owner().name()).isEqualTo("Mate");
        funnel.access.grant(
                mate,
                Funnel.own(mate),
                "core:customer:view",
                FunnelPermissions.VIEW_OPPORTUNITIES,
                FunnelPermissions.EDIT_OPPORTUNITIES);
        funnel.access.run(
                mate,
                () -> assertThat(pointers(problem(() -> funnel.book.change(
                                given.id(), given.version(), FakePatch.of("ownerId", FakeAccess.SOMEBODY.id())))))
                        .containsExactly("/ownerId"));
    }

    private Transition last(Opportunity one) {
        var steps = funnel.opportunities.history(one.id());
        return steps.get(steps.size() - 1);
    }
}
