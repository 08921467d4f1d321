package org.kithwork.core.internal.access.audit;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that does a small thing now and then; a failure is logged once until it works again. */
public final class Worker implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(Worker.class);
    private static final int PATIENCE_SECONDS = 5;

    private final ScheduledExecutorService executor;
    private final String name;
    private final Runnable task;
    private boolean failed;

    public Worker(String name, Duration pause, Runnable task) {
        this.name = name;
        this.task = task;
        this.executor = Executors.newSingleThreadScheduledExecutor(body -> {
            var thread = new Thread(body, name);
            thread.setDaemon(true);
            return thread;
        });
        var unused =
                executor.scheduleWithFixedDelay(this::run, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run() {
        try {
            task.run();
            failed = false;
        } catch (RuntimeException | LinkageError e) {
            if (!failed) {
                LOGGER.warn("{} failed and will be tried again", name, e);
            }
            failed = true;
        }
    }

    /** Does it once before the first pause is over. */
    public void soon() {
        executor.execute(this::run);
    }

    /** Ends after the current run; for the task itself to call. */
    public void end() {
        executor.shutdown();
    }

    /** Lets a running task finish, and ends. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
