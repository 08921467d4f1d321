package org.kithwork.core.internal.exporting.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.persistence.LockModeType;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Visibility;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps exports. */
@Component(service = ExportStore.class)
public class ExportStore {

    private static final int PORTION = 50;

    private final JpaTemplate jpa;

    @Activate
    public ExportStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
    }

    public void insert(ExportEntity entity) {
        jpa.tx(TransactionType.Required, em -> em.persist(entity));
    }

    public Optional<ExportEntity> find(String id) {
        return jpa.txExpr(TransactionType.Supports, em -> Optional.ofNullable(em.find(ExportEntity.class, id)));
    }

    /** The export with its row locked until the transaction ends. */
    public Optional<ExportEntity> lock(String id) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Optional.ofNullable(em.find(ExportEntity.class, id, LockModeType.PESSIMISTIC_WRITE)));
    }

    /** The ids of exports, newest first; one more than the page has. */
    public List<String> ids(Visibility visibility, PageRequest page) {
        return jpa.txExpr(TransactionType.Supports, em -> {
            if (visibility.all()) {
                return Sql.select("e.id FROM core_export e " + Sql.byIndex("core_export_id"))
                        .page("e.id", true, page)
                        .values(em, String.class);
            }
            return Sql.select("e.id FROM core_export e " + Sql.byIndex("core_export_owner"))
                    .whereIn("e.owner_id", visibility.owners())
                    .page("e.id", true, page)
                    .values(em, String.class);
        });
    }

    /** These exports, newest first. */
    public List<ExportEntity> exports(List<String> ids) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Sql.inPortions(
                        ids,
                        some -> Sql.select("* FROM core_export")
                                .whereIn("id", some)
                                .orderBy("id DESC")
                                .entities(em, ExportEntity.class)));
    }

    /** Exports whose files were to go before now. */
    public List<ExportEntity> expired(Instant now) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Sql.select("* FROM core_export")
                        .where("state = 'READY' AND expires_at <= ?", Timestamp.from(now))
                        .first(PORTION)
                        .entities(em, ExportEntity.class));
    }

    /** Exports that were begun before this instant and whose jobs have ended without a file. */
    public List<ExportEntity> broken(Instant before) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Sql.select("e.* FROM core_export e JOIN core_job j ON j.id = e.job_id")
                        .where("e.state = 'RUNNING' AND e.created_at < ?", Timestamp.from(before))
                        .where("j.state IN ('FAILED', 'CANCELLED')")
                        .first(PORTION)
                        .entities(em, ExportEntity.class));
    }
}
