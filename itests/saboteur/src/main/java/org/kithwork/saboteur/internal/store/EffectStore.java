package org.kithwork.saboteur.internal.store;

import java.util.List;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.kithwork.saboteur.internal.Effect;
import org.kithwork.store.SchemaReady;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The table of effects. */
@Component(service = EffectStore.class)
public final class EffectStore {
    private final JpaTemplate jpa;

    @Activate
    public EffectStore(
            @Reference(target = "(osgi.unit.name=saboteur)") JpaTemplate jpa,
            @Reference(target = "(module=saboteur)") SchemaReady schema) {
        this.jpa = jpa;
    }

    /** Writes it at once, so that it is in the database before the transaction's end. */
    public void add(Effect effect) {
        jpa.tx(TransactionType.Required, entities -> {
            entities.persist(new EffectEntity(effect));
            entities.flush();
        });
    }

    /** All, in the order in which they came. */
    public List<Effect> all() {
        return jpa.txExpr(
                TransactionType.Required,
                entities -> entities.createQuery("select e from EffectEntity e order by e.id", EffectEntity.class)
                        .getResultStream()
                        .map(EffectEntity::toEffect)
                        .toList());
    }
}
