package org.kithwork.core.internal.money;

import java.time.LocalDate;
import java.util.Currency;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.money.store.RateEntity;
import org.kithwork.core.internal.money.store.RateStore;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Enters, corrects and withdraws rates. An entry never changes: what corrects it is another one, and it stays to explain
 * what was converted by it.
 */
@Component(service = RateBook.class)
public final class RateBook {

    private static final int LONGEST_REASON = 200;

    private final RateReader reader;
    private final RateWriter writer;
    private final RateStore store;
    private final AccessControl access;
    private final Transactions transactions;

    @Activate
    public RateBook(
            @Reference RateReader reader,
            @Reference RateWriter writer,
            @Reference RateStore store,
            @Reference AccessControl access,
            @Reference Transactions transactions) {
        this.reader = reader;
        this.writer = writer;
        this.store = store;
        this.access = access;
        this.transactions = transactions;
    }

    /** Enters a rate; refuses a pair and a day that have one. */
    public RateEntry add(RateDraft draft) {
        access.require(MoneyPermissions.EDIT);
        var checked = reader.read(draft, false);
        return transactions.call(() -> RateWriter.view(append(checked)));
    }

    /** Puts another entry in the place of one that stands. */
    public RateEntry correct(String id, RateDraft.Correction draft) {
        access.require(MoneyPermissions.EDIT);
        var faults = new Faults();
        var rate = reader.rate(faults, draft.rate(), draft.units());
        var source = reader.source(faults, draft.source());
        var reason = faults.optionalText("/reason", draft.reason(), LONGEST_REASON);
        faults.check();
        return transactions.call(() -> {
            var old = standing(id);
            var checked = new CheckedRate(
                    Currency.getInstance(old.from),
                    Currency.getInstance(old.to),
                    LocalDate.parse(old.validOn),
                    rate,
                    source);
            return RateWriter.view(replace(old, checked, reason));
        });
    }

    /** Takes an entry back that should not be there; the one before it holds again. */
    public RateEntry withdraw(String id, @Nullable String reason) {
        access.require(MoneyPermissions.EDIT);
        var faults = new Faults();
        var why = faults.optionalText("/reason", reason, LONGEST_REASON);
        faults.check();
        return transactions.call(() -> {
            var old = standing(id);
            giveUp(old, RateState.WITHDRAWN);
            writer.note("rate.withdrawn", old, null, why);
            return RateWriter.view(old).in(RateState.WITHDRAWN);
        });
    }

    /** What came of a row of an import, and the entry that stands now. */
    record Row(Entered what, String id) {}

    /** What a row of an import did. */
    enum Entered {
        ADDED,
        CORRECTED,
        SAME,
        KEPT
    }

    /** Enters a row of an import: where the pair and day have a rate, that is kept or another takes its place. */
    Row enter(CheckedRate checked, boolean overwrite) {
        access.require(MoneyPermissions.EDIT);
        return transactions.call(() -> {
            var known = store.standing(checked.from(), checked.to(), checked.date());
            if (known.isEmpty()) {
                return new Row(Entered.ADDED, append(checked).id);
            }
            var old = known.get();
            if (isSame(old, checked)) {
                return new Row(Entered.SAME, old.id);
            }
            return overwrite
                    ? new Row(Entered.CORRECTED, replace(old, checked, null).id)
                    : new Row(Entered.KEPT, old.id);
        });
    }

    private static boolean isSame(RateEntity known, CheckedRate checked) {
        return known.from.equals(checked.from().getCurrencyCode()) && known.rate.compareTo(checked.rate()) == 0;
    }

    private RateEntity append(CheckedRate checked) {
        var row = Optional.ofNullable(writer.insert(checked, "")).orElseThrow(() -> thereIsOne(checked));
        writer.note("rate.added", row, null, null);
        return row;
    }

    private RateEntity replace(RateEntity old, CheckedRate checked, @Nullable String reason) {
        giveUp(old, RateState.CORRECTED);
        var row = Optional.ofNullable(writer.insert(checked, old.id)).orElseThrow(() -> thereIsOne(checked));
        writer.note("rate.corrected", row, old.rate, reason);
        return row;
    }

    private RateEntity standing(String id) {
        var row = store.find(id).orElseThrow(() -> Problem.notFound("rate"));
        if (row.state != RateState.STANDING) {
            throw replaced();
        }
        return row;
    }

    private void giveUp(RateEntity row, RateState state) {
        if (!store.giveUp(row.id, state)) {
            throw replaced();
        }
    }

    private static Problem replaced() {
        return Problem.conflict(Message.of(RateBook.class, "rate-replaced"));
    }

    private static Problem thereIsOne(CheckedRate rate) {
        return Problem.conflict(Message.of(
                RateBook.class,
                "rate-there",
                rate.from().getCurrencyCode(),
                rate.to().getCurrencyCode(),
                rate.date().toString()));
    }
}
