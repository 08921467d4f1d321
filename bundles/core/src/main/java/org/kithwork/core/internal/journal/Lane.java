package org.kithwork.core.internal.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.permission.Actor;

/**
 * What the dispatcher knows of one handler between two deliveries: names and positions, never the handler itself. One
 * thread at a time works on it; others only look.
 */
final class Lane {

    private static final int MAX_BATCH = 100;
    private static final long FAST = Duration.ofMillis(50).toNanos();
    private static final long SLOW = Duration.ofMillis(150).toNanos();
    private static final long FLUSH = Duration.ofSeconds(2).toNanos();

    private final String handler;
    private final String module;

    private volatile boolean loaded;
    private volatile long position;
    private volatile long stored;
    private volatile @Nullable Instant nextDue;
    private volatile long pausedUntil = System.nanoTime();
    private volatile long flushedAt = System.nanoTime();
    private Set<String> blocked = Set.of();
    private int batch = MAX_BATCH;
    private int failures;
    private int hindrances;

    Lane(String handler) {
        this.handler = handler;
        this.module = moduleOf(handler);
    }

    /** A handler's name starts with its module's word. */
    static String moduleOf(String handler) {
        var dot = handler.indexOf('.');
        return dot < 0 ? handler : handler.substring(0, dot);
    }

    String handler() {
        return handler;
    }

    String module() {
        return module;
    }

    Actor actor() {
        return Actor.module(module);
    }

    /** Whether there is something to do, with the journal at {@code last}. */
    boolean wants(long last, Instant now) {
        return !isPaused() && (!loaded || position < last || isDue(now) || isFlushDue());
    }

    boolean isLoaded() {
        return loaded;
    }

    void load(long at, Set<String> queues, Optional<Instant> due) {
        position = at;
        stored = at;
        blocked = new HashSet<>(queues);
        nextDue = due.orElse(null);
        loaded = true;
    }

    /** Forgets what it knew, which is read again. */
    void unload() {
        loaded = false;
    }

    long position() {
        return position;
    }

    /** Where the cursor's row stands; events between it and {@link #position} were of no interest. */
    long stored() {
        return stored;
    }

    /** Moves past events that the handler does not want; the row follows later. */
    void pass(long to) {
        position = to;
    }

    /** The row was moved as well. */
    void moved(long to) {
        position = to;
        stored = to;
        flushedAt = System.nanoTime();
        hindrances = 0;
    }

    boolean isFlushDue() {
        return loaded && position != stored && System.nanoTime() - flushedAt > FLUSH;
    }

    boolean isBlocked(String queue) {
        return blocked.contains(queue);
    }

    void block(String queue) {
        blocked.add(queue);
    }

    void unblock(String queue) {
        blocked.remove(queue);
    }

    boolean isDue(Instant now) {
        var due = nextDue;
        return loaded && due != null && !due.isAfter(now);
    }

    void due(Optional<Instant> at) {
        nextDue = at.orElse(null);
    }

    /** Something was set aside, or marked by hand. */
    void dueBy(Instant at) {
        var due = nextDue;
        if (due == null || at.isBefore(due)) {
            nextDue = at;
        }
    }

    int batch() {
        return batch;
    }

    /** After a failure the events are tried one by one, to find the one that fails. */
    void single() {
        batch = 1;
    }

    /** Keeps transactions short: locks are held no longer than about a tenth of a second. */
    void adapt(long nanos) {
        if (nanos > SLOW) {
            batch = Math.max(1, batch / 2);
        } else if (nanos < FAST) {
            batch = Math.min(MAX_BATCH, batch * 2);
        }
    }

    boolean isPaused() {
        return System.nanoTime() - pausedUntil < 0;
    }

    void pause(Duration wait) {
        pausedUntil = System.nanoTime() + wait.toNanos();
    }

    /** An event failed; how many did so in a row. */
    int failed() {
        return ++failures;
    }

    void succeeded() {
        failures = 0;
    }

    /** The delivery was hindered by something that is not the event's fault; how often in a row. */
    int hindered() {
        return ++hindrances;
    }
}
