package org.kithwork.core.internal.backup.store;

import java.util.List;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads the tombstones. */
@Component(service = TombstoneStore.class)
public class TombstoneStore {

    private final JpaTemplate jpa;

    @Activate
    public TombstoneStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
    }

    public List<String> all() {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Sql.select("customer_hash FROM core_tombstone")
                        .orderBy("customer_hash")
                        .values(em, String.class));
    }
}
