package org.kithwork.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The closed loop: each worker has one connection and sends the next request when it has read the answer. What begins
 * in the warm-up or ends after the window is not counted.
 */
public final class LoadGenerator {

    private static final long LONGEST_MICROS = Duration.ofMinutes(5).toNanos() / 1_000;

    /** Request numbers never repeat within this process, so that no create repeats another. */
    private final AtomicLong numbers = new AtomicLong();

    public LoadResult run(Load load) {
        long begin = System.nanoTime() + load.warmUp().toNanos();
        long end = begin + load.measured().toNanos();
        ExecutorService threads = Executors.newFixedThreadPool(load.concurrency());
        try {
            List<Future<Worker>> workers = new ArrayList<>();
            for (int i = 0; i < load.concurrency(); i++) {
                workers.add(threads.submit(new Worker(load, begin, end)));
            }
            parkUntil(begin);
            long[] before = cpu(load);
            long seen = System.nanoTime();
            parkUntil(end);
            long[] after = cpu(load);
            double seconds = (System.nanoTime() - seen) / 1e9;
            return collect(workers, seconds, after[0] - before[0], after[1] - before[1]);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static LoadResult collect(List<Future<Worker>> workers, double seconds, long serverCpu, long databaseCpu)
            throws InterruptedException {
        Histogram all = histogram();
        long errors = 0;
        Optional<String> firstError = Optional.empty();
        for (Future<Worker> future : workers) {
            try {
                Worker worker = future.get();
                all.add(worker.latencies);
                errors += worker.errors;
                firstError = firstError.or(() -> Optional.ofNullable(worker.firstError));
            } catch (ExecutionException e) {
                throw new IllegalStateException("a worker of the load generator failed", e);
            }
        }
        return new LoadResult(all, errors, firstError, seconds, serverCpu, databaseCpu);
    }

    private static long[] cpu(Load load) {
        return new long[] {
            load.server().cpuMillis(),
            load.database().map(ProcessTree::cpuMillis).orElse(0L)
        };
    }

    private static void parkUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    static Histogram histogram() {
        return new Histogram(LONGEST_MICROS, 3);
    }

    private final class Worker implements Callable<Worker> {

        private final Load load;
        private final long begin;
        private final long end;
        private final Histogram latencies = histogram();
        private long errors;
        private @Nullable String firstError;

        Worker(Load load, long begin, long end) {
            this.load = load;
            this.begin = begin;
            this.end = end;
        }

        @Override
        public Worker call() throws IOException {
            try (HttpConnection connection = new HttpConnection(load.port())) {
                while (System.nanoTime() < end) {
                    once(connection, load.requests().request(numbers.getAndIncrement()));
                }
            }
            return this;
        }

        private void once(HttpConnection connection, byte[] request) {
            long sent = System.nanoTime();
            try {
                int status = connection.exchange(request);
                long done = System.nanoTime();
                if (status != load.wanted()) {
                    failed(sent, status + " " + connection.body());
                } else if (sent >= begin && done <= end) {
                    latencies.recordValue(Math.min(LONGEST_MICROS, (done - sent) / 1_000));
                }
            } catch (IOException e) {
                failed(sent, e.toString());
                LockSupport.parkNanos(10_000_000);
            }
        }

        private void failed(long sent, String what) {
            if (sent >= begin && sent < end) {
                errors++;
                if (firstError == null) {
                    firstError = what.substring(0, Math.min(300, what.length()));
                }
            }
        }
    }
}
