package org.kithwork.core.internal.customer.store;

import java.util.List;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.jspecify.annotations.Nullable;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The customers of an owner or a store, as far as they are to go to another one. */
@Component(service = TransferStore.class)
public class TransferStore {

    private final JpaTemplate jpa;

    @Activate
    public TransferStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
    }

    /**
     * Where customers are.
     *
     * @param id the store's id
     */
    public record Place(@Nullable String id) {}

    /** How many customers there are, absorbed ones not counted. */
    public long count(String owner, String store) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> of("COUNT(*)", owner, store)
                        .where("status IN ('ACTIVE', 'BLOCKED')")
                        .values(em, Number.class)
                        .get(0)
                        .longValue());
    }

    /** The stores of the customers of an owner; one may be none. */
    public List<Place> storesOf(String owner) {
        return jpa.txExpr(
                TransactionType.Supports,
                em ->
                        of("COALESCE(store_id, '')", owner, "")
                                .groupBy("COALESCE(store_id, '')")
                                .values(em, String.class)
                                .stream()
                                .map(id -> new Place(id.isEmpty() ? null : id))
                                .toList());
    }

    /** Some of them, in whatever state: one that was absorbed may come back. */
    public List<String> some(String owner, String store, int most) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> of("id", owner, store).orderBy("sort_key").first(most).values(em, String.class));
    }

    private static Sql of(String columns, String owner, String store) {
        return owner.isEmpty()
                ? Sql.select(columns + " FROM core_customer " + Sql.byIndex("core_customer_store_sort"))
                        .where("store_id = ?", store)
                : Sql.select(columns + " FROM core_customer " + Sql.byIndex("core_customer_owner_sort"))
                        .where("owner_id = ?", owner);
    }
}
