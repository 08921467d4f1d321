package org.kithwork.core.internal.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.job.store.JobStore;
import org.kithwork.core.internal.protection.Keys;
import org.kithwork.job.spi.JobHandler;
import org.kithwork.job.spi.JobRun;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Actor;
import org.kithwork.permission.Permission;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeAccess;
import org.kithwork.test.FakeAudit;
import org.kithwork.test.TestDatabase;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class JobsTest {

    private static final Actor OTHER = new Actor(Actor.Kind.USER, "00000000-0000-7000-8000-0000000000bb", "Other");
    private static final String SECRET = "13812345678";

    private static final Map<DatabaseKind, TestDatabase> DATABASES = new ConcurrentHashMap<>();

    private final TestDatabase database;
    private final FakeAccess access = FakeAccess.allowingAll();
    private final FakeAudit audit;
    private final Keys keys = JobFixture.newKeys();
    private final JobFixture node;

    JobsTest(DatabaseKind kind) {
        database = DATABASES.computeIfAbsent(kind, k -> TestDatabase.create(k, "core", "db/core/changelog.xml"));
        for (var table : new String[] {"core_job", "core_job_state", "core_job_schedule"}) {
            delete(table);
        }
        audit = new FakeAudit(database.transactions());
        node = new JobFixture(database, access, audit, keys);
    }

    @AfterEach
    void close() {
        node.close();
    }

    private void delete(String table) {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM " + table);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A handler of the test. */
    private record Handler(String kind, Work work) implements JobHandler {

        interface Work {
            void run(JobRun run);
        }

        @Override
        public void run(JobRun run) {
            work.run(run);
        }
    }

    private static void pause() {
        java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }

    /** Counts up to the number in its data, a number a transaction, until it is to stop. */
    private static void count(JobFixture node, JobRun run) {
        var to = ((Number) run.data().get("to")).longValue();
        var at = ((Number) run.state().getOrDefault("at", 0)).longValue();
        run.progress(at, to);
        while (at < to && !run.stopRequested()) {
            pause();
            at++;
            var next = at;
            node.database.transactions().run(() -> run.save(Map.of("at", next)));
            run.progress(at, to);
        }
    }

    @Test
    void aJobRunsAsWhoeverSubmittedItWithItsData() {
        var seen = new AtomicReference<String>();
        node.handlers(new Handler(
                "core.look",
                run -> seen.set(access.actor().id() + " " + run.data().get("phone"))));

        var id = access.as(OTHER, () -> node.submit("core.look", Map.of("phone", SECRET)));

        var job = node.await(id, JobState.DONE);
        assertThat(seen).hasValue(OTHER.id() + " " + SECRET);
        assertThat(job.finishedAt()).isNotNull();
        assertThat(node.raw("SELECT data_cipher FROM core_job"))
                .doesNotContain(SECRET)
                .doesNotContain("phone");
        assertThat(node.raw("SELECT COUNT(*) FROM core_job_schedule")).isEqualTo("0");
        assertThat(node.told).contains("job " + id);
    }

    @Test
    void aJobOfATransactionThatIsRolledBackIsNotThere() {
        node.handlers(new Handler("core.look", run -> {}));

        assertThatThrownBy(() -> database.transactions().run(() -> {
                    node.submit("core.look", Map.of());
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(node.raw("SELECT COUNT(*) FROM core_job")).isEqualTo("0");
        assertThat(node.raw("SELECT COUNT(*) FROM core_job_schedule")).isEqualTo("0");
    }

    @Test
    void aJobWhoseModuleIsAbsentWaitsAndRunsWhenItComes() {
        var id = node.submit("loyalty.expire", Map.of());
        node.await(id, JobState.WAITING);

        node.handlers(new Handler("loyalty.expire", run -> {}));

        node.await(id, JobState.DONE);
    }

    @Test
    void aJobStopsWhenItsModuleGoesAndGoesOnWhereItWasWhenItIsBack() {
        var handler = new Handler("loyalty.expire", run -> count(node, run));
        node.handlers(handler);
        var id = node.submit("loyalty.expire", Map.of("to", 200));
        node.await(id, JobState.RUNNING);

        assertThat(node.scheduler.drain("loyalty", Duration.ofSeconds(5))).isTrue();
        node.await(id, JobState.WAITING);
        var at = node.get(id).done();
        node.scheduler.resume("loyalty");

        assertThat(node.await(id, JobState.DONE).done()).isEqualTo(200).isGreaterThan(at);
        assertThat(node.raw("SELECT run_no FROM core_job")).isEqualTo("2");
    }

    @Test
    void aPausedJobGoesOnWithTheStateItSaved() {
        var starts = new java.util.concurrent.CopyOnWriteArrayList<Object>();
        node.handlers(new Handler("core.count", run -> {
            starts.add(run.state().getOrDefault("at", 0));
            count(node, run);
        }));
        var id = node.submit("core.count", Map.of("to", 120));
        Awaitility.await().until(() -> node.raw("SELECT state_cipher FROM core_job_state") != null);

        node.desk.pause(id, Locale.ENGLISH);
        node.await(id, JobState.PAUSED);
        node.desk.resume(id, Locale.ENGLISH);

        assertThat(node.await(id, JobState.DONE).done()).isEqualTo(120);
        assertThat(starts).hasSize(2);
        assertThat(((Number) starts.get(1)).intValue()).isPositive();
        assertThat(audit.actions()).contains("job.paused", "job.resumed");
    }

    @Test
    void aJobThatHasNotBegunIsPausedAndCancelledAtOnce() {
        var id = node.submit("loyalty.expire", Map.of());

        assertThat(node.desk.pause(id, Locale.ENGLISH).state()).isEqualTo(JobState.PAUSED);
        assertThat(node.desk.cancel(id, Locale.ENGLISH).state()).isEqualTo(JobState.CANCELLED);

        assertThat(node.raw("SELECT COUNT(*) FROM core_job_schedule")).isEqualTo("0");
        assertThatThrownBy(() -> node.desk.resume(id, Locale.ENGLISH))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.code()).isEqualTo("job-ended"));
    }

    @Test
    void aJobAtWorkIsCancelled() {
        node.handlers(new Handler("core.count", run -> count(node, run)));
        var id = node.submit("core.count", Map.of("to", 100_000));
        node.await(id, JobState.RUNNING);

        node.desk.cancel(id, Locale.ENGLISH);

        assertThat(node.await(id, JobState.CANCELLED).finishedAt()).isNotNull();
    }

    @Test
    void anOrderReadBeforeItWasChangedTakesNothingBack() {
        var begun = new ActiveRun.Begun("a", 1, Map.of(), Map.of(), 0, 0, List.of());
        var run =
                new ActiveRun(begun, "core.count", node.store, node.cipher, node.database.transactions(), () -> false);

        run.want(Wanted.CANCEL);
        run.order(new JobStore.Order(Wanted.RUN, 1));

        assertThat(run.stopRequested()).isTrue();
    }

    @Test
    void aJobThatFailsSaysWhyInBothLanguagesAndMayBeTriedAgain() {
        var failing = new AtomicInteger(1);
        node.handlers(new Handler("core.try", run -> {
            if (failing.getAndDecrement() > 0) {
                throw Problem.conflict(Message.of(JobDesk.class, "job-ended"));
            }
        }));
        var id = node.submit("core.try", Map.of());

        var failed = node.await(id, JobState.FAILED);
        assertThat(failed.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.type()).endsWith("/job-ended");
            assertThat(problem.detail()).isEqualTo("This job has ended.");
        });
        assertThat(node.desk.get(id, Locale.CHINESE).problems().get(0).detail()).isEqualTo("该任务已经结束。");
        assertThat(node.raw("SELECT problems_cipher FROM core_job")).doesNotContain("ended");

        node.desk.retry(id, Locale.ENGLISH);
        assertThat(node.await(id, JobState.DONE).problems()).isEmpty();
    }

    @Test
    void aJobThatFindsTheSystemBusyIsTriedAgainByItself() {
        var failing = new AtomicInteger(1);
        node.handlers(new Handler("core.try", run -> {
            if (failing.getAndDecrement() > 0) {
                throw Problem.of(ProblemKind.UNAVAILABLE, "busy");
            }
        }));

        var id = node.submit("core.try", Map.of());

        assertThat(node.await(id, JobState.DONE).problems()).isEmpty();
    }

    @Test
    void aDefectFailsTheJobWithoutShowingWhatItWas() {
        node.handlers(new Handler("core.try", run -> {
            throw new IllegalStateException("SELECT " + SECRET);
        }));

        var id = node.submit("core.try", Map.of());

        assertThat(node.await(id, JobState.FAILED).problems().get(0).detail())
                .contains(id)
                .doesNotContain(SECRET);
    }

    @Test
    void aJobOfADeadProcessGoesOnAtOnceWhenTheSystemIsBack() {
        node.close();
        var begun = new CountDownLatch(1);
        var dead = new CountDownLatch(1);
        var killed = new JobFixture(database, access, audit, keys, node.data, new Handler("core.count", run -> {
            database.transactions().run(() -> run.save(Map.of("at", 7)));
            begun.countDown();
            awaitQuietly(dead);
        }));
        var id = killed.submit("core.count", Map.of("to", 10));
        awaitQuietly(begun);

        var from = Instant.now();
        try (var restarted = new JobFixture(
                database, access, audit, keys, node.data, new Handler("core.count", run -> count(node, run)))) {
            assertThat(restarted.await(id, JobState.DONE).done()).isEqualTo(10);
            assertThat(Duration.between(from, Instant.now())).isLessThan(Duration.ofSeconds(8));

            dead.countDown();
            killed.close();
            assertThat(restarted.get(id).state()).isEqualTo(JobState.DONE);
        }
    }

    @Test
    void aRunThatHasLostItsJobCannotSave() {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var refused = new AtomicReference<String>();
        node.handlers(new Handler("core.count", run -> {
            begun.countDown();
            awaitQuietly(go);
            try {
                run.save(Map.of("at", 1));
            } catch (RuntimeException e) {
                refused.set(e.getClass().getSimpleName());
                throw e;
            }
        }));
        var id = node.submit("core.count", Map.of("to", 10));
        awaitQuietly(begun);

        database.transactions().run(() -> {
            node.store.lock(id).orElseThrow().runNo++;
            node.store.takeState(id, 2);
        });
        go.countDown();

        Awaitility.await().untilAsserted(() -> assertThat(refused).hasValue("JobLost"));
        Awaitility.await().until(node.runner::isIdle);
        assertThat(node.get(id).state()).isEqualTo(JobState.RUNNING);
    }

    @Test
    void aStopOfTheSystemIsQuickAndTheJobGoesOnLater() {
        node.handlers(new Handler("core.count", run -> count(node, run)));
        var id = node.submit("core.count", Map.of("to", 150));
        node.await(id, JobState.RUNNING);

        var from = Instant.now();
        node.close();
        assertThat(Duration.between(from, Instant.now())).isLessThan(Duration.ofSeconds(4));

        try (var restarted = new JobFixture(
                database, access, audit, keys, node.data, new Handler("core.count", run -> count(node, run)))) {
            assertThat(restarted.await(id, JobState.DONE).done()).isEqualTo(150);
        }
    }

    @Test
    void oneSeesHisOwnJobsAndOnlyThoseWhoMaySeeAllSeeAll() {
        node.handlers(new Handler("core.look", run -> {}));
        access.grant(
                OTHER, new Visibility(false, Set.of(OTHER.id()), Set.of(), Set.of()), "core:job:view", "core:job:edit");
        var mine = access.as(OTHER, () -> node.submit("core.look", Map.of()));
        var foreign = node.submit("core.look", Map.of());

        assertThat(access.as(OTHER, () -> node.desk.list(PageRequest.first(10), Locale.ENGLISH))
                        .items())
                .extracting(JobView::id)
                .containsExactly(mine);
        assertThat(node.desk.list(PageRequest.first(10), Locale.ENGLISH).items())
                .extracting(JobView::id)
                .containsExactly(foreign, mine);
        assertThat(node.desk.list(PageRequest.first(1), Locale.ENGLISH).next()).isEqualTo(foreign);
        assertThatThrownBy(() -> access.as(OTHER, () -> node.desk.cancel(foreign, Locale.ENGLISH)))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(ProblemKind.NOT_FOUND));
    }

    @Test
    void rightsAreAskedAgainWhileTheJobRuns() {
        access.grant(OTHER, "core:customer:view");
        node.handlers(new Handler("core.look", run -> {
            for (int i = 0; i < 1000; i++) {
                access.require(Permission.of("core:customer:view"));
                pause();
            }
        }));
        var id = access.as(OTHER, () -> node.submit("core.look", Map.of()));
        node.await(id, JobState.RUNNING);

        access.revoke(OTHER);

        assertThat(node.await(id, JobState.FAILED).problems())
                .extracting(JobView.Trouble::type)
                .containsExactly("https://kithwork.org/problems/forbidden");
    }

    @Test
    void noHandlerIsHeldOnceItIsGone() throws InterruptedException {
        var reference = new AtomicReference<java.lang.ref.WeakReference<JobHandler>>();
        Runnable inAFrameOfItsOwn = () -> {
            var handler = new Handler("loyalty.expire", run -> {});
            reference.set(new java.lang.ref.WeakReference<>(handler));
            node.handlers(handler);
            node.await(node.submit("loyalty.expire", Map.of()), JobState.DONE);
            node.handlers();
        };
        inAFrameOfItsOwn.run();

        Awaitility.await().until(() -> {
            System.gc();
            return reference.get().get() == null;
        });
    }

    @Test
    void oldJobsAreRemoved() {
        node.handlers(new Handler("core.look", run -> {}));
        node.await(node.submit("core.look", Map.of()), JobState.DONE);

        database.transactions()
                .run(() -> assertThat(node.store.removeEnded(Instant.now().plusSeconds(5)))
                        .isEqualTo(1));

        assertThat(List.of(node.raw("SELECT COUNT(*) FROM core_job"), node.raw("SELECT COUNT(*) FROM core_job_state")))
                .containsExactly("0", "0");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("waited too long");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
