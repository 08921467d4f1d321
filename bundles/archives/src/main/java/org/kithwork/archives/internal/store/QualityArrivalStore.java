package org.kithwork.archives.internal.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.kithwork.customer.CustomerId;
import org.kithwork.store.Dialect;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The customers who are new and were not looked at yet. */
@Component(service = QualityArrivalStore.class)
public final class QualityArrivalStore {

    private final ArchivesUnit unit;
    private final Dialect dialect;

    @Activate
    public QualityArrivalStore(@Reference ArchivesUnit unit, @Reference Dialect dialect) {
        this.unit = unit;
        this.dialect = dialect;
    }

    public void add(CustomerId customer, Instant at) {
        unit.in(em -> dialect.insertIfAbsent(
                em,
                "archives_quality_arrival",
                new String[] {"customer_id", "arrived_at"},
                customer.value(),
                Timestamp.from(at)));
    }

    /** Some of them. */
    public List<CustomerId> some(int most) {
        return unit.in(em -> Sql.select("a.customer_id FROM archives_quality_arrival a")
                .orderBy("a.customer_id")
                .first(most)
                .values(em, String.class)
                .stream()
                .map(CustomerId::new)
                .toList());
    }

    /** Whether it is for the caller to look at the customer; for one caller alone, when his transaction is committed. */
    public boolean take(CustomerId customer) {
        return unit.in(em -> em.createNativeQuery("DELETE FROM archives_quality_arrival WHERE customer_id = ?")
                        .setParameter(1, customer.value())
                        .executeUpdate()
                == 1);
    }
}
