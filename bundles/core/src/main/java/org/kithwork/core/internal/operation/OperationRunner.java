package org.kithwork.core.internal.operation;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.journal.Alarm;
import org.kithwork.core.internal.journal.Leadership;
import org.kithwork.core.internal.operation.store.OperationStore;
import org.kithwork.core.internal.operation.store.StepStore;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the steps of operations on the node that leads: those of one participant one after the other, those of several
 * side by side. What a module missed while it was away is done by {@link #catchUp} before it serves again.
 */
@Component(service = OperationRunner.class, immediate = true)
public final class OperationRunner {

    private static final Logger LOGGER = LoggerFactory.getLogger(OperationRunner.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration ARRIVAL = Duration.ofSeconds(10);
    private static final long REVIVAL = Duration.ofMinutes(1).toNanos();
    private static final int AT_ONCE = 200;

    private final Stores stores;
    private final Transactions transactions;
    private final Participants participants;
    private final StepRunner runner;
    private final Leadership leadership;

    private final Alarm alarm = new Alarm();
    private final Set<String> running = new HashSet<>();
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private final ExecutorService workers = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            5,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> thread(task, "kithwork-operation-step"));
    private Set<String> seen = Set.of();
    private long revivedAt = System.nanoTime() - REVIVAL;
    private volatile boolean stopping;
    private @Nullable Thread main;

    private record Stores(OperationStore operations, StepStore steps) {}

    @Activate
    public OperationRunner(
            @Reference OperationStore operations,
            @Reference StepStore steps,
            @Reference Transactions transactions,
            @Reference Participants participants,
            @Reference StepRunner runner,
            @Reference Leadership leadership) {
        this.stores = new Stores(operations, steps);
        this.transactions = transactions;
        this.participants = participants;
        this.runner = runner;
        this.leadership = leadership;
    }

    @Activate
    void start() {
        main = thread(this::loop, "kithwork-operations");
        main.start();
    }

    @Deactivate
    void stop() throws InterruptedException {
        stopping = true;
        alarm.ring();
        workers.shutdown();
        if (main != null) {
            main.join(PATIENCE.toMillis());
        }
        if (!workers.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            LOGGER.warn("A participant has not returned; it is interrupted");
            workers.shutdownNow();
        }
    }

    private static Thread thread(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.setContextClassLoader(OperationRunner.class.getClassLoader());
        return thread;
    }

    /** Looks at once. */
    void wake() {
        alarm.ring();
    }

    private void loop() {
        while (!stopping) {
            try {
                alarm.await(tick() ? Duration.ZERO : TICK);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | LinkageError e) {
                LOGGER.warn("Operations rest for a moment ({})", e.getClass().getSimpleName());
                LOGGER.debug("Why operations rest", e);
            }
        }
    }

    /** {@code true} when somebody has come, so that there may be more to do. */
    private boolean tick() throws InterruptedException {
        var come = greet();
        if (leadership.isLeading()) {
            if (System.nanoTime() - revivedAt >= REVIVAL) {
                runner.reviveAll();
                revivedAt = System.nanoTime();
            }
            transactions.call(() -> stores.steps.wanted(runner.now())).forEach(this::look);
        }
        return come;
    }

    /** Whoever comes after this node has last greeted is greeted next, so that nothing waits for him in vain. */
    private void look(String participant) {
        if (!seen.contains(participant) && !participant.equals(ExportArchive.STEP)) {
            transactions.run(() -> stores.steps.waits(participant, StepRunner.NOT_RUNNING));
        } else if (!held.contains(participant)) {
            run(participant);
        }
    }

    /** Remembers who has come, and has what waited for them looked at. */
    private boolean greet() {
        var here = participants.namesHere();
        var fresh = here.stream().filter(name -> !seen.contains(name)).collect(Collectors.toSet());
        if (!fresh.isEmpty()) {
            transactions.run(() -> fresh.forEach(name -> {
                remember(name);
                stores.steps.revive(name, runner.now());
            }));
        }
        seen = here;
        return !fresh.isEmpty();
    }

    /** Whoever was here once is asked for its part of every operation, until it is forgotten. */
    private void remember(String participant) {
        stores.operations.seen(participant, runner.now());
    }

    private void run(String participant) {
        if (!begin(participant, Duration.ZERO)) {
            return;
        }
        workers.execute(() -> {
            var found = false;
            try {
                var due = transactions.call(() -> stores.steps.due(participant, runner.now(), AT_ONCE));
                found = !due.isEmpty();
                each(participant, due, runner::run);
                each(participant, sweeps(participant), runner::sweep);
            } catch (RuntimeException | LinkageError e) {
                LOGGER.warn(
                        "Steps of {} rest for a moment ({})",
                        participant,
                        e.getClass().getSimpleName());
                LOGGER.debug("Why the steps rest", e);
            } finally {
                end(participant);
                if (found) {
                    alarm.ring();
                }
            }
        });
    }

    private List<StepStore.Due> sweeps(String participant) {
        return transactions.call(() -> stores.steps.sweeps(participant, runner.now(), AT_ONCE));
    }

    private void each(String participant, List<StepStore.Due> steps, Consumer<StepStore.Due> work) {
        for (var step : steps) {
            if (!stopping && !held.contains(participant)) {
                work.accept(step);
            }
        }
    }

    /** Only one thread works for a participant. */
    private boolean begin(String participant, Duration patience) {
        var deadline = System.nanoTime() + patience.toNanos();
        synchronized (running) {
            while (running.contains(participant)) {
                var left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    return false;
                }
                try {
                    running.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            return running.add(participant);
        }
    }

    private void end(String participant) {
        synchronized (running) {
            running.remove(participant);
            running.notifyAll();
        }
    }

    /**
     * Does all that a module missed while it was away, parked steps included, in order, and remembers it, so that
     * nothing is ever kept by somebody who is not asked. The module's gate is opened after it.
     *
     * @return how many steps could not be done; they stay parked or are tried again
     */
    public int catchUp(String module) {
        if (participants.find(module).isPresent()) {
            transactions.run(() -> remember(module));
        }
        var open = transactions.call(() -> stores.steps.open(module));
        if ((open.isEmpty() && sweeps(module).isEmpty()) || !isHere(module)) {
            return open.size();
        }
        if (!begin(module, PATIENCE)) {
            return open.size();
        }
        try {
            for (var step : transactions.call(() -> stores.steps.open(module))) {
                runner.run(step);
            }
            sweeps(module).forEach(runner::sweep);
        } finally {
            end(module);
        }
        return transactions.call(() -> stores.steps.open(module)).size();
    }

    /** Waits a little for the participant of a module that has just been started. */
    private boolean isHere(String module) {
        var deadline = System.nanoTime() + ARRIVAL.toNanos();
        var bell = new Alarm();
        while (participants.find(module).isEmpty()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            try {
                bell.await(Duration.ofMillis(50));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    /** Asks no more of a module's participant, before it is stopped. {@code false} when it is still at work. */
    boolean hold(String module, Duration patience) {
        held.add(module);
        if (!begin(module, patience)) {
            return false;
        }
        end(module);
        return true;
    }

    void release(String module) {
        held.remove(module);
        wake();
    }

    /** Forgets the participant of a module that is removed with its data. */
    void forget(String module) {
        transactions.run(() -> {
            stores.operations.forget(module);
            stores.steps.forget(module, runner.now());
        });
    }
}
