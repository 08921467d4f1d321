package org.kithwork.core.internal.customer.store;

import java.sql.Timestamp;
import java.util.List;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.kithwork.customer.CustomerClaims.Owned;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.UserId;
import org.kithwork.permission.Visibility;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads whose customers are, and since when. */
@Component(service = ClaimStore.class)
public class ClaimStore {

    private static final String COLUMNS =
            "c.id, c.owner_id, c.store_id, COALESCE(c.owner_since, c.created_at) FROM core_customer c ";

    private final JpaTemplate jpa;

    @Activate
    public ClaimStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
    }

    /** All of this owner, by id, the newest first. */
    public List<Owned> of(String owner) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Sql.select(COLUMNS + Sql.byIndex("core_customer_owner_created"))
                        .where("c.owner_id = ?", owner)
                        .where("c.status IN ('ACTIVE', 'BLOCKED')")
                        .orderBy("c.id DESC")
                        .rows(em)
                        .stream()
                        .map(ClaimStore::owned)
                        .toList());
    }

    /** Those who have an owner, by id. */
    public List<Owned> behind(String after, int most, Visibility visibility) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Sql.select(COLUMNS + Sql.byConstraint("core_customer_pk"))
                        .where("c.id > ?", after)
                        .where("c.owner_id IS NOT NULL")
                        .where("c.status IN ('ACTIVE', 'BLOCKED')")
                        .where(visibility.ofColumns("c.id", "c.owner_id", "c.store_id", "c.restricted"))
                        .orderBy("c.id")
                        .first(most)
                        .rows(em)
                        .stream()
                        .map(ClaimStore::owned)
                        .toList());
    }

    private static Owned owned(Object[] row) {
        var store = (String) row[2];
        return new Owned(
                new CustomerId((String) row[0]),
                new UserId((String) row[1]),
                store == null ? null : new StoreId(store),
                ((Timestamp) row[3]).toInstant());
    }
}
