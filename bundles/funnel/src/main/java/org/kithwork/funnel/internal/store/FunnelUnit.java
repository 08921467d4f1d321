package org.kithwork.funnel.internal.store;

import org.apache.aries.jpa.template.EmConsumer;
import org.apache.aries.jpa.template.EmFunction;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.kithwork.store.SchemaReady;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The module's tables, once they are there: the one thing that every store stands on. */
@Component(service = FunnelUnit.class)
public final class FunnelUnit {

    private final JpaTemplate jpa;

    @Activate
    public FunnelUnit(
            @Reference(target = "(osgi.unit.name=funnel)") JpaTemplate jpa,
            @Reference(target = "(module=funnel)") SchemaReady ready) {
        this.jpa = jpa;
    }

    /** Works on the tables in the current transaction or one of its own; never throws a problem. */
    <T> T in(EmFunction<T> work) {
        return jpa.txExpr(TransactionType.Required, work);
    }

    /** As {@link #in}, for work that tells nothing. */
    void run(EmConsumer work) {
        jpa.tx(TransactionType.Required, work);
    }
}
