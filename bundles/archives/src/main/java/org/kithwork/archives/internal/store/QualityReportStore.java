package org.kithwork.archives.internal.store;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.QualityQuarter;
import org.kithwork.archives.internal.QualityQuarter.OfStore;
import org.kithwork.archives.internal.QualitySettings;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts how good the data of all customers are, and keeps the figures of quarters. */
@Component(service = QualityReportStore.class)
public final class QualityReportStore {

    private final ArchivesUnit unit;

    @Activate
    public QualityReportStore(@Reference ArchivesUnit unit) {
        this.unit = unit;
    }

    /** The figures of all customers at this moment, by store. */
    public List<OfStore> count(Instant now) {
        return unit.in(em -> {
            var stores = new TreeMap<String, OfStore>();
            for (var row : Sql.select(
                            "q.store_id, COUNT(*), COUNT(q.completeness), SUM(q.completeness) FROM archives_quality q")
                    .groupBy("q.store_id")
                    .rows(em)) {
                var sum = row[3] == null ? BigDecimal.ZERO : PurchaseRows.decimal(row[3]);
                stores.put(name(row[0]), new OfStore(name(row[0]), number(row[1]), number(row[2]), sum, 0, 0));
            }
            var aging = values(em, null);
            var fresh = values(em, now);
            stores.replaceAll((store, figures) -> new OfStore(
                    store,
                    figures.customers(),
                    figures.counted(),
                    figures.completeSum(),
                    aging.getOrDefault(store, 0L),
                    fresh.getOrDefault(store, 0L)));
            return List.copyOf(stores.values());
        });
    }

    /** How many values with an age there are, or how many of them are fresh at this moment. */
    private static Map<String, Long> values(EntityManager em, @Nullable Instant now) {
        var counts = new HashMap<String, Long>();
        Sql.select("q.store_id, COUNT(*) FROM archives_quality_field f"
                        + " JOIN archives_quality q ON q.customer_id = f.customer_id")
                .where("f.stale_at IS NOT NULL")
                .whereIf("f.stale_at > ?", now == null ? null : Timestamp.from(now))
                .groupBy("q.store_id")
                .rows(em)
                .forEach(row -> counts.put(name(row[0]), number(row[1])));
        return counts;
    }

    private static String name(@Nullable Object store) {
        return store == null ? "" : (String) store;
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    /** Puts the figures of the quarter in the place of those counted before. */
    public void keep(QualityQuarter quarter) {
        unit.in(em -> {
            Sql.update(em, "DELETE FROM archives_quality_report WHERE quarter = ?", quarter.quarter());
            Sql.update(em, "DELETE FROM archives_quality_quarter WHERE quarter = ?", quarter.quarter());
            Sql.update(
                    em,
                    "INSERT INTO archives_quality_quarter (quarter, taken_on, in_doubt, target_freshness,"
                            + " target_completeness, target_duplicates) VALUES (?, ?, ?, ?, ?, ?)",
                    quarter.quarter(),
                    quarter.takenOn().toString(),
                    quarter.inDoubt(),
                    quarter.targets().freshnessTarget(),
                    quarter.targets().completenessTarget(),
                    quarter.targets().duplicatesTarget());
            for (var store : quarter.stores()) {
                Sql.update(
                        em,
                        "INSERT INTO archives_quality_report (id, quarter, store_id, customers, counted, complete_sum,"
                                + " aging, fresh) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                        quarter.quarter() + ":" + store.store(),
                        quarter.quarter(),
                        store.store(),
                        store.customers(),
                        store.counted(),
                        store.completeSum(),
                        store.aging(),
                        store.fresh());
            }
            return quarter.quarter();
        });
    }

    /** The newest quarters first. */
    public List<QualityQuarter> quarters(int limit) {
        return unit.in(em -> {
            var stores = new HashMap<String, List<OfStore>>();
            var heads = Sql.select("k.quarter, k.taken_on, k.in_doubt, k.target_freshness, k.target_completeness,"
                            + " k.target_duplicates FROM archives_quality_quarter k")
                    .orderBy("k.quarter DESC")
                    .first(limit)
                    .rows(em);
            Sql.select("r.quarter, r.store_id, r.customers, r.counted, r.complete_sum, r.aging, r.fresh"
                            + " FROM archives_quality_report r")
                    .whereIn("r.quarter", heads.stream().map(row -> row[0]).toList())
                    .rows(em)
                    .forEach(row -> stores.computeIfAbsent((String) row[0], quarter -> new ArrayList<>())
                            .add(new OfStore(
                                    (String) row[1],
                                    number(row[2]),
                                    number(row[3]),
                                    PurchaseRows.decimal(row[4]),
                                    number(row[5]),
                                    number(row[6]))));
            return heads.stream()
                    .map(row -> new QualityQuarter(
                            (String) row[0],
                            LocalDate.parse((String) row[1]),
                            number(row[2]),
                            new QualitySettings(
                                    0,
                                    0,
                                    PurchaseRows.decimal(row[3]),
                                    PurchaseRows.decimal(row[4]),
                                    PurchaseRows.decimal(row[5])),
                            stores.getOrDefault((String) row[0], List.of())))
                    .toList();
        });
    }
}
