package org.kithwork.core.internal.privacy.store;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.jspecify.annotations.Nullable;
import org.kithwork.page.PageRequest;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps legal holds. */
@Component(service = HoldStore.class)
public class HoldStore {

    private static final String ACTIVE = "h.released_at IS NULL AND h.until_day >= ?";

    private final JpaTemplate jpa;

    @Activate
    public HoldStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
    }

    public void insert(HoldEntity hold) {
        jpa.tx(TransactionType.Required, em -> em.persist(hold));
    }

    /** The row, which may be changed in the current transaction. */
    public Optional<HoldEntity> find(String id) {
        return jpa.txExpr(TransactionType.Required, em -> Optional.ofNullable(em.find(HoldEntity.class, id)));
    }

    /** Newest first, one more than asked for; of these customers or of all; {@code today} narrows to those that hold. */
    public List<HoldEntity> list(
            @Nullable Collection<String> customerIds, @Nullable LocalDate today, PageRequest request) {
        return jpa.txExpr(TransactionType.Required, em -> {
            var holds = Sql.select("h.id FROM core_privacy_hold h "
                    + Sql.byIndex(customerIds == null ? "core_privacy_hold_id" : "core_privacy_hold_customer"));
            if (customerIds != null) {
                holds.whereIn("h.customer_id", customerIds);
            }
            var ids = holds.whereIf(ACTIVE, today == null ? null : today.toString())
                    .page("h.id", true, request)
                    .values(em, String.class);
            return Sql.inPortions(
                    ids,
                    some -> Sql.select("h.* FROM core_privacy_hold h")
                            .whereIn("h.id", some)
                            .orderBy("h.id DESC")
                            .entities(em, HoldEntity.class));
        });
    }

    /** All holds on these customers, the oldest first. */
    public List<HoldEntity> of(Collection<String> customerIds) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Sql.inPortions(
                        customerIds,
                        some -> Sql.select("h.* FROM core_privacy_hold h")
                                .whereIn("h.customer_id", some)
                                .orderBy("h.id")
                                .entities(em, HoldEntity.class)));
    }

    /** Whether one of these customers is held on this day. */
    public boolean isHeld(Collection<String> customerIds, LocalDate today) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Sql.select("h.id FROM core_privacy_hold h")
                        .whereIn("h.customer_id", customerIds)
                        .where(ACTIVE, today.toString())
                        .exists(em));
    }

    /** Takes away what was written about the person in his holds. */
    public void forget(String customerId) {
        jpa.tx(
                TransactionType.Required,
                em -> em.createNativeQuery("UPDATE core_privacy_hold SET reason_cipher = NULL, release_cipher = NULL"
                                + " WHERE customer_id = ?")
                        .setParameter(1, customerId)
                        .executeUpdate());
    }
}
