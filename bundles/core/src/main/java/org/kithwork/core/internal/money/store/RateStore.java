package org.kithwork.core.internal.money.store;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.money.RateState;
import org.kithwork.page.PageRequest;
import org.kithwork.store.Dialect;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the entries of the table of rates. The key of one that stands is its pair, whichever way round, and its day. */
@Component(service = RateStore.class)
public class RateStore {

    private final JpaTemplate jpa;
    private final Dialect dialect;

    @Activate
    public RateStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference Dialect dialect,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
        this.dialect = dialect;
    }

    public Optional<RateEntity> find(String id) {
        return jpa.txExpr(TransactionType.Required, em -> Optional.ofNullable(em.find(RateEntity.class, id)));
    }

    /** The entry that stands for the pair on this very day. */
    public Optional<RateEntity> standing(Currency one, Currency other, LocalDate day) {
        return byKey(key(pair(one, other), day.toString()));
    }

    /** The entry of the pair that stands and is of the latest day that is not after this one. */
    public Optional<RateEntity> latest(Currency one, Currency other, LocalDate day) {
        var pair = pair(one, other);
        return jpa.txExpr(
                        TransactionType.Required,
                        em -> Sql.select("r.standing_key FROM core_rate r " + Sql.byIndex("core_rate_standing"))
                                .where("r.standing_key <= ?", key(pair, day.toString()))
                                .where("r.standing_key > ?", key(pair, ""))
                                .orderBy("r.standing_key DESC")
                                .first(1)
                                .values(em, String.class)
                                .stream()
                                .findFirst())
                .flatMap(this::byKey);
    }

    private Optional<RateEntity> byKey(String key) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Sql.select("r.* FROM core_rate r " + Sql.byIndex("core_rate_standing"))
                        .where("r.standing_key = ?", key)
                        .entities(em, RateEntity.class)
                        .stream()
                        .findFirst());
    }

    /**
     * Entries, those of the latest day first, one more than asked for.
     *
     * @param currency on either side; of all where {@code null}
     * @param replaced whether those that stand no more are there as well
     */
    public List<RateEntity> page(@Nullable Currency currency, boolean replaced, PageRequest request) {
        return jpa.txExpr(TransactionType.Required, em -> {
            var sql = Sql.select("r.list_key FROM core_rate r " + Sql.byIndex("core_rate_list"))
                    .whereIf("r.state = ?", replaced ? null : RateState.STANDING.name());
            if (currency != null) {
                var code = currency.getCurrencyCode();
                sql.where("(r.from_code = ? OR r.to_code = ?)", code, code);
            }
            var keys = sql.page("r.list_key", true, request).values(em, String.class);
            return Sql.inPortions(
                    keys,
                    some -> Sql.select("r.* FROM core_rate r")
                            .whereIn("r.list_key", some)
                            .orderBy("r.list_key DESC")
                            .entities(em, RateEntity.class));
        });
    }

    /** Adds an entry that stands; {@code false} when there is one of its pair and day. */
    public boolean insert(RateEntity row) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> dialect.insertIfAbsent(
                        em,
                        "core_rate",
                        new String[] {
                            "standing_key",
                            "id",
                            "list_key",
                            "from_code",
                            "to_code",
                            "valid_on",
                            "rate",
                            "state",
                            "source",
                            "corrects",
                            "entered_at",
                            "entered_by",
                            "entered_name"
                        },
                        row.standingKey,
                        row.id,
                        row.listKey,
                        row.from,
                        row.to,
                        row.validOn,
                        row.rate,
                        row.state.name(),
                        row.source,
                        row.corrects,
                        Timestamp.from(row.enteredAt),
                        row.enteredBy,
                        row.enteredName));
    }

    /** Has an entry stand no more; {@code false} when it does not stand already. */
    public boolean giveUp(String id, RateState state) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> em.createNativeQuery(
                                        "UPDATE core_rate SET state = ?, standing_key = ? WHERE id = ? AND state = ?")
                                .setParameter(1, state.name())
                                .setParameter(2, "~" + id)
                                .setParameter(3, id)
                                .setParameter(4, RateState.STANDING.name())
                                .executeUpdate()
                        == 1);
    }

    /** Gives a row that is to stand its keys, made of its currencies, day and id. */
    public static void key(RateEntity row) {
        var pair = pair(Currency.getInstance(row.from), Currency.getInstance(row.to));
        row.standingKey = key(pair, row.validOn);
        row.listKey = row.validOn + "|" + pair + "|" + row.id;
    }

    private static String key(String pair, String day) {
        return pair + "|" + day;
    }

    private static String pair(Currency one, Currency other) {
        var first = one.getCurrencyCode();
        var second = other.getCurrencyCode();
        return first.compareTo(second) < 0 ? first + "-" + second : second + "-" + first;
    }
}
