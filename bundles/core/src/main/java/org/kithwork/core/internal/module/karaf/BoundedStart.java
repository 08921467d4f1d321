package org.kithwork.core.internal.module.karaf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.kithwork.core.internal.module.FeatureHost.HostFailure;
import org.kithwork.core.internal.module.ModuleProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a module so long to start and no longer. One that waits is interrupted and fails as any other; one that does not let itself
 * be interrupted keeps the container's thread for good, so no module can be changed any more, and the container forgets at the next
 * start of the process what it had installed.
 */
final class BoundedStart {

    private static final Logger LOGGER = LoggerFactory.getLogger(BoundedStart.class);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final String CONTAINER_THREADS = "features-";

    private final Duration limit;
    private volatile String hanging = "";

    BoundedStart(Duration limit) {
        this.limit = limit;
    }

    /** Does it, or fails when it takes too long. */
    void run(String word, Callable<?> start) throws Exception {
        var work = new FutureTask<>(start);
        var thread = new Thread(work, "kithwork-start-" + word);
        thread.setDaemon(true);
        thread.start();
        if (ended(work, limit)) {
            return;
        }
        LOGGER.error("The start of {} did not end within {} s and is interrupted", word, limit.toSeconds());
        Thread.getAllStackTraces().keySet().stream()
                .filter(one -> one.getName().startsWith(CONTAINER_THREADS))
                .forEach(Thread::interrupt);
        if (!ended(work, GRACE)) {
            hanging = word;
            forgetAtNextStart();
            throw new HostFailure(
                    ModuleProblem.message("start-endless", limit.toSeconds()),
                    new TimeoutException("start of " + word));
        }
    }

    boolean isHanging() {
        return !hanging.isEmpty();
    }

    /** Refuses what would wait for a start that never ends. */
    void check() throws HostFailure {
        if (!hanging.isEmpty()) {
            throw new HostFailure(
                    ModuleProblem.message("start-hangs", hanging), new IllegalStateException(hanging + " hangs"));
        }
    }

    private static boolean ended(FutureTask<?> work, Duration patience) throws Exception {
        try {
            work.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static void forgetAtNextStart() {
        try {
            Files.deleteIfExists(Path.of(System.getProperty("karaf.data", "."), "build"));
        } catch (IOException e) {
            LOGGER.error("The container's cache could not be marked; delete karaf/cache before the next start", e);
        }
    }
}
