package org.kithwork.demo.internal.store;

import java.util.Comparator;
import java.util.List;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.kithwork.demo.internal.Part;
import org.kithwork.demo.internal.data.Trade;
import org.kithwork.store.SchemaReady;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The tables that were loaded; at most three of each trade. */
@Component(service = DemoStore.class)
public final class DemoStore {

    private final JpaTemplate jpa;

    @Activate
    public DemoStore(
            @Reference(target = "(osgi.unit.name=demo)") JpaTemplate jpa,
            @Reference(target = "(module=demo)") SchemaReady ready) {
        this.jpa = jpa;
    }

    /** All of them, in the order of their loading. */
    public List<Part> all() {
        return jpa.txExpr(
                TransactionType.Required,
                em -> em.createQuery("SELECT p FROM PartEntity p", PartEntity.class).getResultList().stream()
                        .map(DemoStore::part)
                        .sorted(Comparator.comparing(Part::trade).thenComparing(Part::table))
                        .toList());
    }

    public List<Part> of(Trade trade) {
        return all().stream().filter(part -> part.trade() == trade).toList();
    }

    public void insert(Part part) {
        jpa.tx(TransactionType.Required, em -> {
            var row = new PartEntity();
            row.standingId = part.standingId();
            row.trade = part.trade();
            row.table = part.table();
            row.customers = part.customers();
            row.seed = part.seed();
            row.day = part.day();
            em.persist(row);
        });
    }

    /** Keeps which import was begun. */
    public void begun(Part part) {
        jpa.tx(TransactionType.Required, em -> em.find(PartEntity.class, part.standingId()).importId = part.importId());
    }

    public void remove(Trade trade) {
        jpa.tx(
                TransactionType.Required,
                em -> em.createQuery("DELETE FROM PartEntity p WHERE p.trade = :trade")
                        .setParameter("trade", trade)
                        .executeUpdate());
    }

    private static Part part(PartEntity row) {
        return new Part(row.trade, row.table, row.customers, row.seed, row.day, row.standingId, row.importId);
    }
}
