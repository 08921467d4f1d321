package org.kithwork.intake.internal.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.importing.Arrival;
import org.kithwork.intake.internal.Intake;
import org.kithwork.permission.Actor;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class OrdersTest {

    private static Intake it;

    @Parameter
    DatabaseKind kind;

    @BeforeParameterizedClassInvocation
    static void open(DatabaseKind kind) {
        it = new Intake(kind);
    }

    @AfterParameterizedClassInvocation
    static void close() {
        it.close();
    }

    @BeforeEach
    void quiet() {
        it.imports.rows.clear();
        it.imports.arrivals.clear();
        it.imports.refuses = row -> null;
    }

    private static OrderDraft order(List<OrderDraft.Line> lines, List<OrderDraft.Back> returns) {
        return new OrderDraft(
                "pos", "O-1", "A-1", null, true, "2026-03-01T10:00:00Z", null, "till", "CNY", lines, returns);
    }

    private static OrderDraft.Line line(String name, String sku) {
        return new OrderDraft.Line(name, sku, null, null, "1", "9.90", null, null, null);
    }

    @Test
    @DisplayName("IMP-15: an order is taken line by line, and the same again changes nothing")
    void taken() {
        var order = order(
                List.of(line(null, "A"), line(null, "B")),
                List.of(new OrderDraft.Back("R-1", "2026-03-02T10:00:00Z", "A", null, "1")));

        var taken = it.orders.take(order);
        assertThat(List.of(taken.created(), taken.updated())).containsExactly(2, 1);
        assertThat(it.imports.arrivals.values()).containsOnly(new Arrival("pos", "O-1"));
        var again = it.orders.take(order);

        assertThat(again.created()).isZero();
        assertThat(again.unchanged()).isEqualTo(3);
        assertThat(it.imports.rows.keySet()).contains("purchases pos 3:O-1 1", "purchases pos 3:O-1 2");
        assertThat(it.imports.rows.get("purchases pos 3:O-1 1"))
                .containsEntry("customer", "A-1")
                .containsEntry("sku", "A")
                .containsEntry("unitPrice", "9.90");
    }

    @Test
    @DisplayName("IMP-15: faults are named by their place in the order, all at once")
    void faults() {
        it.imports.refuses = row -> "phone-invalid";
        assertThatThrownBy(() -> it.orders.take(order(List.of(line(null, "A"), line(null, "B")), List.of())))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting("pointer")
                                .containsExactly("/lines/0//phone", "/lines/1//phone"));
        assertThatThrownBy(() -> it.orders.take(new OrderDraft(
                        "Not a source",
                        " ",
                        null,
                        "../x",
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(line("1", "A"), line("1", "B")),
                        null)))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting("pointer")
                                .containsExactlyInAnyOrder(
                                        "/source", "/externalId", "/customerScheme", "/lines/1/line"));
        assertThatThrownBy(() -> it.orders.take(order(List.of(), List.of()))).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> it.orders.take(order(Collections.nCopies(501, line(null, "A")), List.of())))
                .isInstanceOf(Problem.class);
    }

    @Test
    @DisplayName("IMP-15: a return before its order is told to come again later, and a stranger is refused")
    void early() {
        it.imports.refuses = row -> "purchase-unknown";
        var back = order(List.of(), List.of(new OrderDraft.Back("R-1", "2026-03-02", "A", null, "1")));
        assertThatThrownBy(() -> it.orders.take(back)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.kind()).isEqualTo(ProblemKind.CONFLICT);
            assertThat(problem.code()).isEqualTo("order-unknown");
        });
        var nobody = new Actor(Actor.Kind.USER, it.ids.next(), "Nobody");
        it.access.run(
                nobody,
                () -> assertThatThrownBy(() -> it.orders.take(back))
                        .isInstanceOfSatisfying(
                                Problem.class,
                                problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.FORBIDDEN)));
    }

    @Test
    @DisplayName("IMP-15: of one order sent many times at once one is at work at a time")
    void parallel() throws Exception {
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        it.imports.refuses = row -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Thread.yield();
            inside.decrementAndGet();
            return null;
        };
        var pool = Executors.newFixedThreadPool(6);
        try {
            var order = order(List.of(line(null, "A"), line(null, "B"), line(null, "C")), List.of());
            var tries = Collections.<Callable<Object>>nCopies(12, () -> it.orders.take(order));
            for (var each : pool.invokeAll(tries)) {
                each.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(most).hasValue(1);
        assertThat(it.imports.rows).hasSize(3);
    }
}
