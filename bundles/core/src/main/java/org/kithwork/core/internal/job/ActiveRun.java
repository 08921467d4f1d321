package org.kithwork.core.internal.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.kithwork.core.internal.job.store.JobStore;
import org.kithwork.job.spi.JobRun;
import org.kithwork.problem.Message;
import org.kithwork.store.Transactions;

/** A job at work on this node. Its progress is kept here; a thread of its own writes it down now and then. */
final class ActiveRun implements JobRun {

    private static final int MOST_PROBLEMS = 100;

    private final String id;
    private final String module;
    private final long runNo;
    private final Map<String, Object> data;
    private final JobStore store;
    private final JobCipher cipher;
    private final Transactions transactions;
    private final BooleanSupplier unwelcome;
    private final List<Said> problems;

    private volatile Map<String, Object> state;
    private volatile long done;
    private volatile long total;
    private volatile Wanted wanted = Wanted.RUN;
    private volatile boolean lost;
    private volatile boolean yielded;

    private double rate;
    private long sampledDone = -1;
    private Instant sampledAt = Instant.EPOCH;
    private long toldDone = -1;
    private long toldTotal = -1;

    /**
     * A run.
     *
     * @param unwelcome whether the system is stopping or the handler is leaving
     */
    ActiveRun(
            Begun begun,
            String kind,
            JobStore store,
            JobCipher cipher,
            Transactions transactions,
            BooleanSupplier unwelcome) {
        this.module = JobHandlers.module(kind);
        this.id = begun.id();
        this.runNo = begun.runNo();
        this.data = begun.data();
        this.state = begun.state();
        this.done = begun.done();
        this.total = begun.total();
        this.problems = begun.problems();
        this.store = store;
        this.cipher = cipher;
        this.transactions = transactions;
        this.unwelcome = unwelcome;
    }

    /** A job as it is given to its handler. */
    record Begun(
            String id,
            long runNo,
            Map<String, Object> data,
            Map<String, Object> state,
            long done,
            long total,
            List<Said> problems) {}

    @Override
    public String id() {
        return id;
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
    public void save(Map<String, Object> toKeep) {
        var kept = Map.copyOf(toKeep);
        var sealed = cipher.sealState(id, kept);
        transactions.run(() -> {
            if (!store.saveState(id, runNo, sealed)) {
                lost = true;
                throw new JobLost(id);
            }
            transactions.afterCommit(() -> state = kept);
        });
    }

    @Override
    public void progress(long doneNow, long totalNow) {
        done = doneNow;
        total = totalNow;
    }

    @Override
    public void problem(Message message) {
        synchronized (problems) {
            if (problems.size() < MOST_PROBLEMS) {
                problems.add(Said.of(message));
            }
        }
    }

    @Override
    public boolean stopRequested() {
        var stop = lost || wanted != Wanted.RUN || unwelcome.getAsBoolean();
        yielded |= stop;
        return stop;
    }

    /** Whether the handler has been told to stop, so that its return does not mean that it is done. */
    boolean hasYielded() {
        return yielded;
    }

    void want(Wanted what) {
        wanted = what;
    }

    /**
     * Takes what was read from the database, which may be older than what was said here: it can stop a run and not go on
     * with one. A run that stops for an order taken back begins again.
     */
    void order(JobStore.Order order) {
        if (order.wanted() != Wanted.RUN) {
            wanted = order.wanted();
        }
        lost |= order.runNo() != runNo;
    }

    String module() {
        return module;
    }

    long runNo() {
        return runNo;
    }

    long done() {
        return done;
    }

    long total() {
        return total;
    }

    synchronized double rate() {
        return rate;
    }

    List<Said> problems() {
        synchronized (problems) {
            return new ArrayList<>(problems);
        }
    }

    /** Takes a sample. {@code true} when there is something new to write down. */
    synchronized boolean sample(Instant now) {
        var current = done;
        if (sampledDone >= 0) {
            var seconds = Duration.between(sampledAt, now).toNanos() / 1e9;
            if (seconds > 0 && (current != sampledDone || seconds > 2)) {
                var fresh = Math.max(0, current - sampledDone) / seconds;
                rate = rate == 0 ? fresh : 0.75 * rate + 0.25 * fresh;
                sampledDone = current;
                sampledAt = now;
            }
        } else {
            sampledDone = current;
            sampledAt = now;
        }
        var news = current != toldDone || total != toldTotal;
        toldDone = current;
        toldTotal = total;
        return news;
    }
}
