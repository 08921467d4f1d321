package org.kithwork.core.internal.importing.store;

import java.sql.Timestamp;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.persistence.EntityManager;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.kithwork.customer.ActorName;
import org.kithwork.importing.ImportOrigin;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps what came of rows, and which rows were seen before. */
@Component(service = ImportRowStore.class)
public class ImportRowStore {

    private final JpaTemplate jpa;

    @Activate
    public ImportRowStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
    }

    /** What a key has become. */
    public record Known(String keyHash, String targetId, String contentHash) {}

    /** Those of these keys that were seen before. */
    public Map<String, Known> known(List<String> keyHashes) {
        var known = new HashMap<String, Known>();
        jpa.txExpr(
                        TransactionType.Supports,
                        em -> Sql.inPortions(
                                keyHashes,
                                some -> Sql.select("key_hash, target_id, content_hash FROM core_import_key")
                                        .whereIn("key_hash", some)
                                        .rows(em)))
                .forEach(row ->
                        known.put((String) row[0], new Known((String) row[0], (String) row[1], (String) row[2])));
        return known;
    }

    /** Writes the results of rows and the keys that are new. */
    public void insert(Collection<ImportRowEntity> rows, Collection<ImportKeyEntity> keys) {
        jpa.tx(TransactionType.Required, em -> {
            keys.forEach(em::persist);
            rows.forEach(em::persist);
        });
    }

    /** The source says something else under a known key. */
    public void renew(Collection<ImportKeyEntity> keys) {
        jpa.tx(TransactionType.Required, em -> {
            for (var key : keys) {
                em.createNativeQuery("UPDATE core_import_key SET target_id = ?, content_hash = ? WHERE key_hash = ?")
                        .setParameter(1, key.targetId)
                        .setParameter(2, key.contentHash)
                        .setParameter(3, key.keyHash)
                        .executeUpdate();
            }
        });
    }

    /** The rows from a number on that were refused or are left for review. */
    public List<ImportRowEntity> refused(String importId, long after, int limit) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Sql.select("* FROM core_import_row")
                        .where("import_id = ? AND row_no > ?", importId, after)
                        .whereIn("outcome", List.of("ERROR", "REVIEW"))
                        .orderBy("row_no")
                        .first(limit)
                        .entities(em, ImportRowEntity.class));
    }

    /** The rows before this one that created something which was not taken back, the last first. */
    public List<ImportRowEntity> created(String importId, long before, int limit) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Sql.select("* FROM core_import_row")
                        .where("import_id = ? AND row_no < ?", importId, before)
                        .where("outcome = 'CREATED' AND target_id IS NOT NULL")
                        .orderBy("row_no DESC")
                        .first(limit)
                        .entities(em, ImportRowEntity.class));
    }

    /** The imports that created these records of a kind and did not take them back, by record. */
    public Map<String, ImportOrigin> origins(String kind, Collection<String> targetIds) {
        var origins = new HashMap<String, ImportOrigin>();
        jpa.txExpr(
                        TransactionType.Supports,
                        em -> Sql.inPortions(
                                List.copyOf(targetIds),
                                some -> Sql.select("r.target_id, i.id, i.owner_id, i.actor_name, i.created_at"
                                                + " FROM core_import_row r JOIN core_import i ON i.id = r.import_id")
                                        .whereIn("r.target_id", some)
                                        .whereIn("r.outcome", List.of("CREATED", "STAYED"))
                                        .where("i.kind = ?", kind)
                                        .rows(em)))
                .forEach(row -> origins.put(
                        (String) row[0],
                        new ImportOrigin(
                                (String) row[1],
                                null,
                                new ActorName(row[2] == null ? "system" : (String) row[2], (String) row[3]),
                                ((Timestamp) row[4]).toInstant())));
        return origins;
    }

    /** What it had created is gone, and with it the key of the row. */
    public void removed(ImportRowEntity row) {
        jpa.tx(TransactionType.Required, em -> {
            managed(em, row).outcome = "REMOVED";
            if (row.keyHash != null) {
                em.createNativeQuery("DELETE FROM core_import_key WHERE key_hash = ? AND target_id = ?")
                        .setParameter(1, row.keyHash)
                        .setParameter(2, row.targetId)
                        .executeUpdate();
            }
        });
    }

    /** What it had created stays. */
    public void stayed(ImportRowEntity row, String code, String reasonCipher) {
        jpa.tx(TransactionType.Required, em -> {
            var managed = managed(em, row);
            managed.outcome = "STAYED";
            managed.errorCode = code;
            managed.reasonCipher = reasonCipher;
        });
    }

    /** Lets another undo ask for what stayed. */
    public void tryAgain(String importId) {
        jpa.tx(
                TransactionType.Required,
                em -> em.createNativeQuery("UPDATE core_import_row SET outcome = 'CREATED', error_code = NULL,"
                                + " reason_cipher = NULL WHERE import_id = ? AND outcome = 'STAYED'")
                        .setParameter(1, importId)
                        .executeUpdate());
    }

    private static ImportRowEntity managed(EntityManager em, ImportRowEntity row) {
        var key = new ImportRowEntity.Key();
        key.importId = row.importId;
        key.rowNo = row.rowNo;
        return em.find(ImportRowEntity.class, key);
    }

    /** The rows after this one of which something is left although the import was undone. */
    public List<ImportRowEntity> left(String importId, long after, int limit) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Sql.select("* FROM core_import_row")
                        .where("import_id = ? AND row_no > ?", importId, after)
                        .whereIn("outcome", List.of("STAYED", "UPDATED"))
                        .orderBy("row_no")
                        .first(limit)
                        .entities(em, ImportRowEntity.class));
    }

    /** Forgets the rows of a trial. */
    public void removeRows(String importId) {
        jpa.tx(
                TransactionType.Required,
                em -> em.createNativeQuery("DELETE FROM core_import_row WHERE import_id = ?")
                        .setParameter(1, importId)
                        .executeUpdate());
    }

    /** Forgets what cells are quoted in reasons. */
    public void removeReasons(String importId) {
        jpa.tx(
                TransactionType.Required,
                em -> em.createNativeQuery("UPDATE core_import_row SET reason_cipher = NULL"
                                + " WHERE import_id = ? AND reason_cipher IS NOT NULL")
                        .setParameter(1, importId)
                        .executeUpdate());
    }
}
