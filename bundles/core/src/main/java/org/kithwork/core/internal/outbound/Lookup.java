package org.kithwork.core.internal.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.kithwork.outbound.OutboundException.Reason;

/** Looks a host up once and lets none of its addresses pass that must not be called. */
final class Lookup implements AutoCloseable {

    private static final int MOST_AT_ONCE = 16;
    private static final int IDLE_SECONDS = 10;

    private final Resolver resolver;
    private final ThreadPoolExecutor threads;

    Lookup(Resolver resolver) {
        this.resolver = resolver;
        var count = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                0, MOST_AT_ONCE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), body -> {
                    var thread = new Thread(body, "kithwork-lookup-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** Where to connect to; refuses a host of which one address is not allowed. */
    List<InetAddress> addresses(Target target, boolean internal, Deadline deadline) {
        var found = List.of(lookUp(target.host(), deadline));
        for (var address : found) {
            var kind = AddressKind.of(address);
            if (kind == AddressKind.FORBIDDEN || (kind == AddressKind.INTERNAL && !internal)) {
                throw Failure.of(
                        Reason.FORBIDDEN_ADDRESS,
                        kind == AddressKind.INTERNAL ? "address-internal" : "address-forbidden",
                        target.host());
            }
        }
        return found;
    }

    private InetAddress[] lookUp(String host, Deadline deadline) {
        try {
            return threads.submit(() -> resolver.resolve(host))
                    .get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException) {
                throw Failure.of(Reason.UNREACHABLE, "host-unknown", host);
            }
            throw new IllegalStateException("a host cannot be looked up", e.getCause());
        } catch (TimeoutException | RejectedExecutionException e) {
            throw Deadline.timedOut();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Deadline.timedOut();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
