package org.kithwork.core.internal.field.store;

import java.util.Collection;
import java.util.List;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the values of fields. */
@Component(service = ValueStore.class)
public class ValueStore {

    private final JpaTemplate jpa;

    @Activate
    public ValueStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
    }

    /** The values of records. */
    public List<ValueEntity> ofObjects(Collection<String> ids) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Sql.inPortions(
                        ids,
                        some -> Sql.select("* FROM core_field_value")
                                .whereIn("object_id", some)
                                .entities(em, ValueEntity.class)));
    }

    /** The values of one field of a record. */
    public List<ValueEntity> of(String object, String field) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Sql.select("* FROM core_field_value")
                        .where("object_id = ?", object)
                        .where("field_id = ?", field)
                        .entities(em, ValueEntity.class));
    }

    /** All that is kept about a customer, whatever record it stands on. */
    public List<ValueEntity> aboutCustomer(String customer) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Sql.select("* FROM core_field_value")
                        .where("customer_id = ?", customer)
                        .entities(em, ValueEntity.class));
    }

    /** Puts these rows in the place of those that the field has on the record. */
    public void replace(String object, String field, List<ValueEntity> rows) {
        jpa.tx(TransactionType.Required, em -> {
            em.flush();
            em.createNativeQuery("DELETE FROM core_field_value WHERE object_id = ? AND field_id = ?")
                    .setParameter(1, object)
                    .setParameter(2, field)
                    .executeUpdate();
            rows.forEach(em::persist);
            em.flush();
        });
    }

    public void removeOfObject(String object) {
        remove("object_id = ?", object);
    }

    public void removeOfCustomer(String customer) {
        remove("customer_id = ?", customer);
    }

    private void remove(String condition, String value) {
        jpa.tx(TransactionType.Required, em -> {
            em.flush();
            em.createNativeQuery("DELETE FROM core_field_value WHERE " + condition)
                    .setParameter(1, value)
                    .executeUpdate();
        });
    }

    /** Whether some record has a value of the field. */
    public boolean isUsed(String field) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Sql.select("id FROM core_field_value")
                        .where("field_id = ?", field)
                        .exists(em));
    }

    /** Whether some value has a search key from {@code low} to below {@code high}. */
    public boolean isFound(String low, String high) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Sql.select("search_key FROM core_field_value " + Sql.byIndex("core_field_value_search"))
                        .where("search_key >= ? AND search_key < ?", low, high)
                        .exists(em));
    }
}
