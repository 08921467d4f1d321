package org.kithwork.core.internal.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.customer.CustomerFigures.Answer;
import org.kithwork.core.internal.customer.CustomerFigures.Group;
import org.kithwork.core.internal.customer.CustomerFigures.Query;
import org.kithwork.core.internal.customer.store.FigureStore;
import org.kithwork.core.internal.customer.store.NameStore;
import org.kithwork.customer.CustomerDraft;
import org.kithwork.permission.Actor;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class CustomerFiguresTest {

    private static final Map<DatabaseKind, CustomerFixture> SHARED = new HashMap<>();

    private final CustomerFixture it;
    private final CustomerFigures figures;
    private final int year = LocalDate.now(Clock.systemUTC()).getYear();

    CustomerFiguresTest(DatabaseKind kind) {
        it = SHARED.computeIfAbsent(kind, CustomerFixture::open);
        figures = new CustomerFigures(
                it.access,
                new FigureStore(it.database.jpa(), () -> "core"),
                new NameStore(it.database.jpa(), () -> "core"),
                it.database.transactions(),
                it.company,
                Clock.systemUTC());
    }

    /** 12 women in their thirties from the counter, 9 men in their forties from the web, one man in his eighties. */
    @BeforeEach
    void people() {
        if (!isFilled()) {
            for (int i = 0; i < 12; i++) {
                create(2, year - 35, "counter", i < 6 ? "vip" : "plain");
            }
            for (int i = 0; i < 9; i++) {
                create(1, year - 45, "web", "plain");
            }
            create(1, year - 88, "friend of Li", "rare");
        }
    }

    private boolean isFilled() {
        return it.directory
                        .count(new org.kithwork.customer.CustomerQuery(
                                null, org.kithwork.customer.CustomerQuery.Sort.NAME, null, null, null))
                        .count()
                > 0;
    }

    private void create(int sex, int born, String source, String tag) {
        it.admin.create(new CustomerDraft(
                null,
                "统计 丙",
                null,
                null,
                null,
                sex,
                new CustomerDraft.Birth(born, 1, 1, null),
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(tag),
                null,
                null,
                source,
                null,
                null));
    }

    private Answer by(String dimension, String... filters) {
        var values = new HashMap<String, @Nullable String>();
        for (var filter : filters) {
            values.put(filter.substring(0, filter.indexOf('=')), filter.substring(filter.indexOf('=') + 1));
        }
        return figures.count(new Query(
                dimension,
                values.get("store"),
                values.get("source"),
                values.get("sex"),
                values.get("ageBand"),
                values.get("createdMonth"),
                values.get("tag")));
    }

    @Test
    @DisplayName("CORE-04: customers are counted by sex, age, source, tag and month, in multiples of five")
    void countsByEachDimension() {
        assertThat(by("sex").groups()).containsExactly(new Group("2", "2", 10), new Group("1", "1", 10));
        assertThat(by("sex").total()).isEqualTo(20);
        assertThat(by("ageBand").groups()).extracting(Group::key).containsExactly("30-39");
        assertThat(by("ageBand").withheld()).isTrue();
        assertThat(by("tag").groups()).extracting(Group::key).containsExactly("plain", "vip");
        assertThat(by("createdMonth").groups())
                .extracting(Group::key)
                .containsExactly(YearMonth.now(Clock.system(it.company.zone())).toString());
        assertThat(by("ageBand", "source=web").groups()).containsExactly(new Group("40-49", "40-49", 10));
        assertThat(by("sex", "ageBand=30-39", "tag=vip").total()).isEqualTo(5);
        assertThat(by("store").groups()).extracting(Group::key).containsExactly("");
    }

    @Test
    @DisplayName("CORE-04: the name of a small group is not told either")
    void theNameOfASmallGroupStaysInside() {
        assertThat(by("source").toString()).doesNotContain("friend of Li");
        assertThat(by("tag").toString()).doesNotContain("rare");
    }

    @Test
    @DisplayName("CORE-04 edge 37: however an analyst narrows, no answer is about fewer than five people")
    void narrowingFindsNobody() {
        var values = List.of(
                "sex=1",
                "sex=2",
                "source=web",
                "source=counter",
                "source=friend of Li",
                "ageBand=80-89",
                "ageBand=30-39",
                "tag=rare",
                "tag=vip",
                "createdMonth=1999-01");
        var dimensions = List.of("store", "source", "sex", "ageBand", "createdMonth", "tag");
        for (var dimension : dimensions) {
            var answers = new ArrayList<Answer>(List.of(by(dimension)));
            for (var first : values) {
                answers.add(by(dimension, first));
                for (var second : values) {
                    answers.add(by(dimension, first, second));
                }
            }
            for (var answer : answers) {
                if (answer.total() != null) {
                    assertThat(answer.total()).isGreaterThanOrEqualTo(5).isEqualTo(answer.total() / 5 * 5);
                }
                assertThat(answer.groups()).allSatisfy(group -> {
                    assertThat(group.count()).isGreaterThanOrEqualTo(5).isEqualTo(group.count() / 5 * 5);
                    assertThat(group.key()).isNotIn("rare", "friend of Li", "80-89");
                });
            }
        }
        assertThat(by("sex", "tag=rare")).isEqualTo(by("sex", "tag=nobody has it"));
    }

    @Test
    @DisplayName("CORE-04: who may only count sees nothing else, and who may not count gets no figure")
    void theRightToCountIsNoRightToSee() {
        var analyst = new Actor(Actor.Kind.USER, UUID.randomUUID().toString(), "分析");
        it.access.grant(analyst, "core:customer:aggregate");
        assertThat(it.access.as(analyst, () -> by("sex")).total()).isEqualTo(20);
        assertThatThrownBy(() -> it.access.as(
                        analyst,
                        () -> it.directory.count(new org.kithwork.customer.CustomerQuery(
                                null, org.kithwork.customer.CustomerQuery.Sort.NAME, null, null, null))))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.FORBIDDEN));
        it.access.revoke(analyst);
        it.access.grant(analyst, "core:customer:view");
        assertThatThrownBy(() -> it.access.as(analyst, () -> by("sex")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.FORBIDDEN));
    }

    @Test
    @DisplayName("CORE-04: figures are of the customers in scope")
    void figuresAreOfTheScope() {
        var manager = new Actor(Actor.Kind.USER, UUID.randomUUID().toString(), "店长");
        it.access.grant(
                manager,
                new Visibility(false, Set.of(), Set.of(UUID.randomUUID().toString()), Set.of()),
                "core:customer:aggregate");
        assertThat(it.access.as(manager, () -> by("sex")).total()).isNull();
    }

    @Test
    void everyFaultOfAQuestionIsNamed() {
        assertThatThrownBy(() -> by("phone", "sex=3", "ageBand=31-38"))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting("pointer")
                                .containsExactlyInAnyOrder("/by", "/sex", "/ageBand"));
        assertThatThrownBy(() -> by("sex", "tag=vip", "source=web", "ageBand=30-39"))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting("pointer")
                                .containsExactly("/by"));
        assertThatThrownBy(() -> by("sex", "createdMonth=2026-13"))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting("pointer")
                                .containsExactly("/createdMonth"));
    }
}
