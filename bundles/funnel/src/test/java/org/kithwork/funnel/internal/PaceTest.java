package org.kithwork.funnel.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.funnel.internal.figure.SortedDurations;
import org.kithwork.funnel.internal.opportunity.Opportunities.Filter;
import org.kithwork.funnel.internal.opportunity.Opportunities.Order;
import org.kithwork.funnel.internal.opportunity.Opportunity;
import org.kithwork.funnel.internal.pace.Pace;
import org.kithwork.funnel.internal.pipeline.StageKind;
import org.kithwork.funnel.internal.report.ReportFilter;
import org.kithwork.funnel.internal.report.StageReport;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Problem;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.DerbyPlan;
import org.kithwork.test.FakePaging;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class PaceTest {

    private static final Filter STUCK = new Filter(null, null, null, null, null, null, null, true);

    private final DatabaseKind kind;
    private Funnel funnel;

    PaceTest(DatabaseKind kind) {
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

    private Opportunity made() {
        return funnel.book.create(Funnel.draft(funnel.customers.add(), "100"));
    }

    /** Has left Awareness after each of these many days, one after the other. */
    private void passed(int... days) {
        for (var count : days) {
            var one = made();
            funnel.clock.advance(Duration.ofDays(count));
            funnel.move(one, "Consideration");
        }
    }

    private Pace.OfStage pace(String stage) {
        return funnel.paces.of(null).stages().stream()
                .filter(line -> line.stageId().equals(funnel.stage(stage).id()))
                .findFirst()
                .orElseThrow();
    }

    private List<String> stuck() {
        return funnel.opportunities.list(STUCK, Order.OPENED, PageRequest.first(50)).items().stream()
                .map(one -> one.id().value())
                .toList();
    }

    @Test
    @DisplayName("FUN-20: stuck is what is in its stage for longer than four of five were there before")
    void overThePercentile() {
        passed(IntStream.rangeClosed(0, 10).toArray());
        funnel.paceUpkeep.run();
        assertThat(pace("Awareness").stays()).isEqualTo(11);
        assertThat(pace("Awareness").typicalDays()).isEqualByComparingTo("5");
        assertThat(pace("Awareness").slowDays()).isEqualByComparingTo("8");
        var one = made();

        funnel.clock.advance(Duration.ofDays(8));
        assertThat(stuck()).isEmpty();
        funnel.clock.advance(Duration.ofMillis(1));

        assertThat(stuck()).containsExactly(one.id().value());
        funnel.move(one, "Lost", "PRICE");
        assertThat(stuck()).isEmpty();
    }

    @Test
    @DisplayName("FUN-20: the limit is no fixed number: where opportunities used to stay longer, longer is not stuck")
    void noFixedNumber() {
        passed(IntStream.rangeClosed(0, 10).map(day -> day * 10).toArray());
        funnel.paceUpkeep.run();
        var one = made();
        funnel.clock.advance(Duration.ofDays(79));
        assertThat(stuck()).isEmpty();

        funnel.clock.advance(Duration.ofDays(2));

        assertThat(stuck()).containsExactly(one.id().value());
    }

    @Test
    @DisplayName("FUN-20: of fewer than ten that have left a stage nothing is concluded")
    void tooFew() {
        passed(1, 1, 1, 1, 1, 1, 1, 1, 1);
        funnel.paceUpkeep.run();
        made();
        funnel.clock.advance(Duration.ofDays(300));

        assertThat(stuck()).isEmpty();
        assertThat(pace("Awareness").stays()).isEqualTo(9);
        assertThat(pace("Awareness").slowDays()).isNull();

        passed(1);
        funnel.paceUpkeep.run();
        assertThat(stuck()).hasSize(1);
    }

    @Test
    @DisplayName("FUN-20: it is counted anew once an hour, and not more often")
    void countedOnceAnHour() {
        passed(1, 1);
        funnel.paceUpkeep.run();
        var one = made();
        funnel.move(one, "Consideration");
        funnel.clock.advance(Duration.ofMinutes(59));
        funnel.paceUpkeep.run();
        assertThat(pace("Awareness").stays()).isEqualTo(2);

        funnel.clock.advance(Duration.ofMinutes(1));
        funnel.paceUpkeep.run();

        assertThat(pace("Awareness").stays()).isEqualTo(3);
    }

    @Test
    @DisplayName("FUN-05, FUN-20: what came back to a stage counts with what it was there before")
    void reentryAddsUp() {
        passed(IntStream.rangeClosed(0, 10).toArray());
        funnel.paceUpkeep.run();
        var one = made();
        funnel.clock.advance(Duration.ofDays(5));
        one = funnel.move(one, "Consideration");
        funnel.clock.advance(Duration.ofDays(1));
        one = funnel.move(one, "Awareness");
        assertThat(one.stageSince()).isEqualTo(funnel.clock.instant().minus(Duration.ofDays(5)));
        assertThat(funnel.opportunities.get(one.id()).stageSince()).isEqualTo(one.stageSince());
        funnel.clock.advance(Duration.ofDays(3));
        assertThat(stuck()).isEmpty();

        funnel.clock.advance(Duration.ofSeconds(1));

        assertThat(stuck()).containsExactly(one.id().value());
    }

    @Test
    @DisplayName("FUN-20: a list of the stuck goes on where a page ended, and shows each what is his own")
    void pagesAndScope() {
        passed(1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        funnel.paceUpkeep.run();
        var clerk = funnel.users.employ("韩梅梅");
        funnel.access.grant(
                clerk,
                Funnel.own(clerk),
                "core:customer:view",
                FunnelPermissions.VIEW_OPPORTUNITIES,
                FunnelPermissions.CREATE_OPPORTUNITIES);
        var all = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            all.add(0, made().id().value());
            funnel.clock.advance(Duration.ofSeconds(1));
        }
        var mine = funnel.access.as(clerk, () -> funnel.book.create(Funnel.draft(null, "1")));
        all.add(0, mine.id().value());
        funnel.clock.advance(Duration.ofDays(2));
        made();

        var first = funnel.opportunities.list(STUCK, Order.OPENED, PageRequest.first(3));
        var second = funnel.opportunities.list(STUCK, Order.OPENED, new FakePaging().request(3, first.next()));

        var found = new ArrayList<String>();
        first.items().forEach(one -> found.add(one.id().value()));
        second.items().forEach(one -> found.add(one.id().value()));
        assertThat(first.items()).hasSize(3);
        // Those in Consideration have nobody before them.
        assertThat(found).containsExactlyElementsOf(all);
        assertThat(funnel.access.as(clerk, this::stuck))
                .containsExactly(mine.id().value());
        var his = new Filter(null, null, null, null, new UserId(clerk.id()), null, null, true);
        assertThat(funnel.opportunities
                        .list(his, Order.CLOSE, PageRequest.first(9))
                        .items())
                .extracting(one -> one.id())
                .containsExactly(mine.id());
    }

    @Test
    @DisplayName("FUN-20: the stuck are found by the index of the open ones, without sorting them")
    void byIndex() {
        if (kind != DatabaseKind.DERBY) {
            return;
        }
        passed(1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        funnel.paceUpkeep.run();

        var plan = DerbyPlan.of(
                funnel.database,
                () -> funnel.store.list(
                        STUCK,
                        Order.OPENED,
                        funnel.access.visibility(FunnelPermissions.OPPORTUNITY_VIEW),
                        PageRequest.first(9)));

        assertThat(plan.toLowerCase(java.util.Locale.ROOT))
                .contains("funnel_opportunity_open")
                .doesNotContain("sort resultset");
    }

    @Test
    @DisplayName("FUN-05: the report by stages tells what the steps tell, whatever ways opportunities went")
    void equalToTheSteps() {
        var random = new Random(20);
        var names = List.of("Awareness", "Research and evaluation", "Consideration", "Lost");
        var some = new ArrayList<Opportunity>();
        for (int i = 0; i < 12; i++) {
            some.add(made());
            funnel.clock.advance(Duration.ofMinutes(random.nextInt(3_000)));
        }
        for (int i = 0; i < 60; i++) {
            var place = random.nextInt(some.size());
            var name = names.get(random.nextInt(names.size()));
            some.set(place, funnel.move(some.get(place), name, "PRICE"));
            funnel.clock.advance(Duration.ofMillis(random.nextInt(90_000_000)));
        }
        var passed = new HashMap<String, List<Duration>>();
        var running = new HashMap<String, List<Duration>>();
        for (var one : some) {
            funnel.opportunities.stays(one.id()).forEach((stage, stay) -> {
                var here = stage.equals(one.stageId().value()) ? running : passed;
                here.computeIfAbsent(stage, any -> new ArrayList<>()).add(stay);
            });
        }

        var report = funnel.reports.stages(ReportFilter.ALL);

        assertThat(report.stages()).hasSize(3);
        for (var line : report.stages()) {
            var left = new SortedDurations(passed.getOrDefault(line.stageId().value(), List.of()));
            var there = running.getOrDefault(line.stageId().value(), List.of());
            assertThat(line)
                    .isEqualTo(new StageReport.Line(
                            line.stageId(),
                            passed.getOrDefault(line.stageId().value(), List.of())
                                    .size(),
                            left.mean().orElse(null),
                            left.median().orElse(null),
                            left.percentile(80).orElse(null),
                            there.size(),
                            new SortedDurations(there).mean().orElse(null)));
        }
        assertThat(report.stages().stream().mapToLong(StageReport.Line::passed).sum())
                .isGreaterThan(10);
        assertThat(report.stages().stream().mapToLong(StageReport.Line::running).sum())
                .isEqualTo(some.stream()
                        .filter(one -> funnel.standard()
                                        .find(one.stageId())
                                        .orElseThrow()
                                        .kind()
                                == StageKind.OPEN)
                        .count());
    }

    @Test
    @DisplayName("FUN-05: the report by stages is of a cohort and of what one may see")
    void cohortAndScope() {
        passed(4);
        var clerk = funnel.users.employ("韩梅梅");
        funnel.access.grant(clerk, Funnel.own(clerk), "core:customer:view", FunnelPermissions.VIEW_OPPORTUNITIES);
        var today = funnel.clock.instant().atZone(funnel.company.zone()).toLocalDate();
        var later = new ReportFilter(null, today, null, null, null, null);

        assertThat(funnel.reports.stages(ReportFilter.ALL).stages().get(0).passed())
                .isEqualTo(1);
        assertThat(funnel.reports.stages(later).stages().get(0).passed()).isZero();
        assertThat(funnel.reports.stages(later).stages().get(0).mean()).isNull();
        funnel.access.run(
                clerk,
                () -> assertThat(funnel.reports
                                .stages(ReportFilter.ALL)
                                .stages()
                                .get(0)
                                .passed())
                        .isZero());
    }

    @Test
    @DisplayName("FUN-20: what is usual in a stage is told to those who may see pipelines")
    void asksARight() {
        var nobody = funnel.users.employ("Nobody");

        funnel.access.run(
                nobody,
                () -> assertThatThrownBy(() -> funnel.paces.of(null))
                        .isInstanceOfSatisfying(
                                Problem.class,
                                problem -> assertThat(problem.code()).isEqualTo("forbidden")));
    }
}
