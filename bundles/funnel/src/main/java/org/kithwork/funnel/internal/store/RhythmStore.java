package org.kithwork.funnel.internal.store;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerId;
import org.kithwork.funnel.internal.repurchase.PurchaseNote;
import org.kithwork.funnel.internal.repurchase.Rhythm;
import org.kithwork.store.Dialect;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps what became of purchases, to which it only adds, and the rhythm that follows from it. */
@Component(service = RhythmStore.class)
public final class RhythmStore {

    static final String NOTES = "funnel_purchase_note";

    private static final String[] NOTE = {"id", "customer_id", "purchase_id", "what", "amount", "happened_at"};

    private static final String[] RHYTHM = {"customer_id", "days", "last_day", "gap_days"};

    /** Stands for the gap of who bought on a single day. */
    private static final BigDecimal NO_GAP = BigDecimal.ONE.negate();

    private final FunnelUnit unit;
    private final Dialect dialect;

    @Activate
    public RhythmStore(@Reference FunnelUnit unit, @Reference Dialect dialect) {
        this.unit = unit;
        this.dialect = dialect;
    }

    /** Whether the note was new. */
    public boolean insert(PurchaseNote note) {
        return unit.in(em -> dialect.insertIfAbsent(
                em,
                NOTES,
                NOTE,
                note.eventId(),
                note.customer().value(),
                note.purchaseId(),
                note.what().name(),
                note.amount(),
                Timestamp.from(note.at())));
    }

    /** When the customer made each purchase that counts: that was made, is not gone, and was not given back as a whole. */
    public List<Instant> purchases(CustomerId customer) {
        return unit.in(em -> Sql.select("n.purchase_id, MAX(CASE WHEN n.what = 'BOUGHT' THEN n.happened_at END),"
                        + " MAX(CASE WHEN n.what = 'GONE' THEN 1 ELSE 0 END), MIN(n.amount), SUM(n.amount)"
                        + " FROM funnel_purchase_note n")
                .where("n.customer_id = ?", customer.value())
                .groupBy("n.purchase_id")
                .rows(em)
                .stream()
                .filter(row -> row[1] != null && ((Number) row[2]).intValue() == 0 && isKept(row))
                .map(row -> ((Timestamp) row[1]).toInstant())
                .toList());
    }

    private static boolean isKept(Object[] row) {
        return ((BigDecimal) row[3]).signum() >= 0 || ((BigDecimal) row[4]).signum() > 0;
    }

    public void put(CustomerId customer, Rhythm rhythm) {
        var day = (int) rhythm.lastOn().toEpochDay();
        var gap = rhythm.gapDays() == null ? NO_GAP : rhythm.gapDays();
        unit.run(em -> {
            if (!dialect.insertIfAbsent(em, "funnel_rhythm", RHYTHM, customer.value(), rhythm.days(), day, gap)) {
                Sql.update(
                        em,
                        "UPDATE funnel_rhythm SET days = ?, last_day = ?, gap_days = ? WHERE customer_id = ?",
                        rhythm.days(),
                        day,
                        gap,
                        customer.value());
            }
        });
    }

    public void remove(CustomerId customer) {
        unit.run(em -> Sql.update(em, "DELETE FROM funnel_rhythm WHERE customer_id = ?", customer.value()));
    }

    public Optional<Rhythm> find(CustomerId customer) {
        return unit.in(em -> Sql.select("r.days, r.last_day, r.gap_days FROM funnel_rhythm r")
                .where("r.customer_id = ?", customer.value())
                .rows(em)
                .stream()
                .findFirst()
                .map(row -> new Rhythm(
                        ((Number) row[0]).intValue(),
                        LocalDate.ofEpochDay(((Number) row[1]).longValue()),
                        gap((BigDecimal) row[2]))));
    }

    private static @Nullable BigDecimal gap(BigDecimal kept) {
        return kept.signum() < 0 ? null : kept.setScale(Rhythm.DECIMALS);
    }
}
