package org.kithwork.core.internal.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.operation.OperationNode;
import org.kithwork.core.internal.operation.RowKeeper;
import org.kithwork.core.internal.privacy.store.HoldEntity;
import org.kithwork.core.internal.retention.store.CoreRecords;
import org.kithwork.core.internal.retention.store.RetentionStore;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.CustomerStatus;
import org.kithwork.job.JobRequest;
import org.kithwork.job.spi.JobRun;
import org.kithwork.permission.Actor;
import org.kithwork.permission.UserId;
import org.kithwork.privacy.spi.RetentionBatch;
import org.kithwork.privacy.spi.RetentionDue;
import org.kithwork.privacy.spi.RetentionKind;
import org.kithwork.privacy.spi.RetentionParticipant;
import org.kithwork.privacy.spi.RetentionRequest;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.store.SchemaReady;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeCompany;
import org.kithwork.test.FakeCustomers;
import org.kithwork.test.FakeJson;
import org.kithwork.test.FakePaging;
import org.kithwork.test.SequentialIds;
import org.kithwork.test.TestDatabase;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
@Timeout(180)
class RetentionTest {

    private static final Actor CLERK =
            new Actor(Actor.Kind.USER, new UserId("00000000-0000-7000-8000-0000000000cc").value(), "Clerk");

    private final DatabaseKind kind;
    private final SequentialIds customers = new SequentialIds("c");
    private final Map<CustomerId, Instant> bought = new HashMap<>();
    private final List<JobRequest> submitted = new ArrayList<>();
    private TestDatabase db;
    private OperationNode node;
    private RetentionStore store;
    private RetentionParticipants participants;
    private RetentionRules rules;
    private RetentionRuns runs;
    private RetentionJob job;

    @TempDir
    Path folder;

    RetentionTest(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void start() {
        db = TestDatabase.create(kind, "core", "db/core/changelog.xml", "db/test/effect.xml");
        node = new OperationNode(db, folder, new RowKeeper(db, "archives")).start();
        SchemaReady ready = () -> "core";
        var tx = db.transactions();
        var json = new FakeJson();
        store = new RetentionStore(db.jpa(), db.dialect(), ready);
        var records = new CoreRecords(db.jpa(), ready);
        participants = new RetentionParticipants(node.access::as, node.participants);
        participants.participants = List.of(new CoreRetention(records), new Purchases());
        rules = new RetentionRules(store, participants, node.access, node.audit, tx, node.clock);
        runs = new RetentionRuns(
                store,
                rules,
                node.access,
                new FakeCustomers(db, node.access),
                tx,
                request -> {
                    submitted.add(request);
                    return "job";
                },
                node.audit,
                new FakePaging(),
                json,
                new SequentialIds("c"),
                node.clock);
        job = new RetentionJob(
                rules,
                participants,
                new IdleCustomers(records, participants, node.service, tx),
                new RetentionResults(store, json),
                records,
                node.access,
                tx,
                new FakeCompany(),
                node.clock);
    }

    @AfterEach
    void stop() {
        node.close();
        db.close();
    }

    /** A module that knows what customers bought, and keeps nothing for a time. */
    private final class Purchases implements RetentionParticipant {

        @Override
        public String module() {
            return "archives";
        }

        @Override
        public List<RetentionKind> kinds() {
            return List.of();
        }

        @Override
        public Map<CustomerId, Instant> lastActivity(Collection<CustomerId> asked) {
            var known = new HashMap<>(bought);
            known.keySet().retainAll(Set.copyOf(asked));
            return known;
        }

        @Override
        public RetentionDue due(RetentionRequest request) {
            return RetentionDue.NOTHING;
        }

        @Override
        public RetentionBatch remove(RetentionRequest request, @Nullable String after, int limit) {
            return new RetentionBatch(0, null);
        }
    }

    /** A job that is run at once, and stopped after so many saved steps. */
    private static final class Run implements JobRun {

        private final Map<String, Object> data;
        private final int stopAfter;
        private Map<String, Object> state = Map.of();
        private int saved;

        Run(Map<String, Object> data, Map<String, Object> state, int stopAfter) {
            this.data = data;
            this.state = state;
            this.stopAfter = stopAfter;
        }

        @Override
        public String id() {
            return "job";
        }

        @Override
        public Map<String, Object> data() {
            return data;
        }

        @Override
        public Map<String, Object> state() {
            return state;
        }

        @Override
        public void save(Map<String, Object> now) {
            state = now;
            saved++;
        }

        @Override
        public void progress(long done, long total) {}

        @Override
        public void problem(Message message) {}

        @Override
        public boolean stopRequested() {
            return saved >= stopAfter;
        }
    }

    private static void assertRefused(ThrowingCallable call, String code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo(code));
    }

    /** Nothing was heard of it since 1970. */
    private CustomerId customer() {
        return node.alias.create(new CustomerId(customers.next()));
    }

    private void set(String id, int months, String action, boolean active) {
        var version = rules.list(Locale.ENGLISH).stream()
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .map(RetentionRule::version)
                .orElse(0L);
        rules.set(id, version, new RetentionRules.Draft(months, action, active), Locale.ENGLISH);
    }

    private RetentionRun.Result run(RetentionRuns.Begun begun, String ofKind) {
        job.run(new Run(submitted.get(submitted.size() - 1).data(), Map.of(), Integer.MAX_VALUE));
        return result(begun, ofKind).orElseThrow();
    }

    private Optional<RetentionRun.Result> result(RetentionRuns.Begun begun, String ofKind) {
        return runs.get(begun.run(), Locale.CHINA).results().stream()
                .filter(result -> result.kind().equals(ofKind))
                .findFirst();
    }

    private CustomerStatus status(CustomerId customer) {
        return node.alias.state(customer).status();
    }

    private void hold(CustomerId customer) {
        var hold = new HoldEntity();
        hold.id = "hold";
        hold.customerId = customer.value();
        hold.untilDay = "2099-12-31";
        hold.createdAt = node.clock.instant();
        hold.createdBy = "test";
        db.transactions().run(() -> node.holds.insert(hold));
    }

    @Test
    @DisplayName("S-29: no rule is active before somebody says so, and a run of none removes nothing")
    void off() {
        var customer = customer();
        assertThat(rules.list(Locale.ENGLISH)).noneMatch(RetentionRule::active);
        assertThat(rules.anyActive()).isFalse();

        var begun = runs.run();
        job.run(new Run(submitted.get(0).data(), Map.of(), Integer.MAX_VALUE));

        assertThat(runs.get(begun.run(), Locale.ENGLISH).results()).isEmpty();
        assertThat(runs.get(begun.run(), Locale.ENGLISH).finishedAt()).isNotNull();
        assertThat(status(customer)).isEqualTo(CustomerStatus.ACTIVE);
    }

    @Test
    @DisplayName("S-29: no rule goes below what the law demands, and the audit is removed by none")
    void minimum() {
        assertRefused(() -> set("core.history", 5, "DELETE", true), "invalid");
        assertRefused(() -> set("core.customer", 4, "ERASE", true), "invalid");
        assertRefused(() -> set("core.history", 12, "ERASE", true), "invalid");
        assertRefused(() -> set("core.audit", 120, "DELETE", true), "kind-stays");
        assertRefused(() -> set("core.consent", 120, "DELETE", true), "kind-stays");
        assertRefused(() -> set("core.nothing", 12, "DELETE", true), "not-found");
        assertThatThrownBy(
                        () -> rules.set("core.history", 0, new RetentionRules.Draft(null, " ", null), Locale.ENGLISH))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.faults())
                                .extracting(fault -> fault.pointer())
                                .containsExactly("/months", "/action", "/active"));
        assertThat(rules.list(Locale.CHINA))
                .filteredOn(rule -> rule.id().equals("core.audit"))
                .singleElement()
                .satisfies(rule -> {
                    assertThat(rule.minimumMonths()).isEqualTo(6);
                    assertThat(rule.title()).isEqualTo("审计日志");
                });
    }

    @Test
    @DisplayName("Edge 39: of two who set a rule from one version one holds, and the other is told")
    void stale() {
        set("core.history", 12, "DELETE", false);
        assertRefused(
                () -> rules.set("core.history", 0, new RetentionRules.Draft(24, "DELETE", true), Locale.ENGLISH),
                "stale-version");
        set("core.history", 24, "DELETE", true);
        assertThat(rules.list(Locale.ENGLISH))
                .filteredOn(rule -> rule.id().equals("core.history"))
                .singleElement()
                .satisfies(rule -> assertThat(rule.months()).isEqualTo(24));
    }

    @Test
    @DisplayName("S-29: a trial counts by kind and store, tells what a hold blocks, and changes nothing")
    void dry() {
        var idle = customer();
        var held = customer();
        var busy = customer();
        hold(held);
        bought.put(busy, node.clock.instant());

        var result = run(runs.tryOut(), "core.customer");

        assertThat(result.due()).isEqualTo(1);
        assertThat(result.blocked()).isEqualTo(1);
        assertThat(result.removed()).isZero();
        assertThat(result.oldest()).isEqualTo(Instant.EPOCH);
        assertThat(result.stores()).isEqualTo(Map.of("", 1L));
        assertThat(List.of(idle, held, busy)).allMatch(customer -> status(customer) == CustomerStatus.ACTIVE);
    }

    @Test
    @DisplayName(
            "OPS-10: who is idle is erased by the operation of everybody; who is held or was seen by a module stays")
    void real() {
        var idle = customer();
        var held = customer();
        var busy = customer();
        hold(held);
        bought.put(busy, node.clock.instant());
        set("core.customer", 60, "ERASE", true);

        var result = run(runs.run(), "core.customer");

        assertThat(result.removed()).isEqualTo(1);
        assertThat(result.blocked()).isEqualTo(1);
        assertThat(status(idle)).isEqualTo(CustomerStatus.ERASED);
        assertThat(node.tombstones.isErased(idle)).isTrue();
        assertThat(node.audit.actions()).contains("customer.erased");
        assertThat(status(held)).isEqualTo(CustomerStatus.ACTIVE);
        assertThat(status(busy)).isEqualTo(CustomerStatus.ACTIVE);

        node.clock.advance(Duration.ofDays(365 * 6));
        assertThat(run(runs.run(), "core.customer").removed()).isEqualTo(1);
        assertThat(status(busy)).isEqualTo(CustomerStatus.ERASED);
    }

    @Test
    @DisplayName("OPS-10: while a module does not tell what customers did there, nobody is idle")
    void silent() {
        var idle = customer();
        set("core.customer", 60, "ANONYMISE", true);
        participants.participants = List.of(participants.participants.get(0));

        var result = run(runs.run(), "core.customer");

        assertThat(result.problem()).isEqualTo("module-silent: archives");
        assertThat(result.removed()).isZero();
        assertThat(status(idle)).isEqualTo(CustomerStatus.ACTIVE);
    }

    @Test
    @DisplayName("OPS-10: a run that was broken off goes on where it stood, and counts nobody twice")
    void goesOn() {
        for (int i = 0; i < 45; i++) {
            customer();
        }
        set("core.customer", 60, "ERASE", true);
        var begun = runs.run();
        var data = submitted.get(0).data();

        var first = new Run(data, Map.of(), 1);
        job.run(first);
        assertThat(result(begun, "core.customer").orElseThrow().removed()).isEqualTo(20);
        assertThat(runs.get(begun.run(), Locale.ENGLISH).finishedAt()).isNull();
        job.run(new Run(data, first.state(), Integer.MAX_VALUE));

        var result = result(begun, "core.customer").orElseThrow();
        assertThat(result.removed()).isEqualTo(45);
        assertThat(result.due()).isEqualTo(45);
        assertThat(runs.get(begun.run(), Locale.ENGLISH).finishedAt()).isNotNull();
    }

    @Test
    @DisplayName("OPS-10: however many nodes begin a night, it has one run")
    void nights() throws Exception {
        var both = new CyclicBarrier(2);
        var pool = Executors.newFixedThreadPool(2);
        try {
            Callable<Boolean> night = () -> {
                both.await();
                try {
                    return runs.nightly("2026-11-28").isPresent();
                } catch (RuntimeException e) {
                    return false;
                }
            };
            var begun = pool.invokeAll(List.of(night, night));
            assertThat(List.of(begun.get(0).get(), begun.get(1).get())).containsExactlyInAnyOrder(true, false);
        } finally {
            pool.shutdownNow();
        }
        assertThat(runs.nightly("2026-11-28")).isEmpty();
        assertThat(runs.nightly("2026-11-29")).isPresent();
    }

    @Test
    @DisplayName(
            "S-29: who lacks the right sees no rule, sets none and runs none; samples are for those who see customers")
    void rights() {
        node.access.run(CLERK, () -> {
            assertRefused(() -> rules.list(Locale.ENGLISH), "forbidden");
            assertRefused(() -> set("core.history", 12, "DELETE", true), "forbidden");
            assertRefused(runs::tryOut, "forbidden");
            assertRefused(runs::run, "forbidden");
        });
        customer();
        node.access.grant(CLERK, "core:retention:view");
        node.access.run(CLERK, () -> {
            assertThat(run(runs.tryOut(), "core.customer").sample()).isEmpty();
            assertRefused(runs::run, "forbidden");
        });
    }
}
