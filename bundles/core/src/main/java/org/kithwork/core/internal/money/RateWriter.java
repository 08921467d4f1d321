package org.kithwork.core.internal.money;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.money.store.RateEntity;
import org.kithwork.core.internal.money.store.RateStore;
import org.kithwork.customer.ActorName;
import org.kithwork.id.Ids;
import org.kithwork.permission.AccessControl;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes entries of the table of rates and their audit, in the caller's transaction. */
@Component(service = RateWriter.class)
public final class RateWriter {

    private final RateStore store;
    private final AccessControl access;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public RateWriter(
            @Reference RateStore store,
            @Reference AccessControl access,
            @Reference Audit audit,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.store = store;
        this.access = access;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /** The entry as written; {@code null} when another one stands for its pair and day. */
    @Nullable
    RateEntity insert(CheckedRate rate, String corrects) {
        var actor = access.actor();
        var row = new RateEntity();
        row.id = ids.next();
        row.from = rate.from().getCurrencyCode();
        row.to = rate.to().getCurrencyCode();
        row.validOn = rate.date().toString();
        row.rate = rate.rate();
        row.state = RateState.STANDING;
        row.source = rate.source();
        row.corrects = corrects;
        row.enteredAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        row.enteredBy = actor.id();
        row.enteredName = actor.name();
        RateStore.key(row);
        return store.insert(row) ? row : null;
    }

    /** Notes what was done to an entry. */
    void note(String action, RateEntity row, @Nullable BigDecimal before, @Nullable String reason) {
        var detail = new LinkedHashMap<String, Object>();
        detail.put("from", row.from);
        detail.put("to", row.to);
        detail.put("date", row.validOn);
        detail.put("rate", plain(row.rate).toPlainString());
        if (before != null) {
            detail.put("before", plain(before).toPlainString());
        }
        audit.record(new Audit.Entry(action, "core:rate", row.id, null, Map.copyOf(detail), reason));
    }

    static RateEntry view(RateEntity row) {
        return new RateEntry(
                row.id,
                Currency.getInstance(row.from),
                Currency.getInstance(row.to),
                LocalDate.parse(row.validOn),
                plain(row.rate),
                row.state,
                row.source.isEmpty() ? null : row.source,
                row.corrects.isEmpty() ? null : row.corrects,
                row.enteredAt,
                new ActorName(row.enteredBy, row.enteredName));
    }

    /** The number without the zeros that the column adds. */
    static BigDecimal plain(BigDecimal rate) {
        var plain = rate.stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }
}
