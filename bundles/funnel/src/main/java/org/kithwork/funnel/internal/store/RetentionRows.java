package org.kithwork.funnel.internal.store;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.kithwork.customer.CustomerId;
import org.kithwork.id.Ids;
import org.kithwork.privacy.spi.RetentionDue;
import org.kithwork.privacy.spi.RetentionRequest;
import org.kithwork.privacy.store.RetainedRows;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Decided opportunities that are past their time. Asks no right: the core calls it for the module. */
@Component(service = RetentionRows.class)
public final class RetentionRows {

    private static final RetainedRows SETTLED =
            RetainedRows.of("funnel_opportunity", "opened_at").endedAt("decided_key");

    private final FunnelUnit unit;
    private final Ids ids;

    @Activate
    public RetentionRows(@Reference FunnelUnit unit, @Reference Ids ids) {
        this.unit = unit;
        this.ids = ids;
    }

    /** How many are past their time and still name somebody. */
    public RetentionDue due(RetentionRequest request) {
        return unit.in(em -> SETTLED.due(em, request));
    }

    /** Takes the person out of some, each under a pseudonym that is written down nowhere else; answers how many. */
    public int anonymise(RetentionRequest request, int limit) {
        return unit.in(em -> {
            var some = SETTLED.some(em, request, limit);
            for (var id : some) {
                Sql.update(em, "UPDATE funnel_transition SET reason_cipher = NULL WHERE opportunity_id = ?", id);
                Sql.update(em, "UPDATE funnel_return SET reason_cipher = NULL WHERE opportunity_id = ?", id);
                Sql.update(em, "DELETE FROM funnel_repurchase WHERE opportunity_id = ?", id);
                QuoteStore.silence(em, id);
                Sql.update(
                        em,
                        "UPDATE funnel_opportunity SET customer_id = NULL, pseudonym = ?, title_cipher = NULL, competitor = NULL,"
                                + " version = version + 1 WHERE id = ?",
                        "expired-" + ids.next(),
                        id);
            }
            return some.size();
        });
    }

    /** When something last happened to an opportunity of each of these customers. */
    public Map<CustomerId, Instant> lastActivity(Collection<CustomerId> customers) {
        return unit.in(em -> SETTLED.lastActivity(em, customers, "entered_at"));
    }
}
