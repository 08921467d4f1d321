package org.kithwork.core.internal.answer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.IdempotentAnswers;
import org.kithwork.core.internal.access.audit.Effects;
import org.kithwork.core.internal.answer.store.AnswerEntity;
import org.kithwork.core.internal.answer.store.AnswerStore;
import org.kithwork.core.internal.protection.BlindIndex;
import org.kithwork.core.internal.protection.DataClass;
import org.kithwork.core.internal.protection.FieldCipher;
import org.kithwork.core.internal.protection.FieldRef;
import org.kithwork.core.internal.protection.Keys;
import org.kithwork.id.Ids;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Keeps answers in the database, so that any node and the next start know them. That a request had an effect is noted in
 * the transaction of the effect: after a kill the key of a request without one is free again, and one whose answer was
 * lost is never run twice. The thread that claims a key is the one that serves the request.
 */
@Component(service = {IdempotentAnswers.class, Effects.class, AnswerKeeper.class})
public final class AnswerKeeper implements IdempotentAnswers, Effects {

    static final Duration KEPT = Duration.ofHours(24);
    /** After so long without an effect a request may be taken for dead; if it is not, its effect fails. */
    static final Duration LEASE = Duration.ofMinutes(1);

    private final AnswerStore store;
    private final Transactions transactions;
    private final BlindIndex index;
    private final FieldCipher cipher;
    private final Ids ids;
    private final Clock clock;
    private final ThreadLocal<@Nullable Held> held = new ThreadLocal<>();

    @Activate
    public AnswerKeeper(
            @Reference AnswerStore store,
            @Reference Transactions transactions,
            @Reference Keys keys,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.index = new BlindIndex(keys.ring());
        this.cipher = new FieldCipher(keys.ring());
        this.ids = ids;
        this.clock = clock;
    }

    /** The key that this thread holds. */
    private static final class Held {

        private final String id;
        private final String claim;
        private boolean marked;

        Held(String id, String claim) {
            this.id = id;
            this.claim = claim;
        }
    }

    @Override
    public Claim claim(Key key, String fingerprint) {
        var places = candidates("key", key.actor() + "\n" + key.value());
        var prints = candidates("print", fingerprint);
        var claim = ids.next();
        var found = transactions.call(() -> claim(places, prints, claim));
        if (found instanceof Fresh) {
            held.set(new Held(places.get(0), claim));
        }
        return found;
    }

    private Claim claim(List<String> places, List<String> prints, String claim) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        for (var place : places) {
            store.deleteExpired(place, now);
        }
        for (var earlier : places.subList(1, places.size())) {
            var row = store.find(earlier);
            if (row.isPresent()) {
                return known(row.get(), prints, claim, now);
            }
        }
        if (store.insert(row(places.get(0), prints.get(0), claim, now))) {
            return new Fresh();
        }
        // It may be gone again by now; the caller then comes again.
        return store.find(places.get(0))
                .map(row -> known(row, prints, claim, now))
                .orElseGet(Running::new);
    }

    private static AnswerEntity row(String id, String print, String claim, Instant now) {
        var row = new AnswerEntity();
        row.id = id;
        row.print = print;
        row.claim = claim;
        row.claimedAt = now;
        row.expiresAt = now.plus(KEPT);
        return row;
    }

    private Claim known(AnswerEntity row, List<String> prints, String claim, Instant now) {
        if (!prints.contains(row.print)) {
            return new Different();
        }
        var answer = row.answer;
        if (answer != null) {
            return new Kept(AnswerCodec.read(cipher.decrypt(DataClass.ANSWER, place(row.id), answer)));
        }
        if (row.claimedAt.plus(LEASE).isAfter(now)) {
            return new Running();
        }
        if (row.effect) {
            return new Unanswered();
        }
        return store.takeOver(row, claim, now) ? new Fresh() : new Running();
    }

    @Override
    public void keep(Key key, Answer answer) {
        var mine = held.get();
        held.remove();
        if (mine != null) {
            var sealed = cipher.encrypt(DataClass.ANSWER, place(mine.id), AnswerCodec.write(answer));
            transactions.run(() -> store.keep(mine.id, mine.claim, sealed));
        }
    }

    @Override
    public void release(Key key) {
        var mine = held.get();
        held.remove();
        if (mine != null) {
            transactions.run(() -> store.release(mine.id, mine.claim));
        }
    }

    @Override
    public void changed() {
        var mine = held.get();
        if (mine == null || mine.marked) {
            return;
        }
        transactions.run(() -> {
            if (!store.markEffect(mine.id, mine.claim)) {
                throw Problem.conflict(Message.of(AnswerKeeper.class, "idempotency-key-taken-over"));
            }
            mine.marked = true;
            transactions.afterRollback(() -> mine.marked = false);
        });
    }

    /** Removes what nobody may ask for any more. */
    public void tidy() {
        transactions.run(() -> store.deleteExpired(clock.instant()));
    }

    private List<String> candidates(String field, String value) {
        return index.candidates(DataClass.ANSWER, field, value);
    }

    private static FieldRef place(String id) {
        return new FieldRef("core_answer", "answer", id);
    }
}
