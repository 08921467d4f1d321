package org.kithwork.core.internal.importing.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.kithwork.store.Dialect;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps how files were imported, by a digest of what they are and of their columns. */
@Component(service = MemoryStore.class)
public class MemoryStore {

    private static final String[] COLUMNS = {"columns_hash", "kind", "setup_cipher", "used_at"};

    private final JpaTemplate jpa;
    private final Dialect dialect;

    @Activate
    public MemoryStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference Dialect dialect,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
        this.dialect = dialect;
    }

    /** What is kept under a digest. */
    public record Kept(String hash, String setup, Instant usedAt) {}

    /** The newest that is kept under one of these digests. */
    public Optional<Kept> find(Collection<String> hashes) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Sql.select("columns_hash, setup_cipher, used_at FROM core_import_memory")
                        .whereIn("columns_hash", hashes)
                        .orderBy("used_at DESC")
                        .rows(em)
                        .stream()
                        .findFirst()
                        .map(row -> new Kept((String) row[0], (String) row[1], ((Timestamp) row[2]).toInstant())));
    }

    /** Keeps it in place of what was kept, without waiting for a duplicate to spoil the transaction. */
    public void keep(Kept kept, String kind) {
        jpa.tx(TransactionType.Required, em -> {
            var at = Timestamp.from(kept.usedAt());
            var isNew = dialect.insertIfAbsent(em, "core_import_memory", COLUMNS, kept.hash(), kind, kept.setup(), at);
            if (!isNew) {
                Sql.update(
                        em,
                        "UPDATE core_import_memory SET setup_cipher = ?, used_at = ? WHERE columns_hash = ?",
                        kept.setup(),
                        at,
                        kept.hash());
            }
        });
    }

    /** Forgets what nobody used since. */
    public void removeUnusedSince(Instant before) {
        jpa.tx(
                TransactionType.Required,
                em -> Sql.update(em, "DELETE FROM core_import_memory WHERE used_at < ?", Timestamp.from(before)));
    }
}
