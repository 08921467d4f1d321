package org.kithwork.core.internal.outbound.store;

import java.sql.Timestamp;
import java.util.List;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.kithwork.store.Dialect;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the hosts that may be called. */
@Component(service = HostStore.class)
public class HostStore {

    private final JpaTemplate jpa;
    private final Dialect dialect;

    @Activate
    public HostStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference Dialect dialect,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
        this.dialect = dialect;
    }

    public List<HostEntity> list() {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Sql.select("* FROM core_outbound_host").orderBy("host").entities(em, HostEntity.class));
    }

    public int count() {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Sql.select("host FROM core_outbound_host")
                        .values(em, String.class)
                        .size());
    }

    /** The rows of these names. */
    public List<HostEntity> find(List<String> names) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Sql.select("* FROM core_outbound_host")
                        .whereIn("host", names)
                        .entities(em, HostEntity.class));
    }

    /** Adds a row; {@code false} when there is one of this name. */
    public boolean insert(HostEntity row) {
        return jpa.txExpr(TransactionType.Required, em -> {
            var isNew = dialect.insertIfAbsent(
                    em,
                    "core_outbound_host",
                    new String[] {"host", "internal", "allowed_at", "allowed_by", "allowed_name"},
                    row.host,
                    row.internal,
                    Timestamp.from(row.allowedAt),
                    row.allowedBy,
                    row.allowedName == null ? "" : row.allowedName);
            if (isNew) {
                em.find(HostEntity.class, row.host).note = row.note;
                em.flush();
            }
            return isNew;
        });
    }

    /** Takes a row out; {@code false} when there is none. */
    public boolean delete(String host) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> em.createNativeQuery("DELETE FROM core_outbound_host WHERE host = ?")
                                .setParameter(1, host)
                                .executeUpdate()
                        == 1);
    }
}
