package org.kithwork.core.internal.journal.store;

import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps which node leads, in the row whose lock decides. */
@Component(service = LeaderStore.class)
public class LeaderStore {

    private final JpaTemplate jpa;

    @Activate
    public LeaderStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
    }

    /**
     * Who leads.
     *
     * @param node the leading node, {@code -} for none
     * @param beat counts up for as long as that node lives
     */
    public record Lead(String node, long beat) {}

    public Lead read() {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Sql.select("node, beat FROM core_journal").where("name = 'journal'").rows(em).stream()
                        .map(row -> new Lead((String) row[0], ((Number) row[1]).longValue()))
                        .findFirst()
                        .orElseThrow());
    }

    /** Makes this node the leader unless the lead has changed since it was read. */
    public boolean take(Lead seen, String node) {
        return jpa.txExpr(
                        TransactionType.Required,
                        em -> em.createNativeQuery("UPDATE core_journal SET node = ?, beat = ?"
                                        + " WHERE name = 'journal' AND node = ? AND beat = ?")
                                .setParameter(1, node)
                                .setParameter(2, seen.beat() + 1)
                                .setParameter(3, seen.node())
                                .setParameter(4, seen.beat())
                                .executeUpdate())
                == 1;
    }
}
