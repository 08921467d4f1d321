package org.kithwork.core.internal.importing.store;

import java.util.Optional;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.kithwork.store.SchemaReady;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps how what comes in by itself is imported, and on whose behalf. */
@Component(service = StandingStore.class)
public class StandingStore {

    private final JpaTemplate jpa;

    @Activate
    public StandingStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
    }

    public Optional<StandingEntity> find(String id) {
        return jpa.txExpr(TransactionType.Supports, em -> Optional.ofNullable(em.find(StandingEntity.class, id)));
    }

    /** Keeps it, new or changed. */
    public void keep(StandingEntity entity) {
        jpa.tx(TransactionType.Required, em -> em.merge(entity));
    }

    public void remove(String id) {
        jpa.tx(
                TransactionType.Required,
                em -> em.createNativeQuery("DELETE FROM core_import_standing WHERE id = ?")
                        .setParameter(1, id)
                        .executeUpdate());
    }

    /** Notes that an import of a file is one of it. */
    public void began(String id, String importId) {
        jpa.tx(
                TransactionType.Required,
                em -> em.createNativeQuery("UPDATE core_import SET standing_id = ? WHERE id = ?")
                        .setParameter(1, id)
                        .setParameter(2, importId)
                        .executeUpdate());
    }

    public boolean isOf(String id, String importId) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> !em.createNativeQuery("SELECT id FROM core_import WHERE id = ? AND standing_id = ?")
                        .setParameter(1, importId)
                        .setParameter(2, id)
                        .getResultList()
                        .isEmpty());
    }
}
