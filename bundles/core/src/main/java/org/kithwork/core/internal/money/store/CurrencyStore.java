package org.kithwork.core.internal.money.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.kithwork.store.Dialect;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the codes of the currencies in use beside the company's own. */
@Component(service = CurrencyStore.class)
public class CurrencyStore {

    private final JpaTemplate jpa;
    private final Dialect dialect;

    @Activate
    public CurrencyStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference Dialect dialect,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
        this.dialect = dialect;
    }

    public List<String> codes() {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Sql.select("code FROM core_currency").orderBy("code").values(em, String.class));
    }

    /** Adds a code; {@code false} when it is there. */
    public boolean insert(String code, Instant at, String by) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> dialect.insertIfAbsent(
                        em,
                        "core_currency",
                        new String[] {"code", "added_at", "added_by"},
                        code,
                        Timestamp.from(at),
                        by));
    }

    /** Takes a code out; {@code false} when it is not there. */
    public boolean delete(String code) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> em.createNativeQuery("DELETE FROM core_currency WHERE code = ?")
                                .setParameter(1, code)
                                .executeUpdate()
                        == 1);
    }
}
