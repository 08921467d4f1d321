package org.kithwork.archives.internal.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.kithwork.archives.internal.Confirmation;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.MemberState;
import org.kithwork.store.Sql;
import org.kithwork.store.TimeKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps who confirmed which value when. */
@Component(service = ConfirmationStore.class)
public final class ConfirmationStore {

    private final ArchivesUnit unit;

    @Activate
    public ConfirmationStore(@Reference ArchivesUnit unit) {
        this.unit = unit;
    }

    public void insert(Confirmation confirmation) {
        unit.in(em -> {
            var row = new ConfirmationEntity();
            row.id = confirmation.id();
            row.customerId = confirmation.customerId().value();
            row.field = confirmation.field();
            row.subjectId = confirmation.subject();
            row.confirmedAt = confirmation.at();
            row.sortKey = TimeKey.of(confirmation.at(), confirmation.id());
            row.createdBy = confirmation.by().id();
            row.createdByName = confirmation.by().name();
            em.persist(row);
            return row.id;
        });
    }

    /**
     * When the values that stand there now were last confirmed, by field. A confirmation that came with an absorbed customer
     * speaks of that one's values, so it counts where its contact point did come along and is the one in use, and else not.
     */
    public Map<String, Instant> latest(CustomerId customer, Map<String, MemberState> states) {
        return unit.in(em -> {
            var latest = new HashMap<String, Instant>();
            for (var row : Sql.select("c.field, c.subject_id, MAX(c.confirmed_at) FROM archives_confirmation c")
                    .where("c.customer_id = ?", customer.value())
                    .groupBy("c.field, c.subject_id")
                    .rows(em)) {
                var field = (String) row[0];
                var state = states.get(field);
                if (state != null && subject(customer, state).equals(row[1])) {
                    latest.put(field, ((Timestamp) row[2]).toInstant());
                }
            }
            return latest;
        });
    }

    /** What a confirmation of this value is of. */
    public static String subject(CustomerId customer, MemberState state) {
        var point = state.contactPoint();
        return point == null ? customer.value() : point;
    }
}
