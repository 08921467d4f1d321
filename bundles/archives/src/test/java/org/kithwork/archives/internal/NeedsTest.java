package org.kithwork.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.customer.CustomerId;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.signal.Signal;
import org.kithwork.signal.SignalQuery;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakePatch;
import org.kithwork.test.FixedClock;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class NeedsTest {

    private static Archives archives;

    @Parameter
    DatabaseKind kind;

    private CustomerId customer;

    @BeforeParameterizedClassInvocation
    static void open(DatabaseKind kind) {
        archives = new Archives(kind);
    }

    @BeforeEach
    void aCustomer() {
        archives.clock.set(FixedClock.in2026().instant());
        customer = archives.customers.add();
        archives.audit.clear();
        archives.journal.clear();
    }

    @AfterEach
    void everythingIsOpenAgain() {
        archives.fields.clear();
        archives.objecting.clear();
    }

    @AfterParameterizedClassInvocation
    static void close() {
        archives.close();
    }

    @Test
    @DisplayName("ARC-23: a need has its source, its date and a state, and is closed with an outcome")
    void arc23_life() {
        var need = archives.needs(customer, "一张婴儿床");
        assertThat(archives.needs.get(need.id())).isEqualTo(need);
        assertThat(need.state()).isEqualTo(NeedState.OPEN);
        assertThat(need.source()).isEqualTo("counter");
        assertThat(need.at()).isEqualTo(archives.clock.instant());

        archives.clock.advance(Duration.ofDays(1));
        var met = archives.needs.change(
                need.id(), need.version(), FakePatch.of("state", "MET").with("outcome", "已备好"));

        assertThat(met.state()).isEqualTo(NeedState.MET);
        assertThat(met.closedAt()).isEqualTo(archives.clock.instant());
        assertThat(met.outcome()).isEqualTo("已备好");
        var again = archives.needs.change(met.id(), met.version(), FakePatch.of("state", "OPEN"));
        assertThat(again.closedAt()).isNull();
        assertThat(again.outcome()).isNull();
        assertThat(archives.audit.actions()).containsExactly("need.recorded", "need.changed", "need.changed");
        assertThat(archives.journal.events().toString()).doesNotContain("婴儿床").doesNotContain("备好");
    }

    @Test
    @DisplayName("ARC-23: open needs that are older than ninety days are listed, and only they")
    void arc23_overdue() {
        var old = archives.needs(customer, "old and open");
        var done = archives.needs(customer, "old and met");
        archives.needs.change(done.id(), done.version(), FakePatch.of("state", "DROPPED"));
        archives.clock.advance(Duration.ofDays(Needs.OVERDUE_DAYS).plusSeconds(1));
        var young = archives.needs(customer, "young and open");

        assertThat(ids(customer, null, 90)).containsExactly(old.id());
        assertThat(ids(null, null, 90)).contains(old.id()).doesNotContain(done.id(), young.id());
        assertThat(ids(customer, NeedState.OPEN, null)).containsExactly(young.id(), old.id());
        assertThat(ids(customer, NeedState.DROPPED, null)).containsExactly(done.id());
        assertThat(ids(customer, null, null)).hasSize(3);
        assertThatThrownBy(() -> ids(customer, null, -1)).isInstanceOf(Problem.class);
    }

    @Test
    @DisplayName("ARC-23: of many who close the same need at once, one does")
    void arc23_race() throws Exception {
        var need = archives.needs(customer, "once");
        try (var closing = new Pool(8)) {
            var results = closing.all(IntStream.range(0, 8)
                    .<java.util.concurrent.Callable<Boolean>>mapToObj(i -> () -> {
                        try {
                            archives.needs.change(need.id(), need.version(), FakePatch.of("state", "MET"));
                            return true;
                        } catch (Problem e) {
                            return false;
                        }
                    })
                    .toList());
            assertThat(results).containsOnlyOnce(true);
        }
    }

    private record Pool(java.util.concurrent.ExecutorService threads) implements AutoCloseable {

        Pool(int size) {
            this(Executors.newFixedThreadPool(size));
        }

        <T> List<T> all(List<? extends java.util.concurrent.Callable<T>> work) throws Exception {
            var results = new java.util.ArrayList<T>();
            for (var future : threads.invokeAll(work)) {
                results.add(future.get());
            }
            return results;
        }

        @Override
        public void close() {
            threads.shutdownNow();
        }
    }

    @Test
    @DisplayName("ARC-23: what is said of a need wrongly is named, and an old version is refused")
    void arc23_faults() {
        assertThatThrownBy(() -> archives.needs.record(
                        new NeedDraft(customer.value(), " ", "s".repeat(61), "2027-01-01T00:00:00Z")))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting(Fault::pointer)
                                .containsExactlyInAnyOrder("/text", "/source", "/at"));
        var need = archives.needs(customer, "x");
        assertThatThrownBy(() -> archives.needs.change(
                        need.id(), need.version(), FakePatch.of("state", "GONE").with("text", null)))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting(Fault::pointer)
                                .containsExactlyInAnyOrder("/text", "/state"));
        assertThatThrownBy(() -> archives.needs.change(need.id(), need.version(), FakePatch.of("outcome", "early")))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> archives.needs.change(need.id(), need.version() + 1, FakePatch.of("text", "y")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.STALE));
        assertThatThrownBy(() -> archives.needs.change(need.id(), need.version(), FakePatch.of("customerId", "y")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.MALFORMED));
    }

    @Test
    @DisplayName("ARC-23: out of scope there is no need and there are no terms; words that are hidden stay hidden")
    void arc23_scope() {
        var need = archives.needs(customer, "a quiet room");
        var term = archives.terms.agree(new TermDraft(customer.value(), "ten percent off", null, null));
        var stranger = archives.user("stranger", Archives.owner(new UserId(archives.ids.next())));
        archives.access.run(stranger, () -> {
            assertThatThrownBy(() -> archives.needs.get(need.id())).isInstanceOf(Problem.class);
            assertThatThrownBy(() -> archives.needs.change(need.id(), need.version(), FakePatch.of("text", "y")))
                    .isInstanceOf(Problem.class);
            assertThatThrownBy(() -> archives.terms.get(term.id())).isInstanceOf(Problem.class);
            assertThat(ids(null, null, null)).isEmpty();
            assertThat(archives.terms.list(null, false, PageRequest.first(10)).items())
                    .isEmpty();
        });

        archives.fields
                .limit("archives:need", "text", FieldAccess.HIDE)
                .limit("archives:term", "text", FieldAccess.READ);
        assertThat(archives.needs.get(need.id()).text()).isNull();
        assertThat(archives.terms.get(term.id()).text()).isEqualTo("ten percent off");
        assertThatThrownBy(() -> archives.terms.change(term.id(), term.version(), FakePatch.of("text", "y")))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.FORBIDDEN));
        archives.terms.change(term.id(), term.version(), FakePatch.of("validUntil", "2026-12-31"));
        archives.needs.change(need.id(), need.version(), FakePatch.of("state", "MET"));
        archives.fields.clear();
        assertThat(archives.needs.get(need.id()).text()).isEqualTo("a quiet room");
    }

    @Test
    @DisplayName("ARC-23: special terms hold from their first day to their last, by the company's days")
    void arc23_terms() {
        var always = archives.terms.agree(new TermDraft(customer.value(), "always", null, null));
        archives.terms.agree(new TermDraft(customer.value(), "over", "2026-01-01", "2026-03-01"));
        archives.terms.agree(new TermDraft(customer.value(), "to come", "2026-03-03", null));
        var lastDay = archives.terms.agree(new TermDraft(customer.value(), "last day", "2026-01-01", "2026-03-02"));
        archives.clock.set(Instant.parse("2026-03-02T15:59:59Z"));
        assertThat(current()).containsExactlyInAnyOrder(always.id(), lastDay.id());

        archives.clock.set(Instant.parse("2026-03-02T16:00:00Z"));
        assertThat(current()).hasSize(2).contains(always.id()).doesNotContain(lastDay.id());

        archives.terms.change(always.id(), always.version(), FakePatch.of("validUntil", "2026-03-02"));
        assertThat(current()).hasSize(1);
        assertThatThrownBy(() -> archives.terms.agree(new TermDraft(customer.value(), "x", "2026-03-02", "2026-03-01")))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> archives.terms.agree(new TermDraft(customer.value(), null, "1.3.2026", "never")))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting(Fault::pointer)
                                .containsExactlyInAnyOrder("/text", "/validFrom", "/validUntil"));
        archives.clock.set(Instant.parse("2026-03-02T01:00:00Z"));
    }

    @Test
    @DisplayName("ARC-23: other modules learn of open needs and agreed terms as signals, never of their words")
    void arc23_signals() {
        var need = archives.needs(customer, "open");
        var met = archives.needs(customer, "met");
        archives.needs.change(met.id(), met.version(), FakePatch.of("state", "MET"));
        archives.terms.agree(new TermDraft(customer.value(), "terms", "2026-02-01", null));

        assertThat(archives.signals.read(new SignalQuery(
                        Set.of(customer),
                        Set.of("need.open", "term.agreed"),
                        Instant.parse("2026-01-01T00:00:00Z"),
                        archives.clock.instant().plusSeconds(1))))
                .containsExactlyInAnyOrder(
                        new Signal(customer, "need.open", need.at(), null),
                        new Signal(customer, "term.agreed", Instant.parse("2026-01-31T16:00:00Z"), null));
    }

    private List<TermId> current() {
        return archives.terms.list(customer, true, PageRequest.first(50)).items().stream()
                .map(Term::id)
                .toList();
    }

    private List<NeedId> ids(CustomerId of, NeedState state, Integer overdue) {
        return archives.needs.list(of, state, overdue, PageRequest.first(100)).items().stream()
                .map(Need::id)
                .toList();
    }
}
