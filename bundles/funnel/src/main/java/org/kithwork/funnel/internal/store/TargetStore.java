package org.kithwork.funnel.internal.store;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import org.kithwork.funnel.internal.attainment.Target;
import org.kithwork.funnel.internal.attainment.Target.Level;
import org.kithwork.money.Money;
import org.kithwork.store.Dialect;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps targets. */
@Component(service = TargetStore.class)
public final class TargetStore {

    private static final String[] COLUMNS = {
        "target_key", "target_level", "subject_id", "target_month", "amount", "currency"
    };

    private final FunnelUnit unit;
    private final Dialect dialect;

    @Activate
    public TargetStore(@Reference FunnelUnit unit, @Reference Dialect dialect) {
        this.unit = unit;
        this.dialect = dialect;
    }

    private static String key(Level level, String subject, String month) {
        return level + "/" + subject + "/" + month;
    }

    /** Adds it, or changes the one of this month. */
    public void put(Target target) {
        var key = key(target.level(), target.subject(), target.month());
        var currency = target.amount().currency().getCurrencyCode();
        unit.run(em -> {
            var isNew = dialect.insertIfAbsent(
                    em,
                    "funnel_target",
                    COLUMNS,
                    key,
                    target.level().name(),
                    target.subject(),
                    target.month(),
                    target.amount().amount(),
                    currency);
            if (!isNew) {
                Sql.update(
                        em,
                        "UPDATE funnel_target SET amount = ?, currency = ? WHERE target_key = ?",
                        target.amount().amount(),
                        currency,
                        key);
            }
        });
    }

    /** Removes it; answers whether it was there. */
    public boolean remove(Level level, String subject, String month) {
        return unit.in(
                em -> Sql.update(em, "DELETE FROM funnel_target WHERE target_key = ?", key(level, subject, month)) > 0);
    }

    /** Those of a month, users before teams before stores. */
    public List<Target> of(String month) {
        return unit.in(em -> Sql.select("t.target_level, t.subject_id, t.amount, t.currency FROM funnel_target t")
                .where("t.target_month = ?", month)
                .orderBy("t.target_level DESC, t.subject_id")
                .rows(em)
                .stream()
                .map(row -> new Target(
                        Level.valueOf((String) row[0]),
                        (String) row[1],
                        month,
                        new Money(new BigDecimal(row[2].toString()), Currency.getInstance((String) row[3]))))
                .toList());
    }
}
