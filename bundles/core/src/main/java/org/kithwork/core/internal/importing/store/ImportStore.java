package org.kithwork.core.internal.importing.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.persistence.LockModeType;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.kithwork.core.internal.importing.Counts;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Visibility;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps imports. */
@Component(service = ImportStore.class)
public class ImportStore {

    private final JpaTemplate jpa;

    @Activate
    public ImportStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
    }

    public void insert(ImportEntity entity) {
        jpa.tx(TransactionType.Required, em -> em.persist(entity));
    }

    public Optional<ImportEntity> find(String id) {
        return jpa.txExpr(TransactionType.Supports, em -> Optional.ofNullable(em.find(ImportEntity.class, id)));
    }

    /** The import with its row locked until the transaction ends. */
    public Optional<ImportEntity> lock(String id) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Optional.ofNullable(em.find(ImportEntity.class, id, LockModeType.PESSIMISTIC_WRITE)));
    }

    /** One row more than the page has, newest first. */
    public List<ImportEntity> list(Visibility visibility, PageRequest page) {
        return jpa.txExpr(TransactionType.Supports, em -> {
            var query = Sql.select("* FROM core_import");
            if (!visibility.all()) {
                query.whereIn("owner_id", visibility.owners());
            }
            return query.page("id", true, page).entities(em, ImportEntity.class);
        });
    }

    /** How far the rows are; written with them. */
    public void count(String id, Counts counts) {
        jpa.tx(
                TransactionType.Required,
                em -> em.createNativeQuery("UPDATE core_import SET done = ?, created = ?, updated = ?, unchanged = ?,"
                                + " skipped = ?, review = ?, errors = ? WHERE id = ?")
                        .setParameter(1, counts.done())
                        .setParameter(2, counts.created())
                        .setParameter(3, counts.updated())
                        .setParameter(4, counts.unchanged())
                        .setParameter(5, counts.skipped())
                        .setParameter(6, counts.review())
                        .setParameter(7, counts.errors())
                        .setParameter(8, id)
                        .executeUpdate());
    }

    /** How far an undo is; written with what it took back. */
    public void countUndone(String id, long removed, long stayed) {
        jpa.tx(
                TransactionType.Required,
                em -> em.createNativeQuery(
                                "UPDATE core_import SET removed = removed + ?, stayed = stayed + ? WHERE id = ?")
                        .setParameter(1, removed)
                        .setParameter(2, stayed)
                        .setParameter(3, id)
                        .executeUpdate());
    }

    /**
     * The imports that still hold what people wrote: those that ended before this instant, and those that were never
     * started and are older.
     */
    public List<ImportEntity> expired(Instant before) {
        var time = Timestamp.from(before);
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Sql.select("i.* FROM core_import i LEFT JOIN core_job j ON j.id = i.job_id")
                        .where("i.layout_cipher IS NOT NULL")
                        .where(
                                "(i.finished_at < ? OR j.finished_at < ?"
                                        + " OR (i.created_at < ? AND i.state IN ('UPLOADED', 'PARSED', 'MAPPED', 'VALIDATED')))",
                                time,
                                time,
                                time)
                        .first(50)
                        .entities(em, ImportEntity.class));
    }
}
