package org.kithwork.core.internal.customer.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who belongs to whom. */
@Component(service = RelationStore.class)
public class RelationStore {

    private final JpaTemplate jpa;

    @Activate
    public RelationStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
    }

    /** The relations of a customer, in whichever place, the oldest first; entities that follow changes. */
    public List<RelationEntity> of(String customer) {
        return jpa.txExpr(TransactionType.Supports, em -> {
            var all = new ArrayList<RelationEntity>();
            for (var end : List.of("from_id = ?", "to_id = ?")) {
                all.addAll(
                        Sql.select("* FROM core_relation").where(end, customer).entities(em, RelationEntity.class));
            }
            all.sort(Comparator.comparing(relation -> relation.id));
            return all;
        });
    }

    public void insert(RelationEntity relation) {
        jpa.tx(TransactionType.Required, em -> {
            em.persist(relation);
            em.flush();
        });
    }

    public void remove(RelationEntity relation) {
        jpa.tx(TransactionType.Required, em -> {
            em.remove(em.contains(relation) ? relation : em.merge(relation));
            em.flush();
        });
    }

    /** Removes all relations of a customer. */
    public void removeAll(String customer) {
        of(customer).forEach(this::remove);
    }
}
