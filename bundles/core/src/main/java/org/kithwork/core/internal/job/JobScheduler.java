package org.kithwork.core.internal.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.DeadExecutionHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.kithwork.core.internal.access.audit.Worker;
import org.kithwork.core.internal.access.signin.Opening;
import org.kithwork.core.internal.job.store.JobStore;
import org.kithwork.core.internal.journal.Changes;
import org.kithwork.core.internal.module.BackgroundWork;
import org.kithwork.store.Dialect;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one scheduler of a node. db-scheduler picks what is due, beats its heart and finds the jobs of dead nodes; it knows
 * a single task, and what becomes of a job is written by {@link JobRunner} alone, in one transaction with its state.
 */
@Component(
        service = {JobScheduler.class, BackgroundWork.class},
        immediate = true)
public final class JobScheduler implements BackgroundWork {

    private static final Logger LOGGER = LoggerFactory.getLogger(JobScheduler.class);
    private static final int THREADS = 3;
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(1);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration CLEANING = Duration.ofHours(1);

    private final JobStore store;
    private final JobRunner runner;
    private final JobHandlers handlers;
    private final JobAlarm alarm;
    private final Transactions transactions;
    private final Changes changes;
    private final Clock clock;
    private final boolean shared;
    private final Scheduler scheduler;
    private final Worker ticker;
    private final Worker cleaner;

    @Activate
    public JobScheduler(
            @Reference(target = "(osgi.jndi.service.name=jdbc/kithwork)") DataSource dataSource,
            @Reference Dialect dialect,
            @Reference JobStore store,
            @Reference JobRunner runner,
            @Reference JobHandlers handlers,
            @Reference JobAlarm alarm,
            @Reference Transactions transactions,
            @Reference Changes changes,
            @Reference Node node,
            @Reference Clock clock) {
        this.store = store;
        this.runner = runner;
        this.handlers = handlers;
        this.alarm = alarm;
        this.transactions = transactions;
        this.changes = changes;
        this.clock = clock;
        this.shared = dialect.isShared();
        this.scheduler = build(dataSource, node);
        var released = transactions.call(() -> store.release(node.id()));
        if (released > 0) {
            LOGGER.info("Going on with {} jobs that were at work when the system ended", released);
        }
        alarm.listen(this::wake);
        ticker = new Worker("kithwork-job-progress", TICK, this::tick);
        cleaner = new Worker("kithwork-job-cleaning", CLEANING, this::clean);
    }

    /** Nothing is done while a new core is only tried: its effects outside could not be taken back. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindOpening(Opening opening) {
        scheduler.start();
    }

    void unbindOpening(Opening opening) {
        LOGGER.debug("The system ends");
    }

    private Scheduler build(DataSource dataSource, Node node) {
        JdbcCustomization customization =
                shared ? new PostgreSqlJdbcCustomization(false, true) : new DefaultJdbcCustomization(true);
        return Scheduler.create(dataSource, task())
                .tableName(JobStore.SCHEDULE)
                .jdbcCustomization(customization)
                .alwaysPersistTimestampInUTC()
                .schedulerName(new SchedulerName.Fixed(node.id()))
                .clock(clock::instant)
                .threads(THREADS)
                .executorService(threads())
                .pollingInterval(POLL)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(LAST_PATIENCE)
                .failureLogging(LogLevel.WARN, true)
                .build();
    }

    private CustomTask<Void> task() {
        return Tasks.custom(JobStore.TASK, Void.class)
                .onFailure((complete, operations) -> LOGGER.debug("A job's end could not be written; it runs again"))
                .onDeadExecution(new DeadExecutionHandler.ReviveDeadExecution<>())
                .execute((instance, context) -> {
                    runner.run(instance.getId());
                    return (complete, operations) -> {};
                });
    }

    private static ExecutorService threads() {
        var pool = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), JobScheduler::thread);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static Thread thread(Runnable task) {
        var thread = new Thread(task, "kithwork-job");
        thread.setDaemon(true);
        thread.setContextClassLoader(JobScheduler.class.getClassLoader());
        return thread;
    }

    /** Jobs are asked to stop and given time, and not interrupted: a database dislikes that. */
    @Deactivate
    public void stop() {
        alarm.listen(() -> {});
        runner.stop();
        if (!await(runner::isIdle, PATIENCE)) {
            LOGGER.warn("A job has not stopped; it goes on at the next start");
        }
        cleaner.close();
        ticker.close();
        scheduler.stop();
    }

    /** Looks at once whether there is something to run. */
    void wake() {
        scheduler.triggerCheckForDueExecutions();
    }

    void wakeAfterCommit() {
        transactions.afterCommit(this::wake);
    }

    void want(String id, Wanted wanted) {
        runner.want(id, wanted);
    }

    @Override
    public boolean drain(String module, Duration patience) {
        handlers.hold(module);
        return await(() -> runner.isIdle(module), patience);
    }

    @Override
    public void resume(String module) {
        handlers.free(module);
        wake();
    }

    private void tick() {
        var active = runner.active();
        if (active.isEmpty()) {
            return;
        }
        var now = clock.instant();
        active.forEach((id, run) -> {
            if (run.sample(now)) {
                transactions.run(() -> {
                    store.progress(id, run.runNo(), run.done(), run.total(), run.rate());
                    changes.changed("job", id);
                });
            }
        });
        if (shared) {
            transactions.call(() -> store.orders(active.keySet())).forEach((id, order) -> {
                var run = active.get(id);
                if (run != null) {
                    run.order(order);
                }
            });
        }
    }

    private void clean() {
        var before = clock.instant().minus(KEPT);
        while (transactions.call(() -> store.removeEnded(before)) > 0) {
            LOGGER.debug("Removed jobs that ended long ago");
        }
    }

    private static boolean await(BooleanSupplier condition, Duration patience) {
        var end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return condition.getAsBoolean();
    }
}
