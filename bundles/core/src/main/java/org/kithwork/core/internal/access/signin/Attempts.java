package org.kithwork.core.internal.access.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.store.AttemptStore;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * One counter for every way to sign in. An attempt counts as a failure before it is tried and is taken back when it
 * succeeds, so that many at once gain nothing. After five failures an account waits 1, 2, 4 … up to 30 minutes, after
 * thirty an address; names of nobody are counted like those of users. All together may fail 300 times at once and then
 * five times a second.
 */
@Component(service = Attempts.class)
public final class Attempts {

    static final int ACCOUNT_LIMIT = 5;
    public static final int ADDRESS_LIMIT = 30;
    private static final int LONGEST_MINUTES = 30;
    private static final Duration LONGEST = Duration.ofMinutes(LONGEST_MINUTES);
    private static final int EVERYBODY = 300;
    private static final int EVERYBODY_PER_SECOND = 5;
    private static final Duration MEMORY = Duration.ofHours(12);

    private final AttemptStore store;
    private final Transactions transactions;
    private final SteadyTime time;
    private final Bucket everybody;

    @Activate
    public Attempts(@Reference AttemptStore store, @Reference Transactions transactions, @Reference SteadyTime time) {
        this.store = store;
        this.transactions = transactions;
        this.time = time;
        this.everybody = new Bucket(EVERYBODY, EVERYBODY_PER_SECOND, time);
    }

    /** Counts an attempt as failed; refuses ({@code too-many-attempts}) while the account or the address waits. */
    public void begin(String account, @Nullable String address) {
        if (!everybody.take()) {
            throw tooMany(Duration.ofSeconds(1));
        }
        var now = time.now();
        var wait = transactions.call(() -> {
            var locked = count(accountKey(account), ACCOUNT_LIMIT, now);
            if (locked.isEmpty() && address != null) {
                locked = count(addressKey(address), ADDRESS_LIMIT, now);
            }
            return locked;
        });
        if (wait.isPresent()) {
            throw tooMany(wait.get());
        }
    }

    private static Problem tooMany(Duration wait) {
        return Problem.of(ProblemKind.TOO_MANY_REQUESTS, Message.of(Attempts.class, "too-many-attempts"))
                .retryAfter(wait);
    }

    /** Counts a secret that nobody has. */
    public void failed(String address) {
        transactions.run(() -> count(addressKey(address), ADDRESS_LIMIT, time.now()));
    }

    /** Refuses while the address waits. */
    public void requireOpen(String address) {
        var now = time.now();
        var counter = transactions.call(() -> store.find(addressKey(address)));
        counter.flatMap(found -> wait(found, now)).ifPresent(wait -> {
            throw tooMany(wait);
        });
    }

    /** Takes the attempt back: the account starts again, the address loses this one. */
    public void succeeded(String account, @Nullable String address) {
        everybody.giveBack();
        transactions.run(() -> {
            store.clear(accountKey(account));
            if (address != null) {
                takeBack(addressKey(address), ADDRESS_LIMIT);
            }
        });
    }

    /** Takes an attempt back that was right so far but proved nothing yet; what failed before stays counted. */
    void undecided(String account, String address) {
        everybody.giveBack();
        transactions.run(() -> {
            takeBack(accountKey(account), ACCOUNT_LIMIT);
            takeBack(addressKey(address), ADDRESS_LIMIT);
        });
    }

    /** Lets an account that waits try again at once. */
    public void release(String account) {
        transactions.run(() -> store.clear(accountKey(account)));
    }

    /** Forgets counters that are too old to matter. */
    public void tidy() {
        transactions.run(() -> store.deleteBefore(time.now().minus(MEMORY)));
    }

    private void takeBack(String key, int limit) {
        var now = time.now();
        var counter = store.lock(key, now);
        int failures = Math.max(0, counter.failures() - 1);
        store.set(
                key,
                new AttemptStore.Counter(
                        failures, counter.failedAt(), failures < limit ? null : counter.lockedUntil()));
    }

    /** How long to wait; empty when the attempt was counted and may be tried. */
    private Optional<Duration> count(String key, int limit, Instant now) {
        var counter = store.lock(key, now);
        var wait = wait(counter, now);
        if (wait.isPresent() && wait.get().compareTo(LONGEST) > 0) {
            // Made by a clock that was ahead. It waits as long as anybody does, from now on.
            store.set(key, new AttemptStore.Counter(counter.failures(), now, now.plus(LONGEST)));
            return Optional.of(LONGEST);
        }
        if (wait.isPresent()) {
            return wait;
        }
        var old = counter.failedAt().plus(MEMORY).isBefore(now);
        int failures = old ? 1 : counter.failures() + 1;
        store.set(key, new AttemptStore.Counter(failures, now, lockedUntil(failures, limit, now)));
        return Optional.empty();
    }

    private static Optional<Duration> wait(AttemptStore.Counter counter, Instant now) {
        var until = counter.lockedUntil();
        return until != null && until.isAfter(now) ? Optional.of(Duration.between(now, until)) : Optional.empty();
    }

    private static @Nullable Instant lockedUntil(int failures, int limit, Instant now) {
        if (failures < limit) {
            return null;
        }
        int doublings = Math.min(failures - limit, 5);
        return now.plus(Duration.ofMinutes(Math.min(1L << doublings, LONGEST_MINUTES)));
    }

    private static String accountKey(String account) {
        return Secrets.hash("account|" + account);
    }

    private static String addressKey(String address) {
        return Secrets.hash("address|" + address);
    }
}
