package org.kithwork.web.internal.http;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.Callers;
import org.kithwork.permission.Actor;
import org.kithwork.store.StatementLimit;

/** Runs the rest of the chain as an actor, and does the clearing when the answer is done, later if it is asynchronous. */
final class Course {

    /** How long the database may work at one statement of a request. */
    private static final Duration STATEMENT = Duration.ofSeconds(5);

    private Course() {}

    /** The rest of the chain. */
    interface Work {
        void run() throws IOException, ServletException;
    }

    static void as(Callers callers, Actor actor, Work work) throws IOException, ServletException {
        as(body -> callers.run(actor, body), work);
    }

    /** As the caller of the exchange, in his session if he has one. */
    static void as(Callers callers, Exchange exchange, Work work) throws IOException, ServletException {
        var caller = exchange.caller();
        if (caller.isEmpty()) {
            as(callers, exchange.actor(), work);
            return;
        }
        as(
                body -> callers.as(caller.get(), () -> {
                    body.run();
                    return "";
                }),
                work);
    }

    private static void as(Consumer<Runnable> bound, Work work) throws IOException, ServletException {
        try {
            bound.accept(() -> StatementLimit.within(STATEMENT, () -> {
                try {
                    work.run();
                    return "";
                } catch (IOException | ServletException e) {
                    throw new Tunnel(e);
                }
            }));
        } catch (Tunnel tunnel) {
            if (tunnel.getCause() instanceof IOException io) {
                throw io;
            }
            if (tunnel.getCause() instanceof ServletException servlet) {
                throw servlet;
            }
            throw tunnel;
        }
    }

    /** Runs it now, or when the asynchronous answer is done. */
    static void afterwards(HttpServletRequest request, Runnable clearing) {
        if (!request.isAsyncStarted()) {
            clearing.run();
            return;
        }
        try {
            request.getAsyncContext().addListener(new Finally(clearing));
        } catch (IllegalStateException e) {
            clearing.run();
        }
    }

    /** Carries a checked exception through code that knows none. */
    private static final class Tunnel extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Tunnel(Exception cause) {
            super(null, cause, false, false);
        }
    }

    private record Finally(Runnable clearing) implements AsyncListener {

        @Override
        public void onComplete(AsyncEvent event) {
            clearing.run();
        }

        @Override
        public void onTimeout(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }

    /** The cause that matters: a servlet exception is only a wrapping. */
    static Throwable cause(Throwable thrown) {
        @Nullable Throwable inner = thrown instanceof ServletException servlet ? servlet.getRootCause() : null;
        return inner == null ? thrown : inner;
    }
}
