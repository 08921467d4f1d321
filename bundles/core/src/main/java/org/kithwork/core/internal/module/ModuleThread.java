package org.kithwork.core.internal.module;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.kithwork.core.Callers;
import org.kithwork.permission.Actor;
import org.kithwork.problem.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread on which modules come and go, so that one change never meets another. */
@Component(service = ModuleThread.class)
public final class ModuleThread {

    private static final Logger LOGGER = LoggerFactory.getLogger(ModuleThread.class);
    private static final Actor CORE = Actor.module("core");

    private final Callers callers;
    private final ExecutorService executor = Executors.newSingleThreadExecutor(body -> {
        var thread = new Thread(body, "kithwork-modules");
        thread.setDaemon(true);
        return thread;
    });

    @Activate
    public ModuleThread(@Reference Callers callers) {
        this.callers = callers;
    }

    /** Does it after what is under way, as this actor. */
    <T> CompletableFuture<T> submit(Actor actor, Supplier<T> body) {
        try {
            return CompletableFuture.supplyAsync(() -> callers.as(actor, body), executor);
        } catch (RejectedExecutionException e) {
            throw ModuleProblem.conflict("module-busy");
        }
    }

    /** Does by itself what nobody waits for. */
    void later(String what, Runnable body) {
        try {
            executor.execute(() -> quietly(what, body));
        } catch (RejectedExecutionException e) {
            LOGGER.debug("{} is left out: the system stops", what);
        }
    }

    private void quietly(String what, Runnable body) {
        try {
            callers.run(CORE, body);
        } catch (Problem e) {
            LOGGER.warn("{}: {}", what, e.detail(java.util.Locale.ENGLISH));
        } catch (RuntimeException | LinkageError e) {
            LOGGER.error("{} failed", what, e);
        }
    }

    /** The outcome, if it is there in time. */
    static <T> Optional<T> await(CompletableFuture<T> work, Duration patience) {
        try {
            return Optional.of(work.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Deactivate
    void shutDown() {
        executor.shutdown();
    }
}
