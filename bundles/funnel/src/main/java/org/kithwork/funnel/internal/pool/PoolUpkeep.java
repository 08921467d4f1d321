package org.kithwork.funnel.internal.pool;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerClaims;
import org.kithwork.customer.CustomerId;
import org.kithwork.funnel.internal.pool.Returns.Due;
import org.kithwork.funnel.internal.store.PoolRoundStore;
import org.kithwork.funnel.internal.store.PoolRoundStore.Round;
import org.kithwork.job.spi.Upkeep;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives customers back to their pools by the rules of these. It goes through all who have an owner, a portion at a time and a round an hour at most; who was
 * given to somebody else meanwhile stays with him.
 */
@Component
public final class PoolUpkeep implements Upkeep {

    private static final Logger LOGGER = LoggerFactory.getLogger(PoolUpkeep.class);
    private static final Duration PAUSE = Duration.ofHours(1);
    private static final int PORTION = 500;
    private static final int MOST_PORTIONS = 20;

    private final CustomerClaims claims;
    private final Claims desk;
    private final Returns returns;
    private final PoolRoundStore rounds;
    private final Transactions transactions;
    private final Clock clock;

    @Activate
    public PoolUpkeep(
            @Reference CustomerClaims claims,
            @Reference Claims desk,
            @Reference Returns returns,
            @Reference PoolRoundStore rounds,
            @Reference Transactions transactions,
            @Reference Clock clock) {
        this.claims = claims;
        this.desk = desk;
        this.returns = returns;
        this.rounds = rounds;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String module() {
        return "funnel";
    }

    @Override
    public void run() {
        var recycling = returns.recycling();
        if (recycling.isEmpty()) {
            return;
        }
        var round = rounds.round();
        if (round.after().isEmpty()) {
            var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            if (round.begunAt().plus(PAUSE).isAfter(now)) {
                return;
            }
            round = new Round("", now);
        }
        for (int portion = 0; portion < MOST_PORTIONS; portion++) {
            var some = claims.owned(after(round), PORTION);
            returns.today(recycling, some).forEach(this::attempt);
            var ended = some.size() < PORTION;
            round = new Round(ended ? "" : some.get(some.size() - 1).id().value(), round.begunAt());
            rounds.keep(round);
            if (ended) {
                return;
            }
        }
    }

    private static @Nullable CustomerId after(Round round) {
        return round.after().isEmpty() ? null : new CustomerId(round.after());
    }

    /** Whoever comes behind is not to wait for one who cannot go back now. */
    private void attempt(Due due) {
        try {
            transactions.run(() -> giveBack(due));
        } catch (RuntimeException e) {
            LOGGER.warn(
                    "Customer {} did not go back and is tried again in the next round",
                    due.customer().id(),
                    e);
        }
    }

    private void giveBack(Due due) {
        if (claims.release(due.customer().id(), due.customer().ownerId())) {
            desk.noted(due.pool(), due.customer(), due.why());
        }
    }
}
