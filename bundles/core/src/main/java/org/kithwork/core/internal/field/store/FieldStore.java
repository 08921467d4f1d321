package org.kithwork.core.internal.field.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import javax.persistence.PersistenceException;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the definitions of fields. */
@Component(service = FieldStore.class)
public class FieldStore {

    private final JpaTemplate jpa;

    @Activate
    public FieldStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
    }

    public Optional<FieldEntity> find(String id) {
        return jpa.txExpr(TransactionType.Supports, em -> Optional.ofNullable(em.find(FieldEntity.class, id)));
    }

    /** The field with its row locked until the transaction ends. */
    public Optional<FieldEntity> lock(String id) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Optional.ofNullable(em.find(FieldEntity.class, id, LockModeType.PESSIMISTIC_WRITE)));
    }

    /** All of a kind of record, retired ones too, in the order in which they stand. */
    public List<FieldEntity> ofObject(String object) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Sql.select("* FROM core_field")
                        .where("object_type = ?", object)
                        .orderBy("place, field_key")
                        .entities(em, FieldEntity.class));
    }

    /** The choices of several fields, in the order in which they stand. */
    public Map<String, List<ChoiceEntity>> choices(Collection<String> fields) {
        return jpa
                .txExpr(
                        TransactionType.Supports,
                        em -> Sql.inPortions(
                                fields,
                                some -> Sql.select("* FROM core_field_choice")
                                        .whereIn("field_id", some)
                                        .orderBy("place, choice_key")
                                        .entities(em, ChoiceEntity.class)))
                .stream()
                .collect(Collectors.groupingBy(choice -> choice.fieldId));
    }

    /** Adds a field; {@code false}, and the transaction is lost, where another one has its key. */
    public boolean insert(FieldEntity field) {
        try {
            jpa.tx(TransactionType.Required, em -> {
                em.persist(field);
                em.flush();
            });
            return true;
        } catch (PersistenceException e) {
            return false;
        }
    }

    public void insertChoice(ChoiceEntity choice) {
        jpa.tx(TransactionType.Required, em -> em.persist(choice));
    }

    public void removeChoice(ChoiceEntity choice) {
        jpa.tx(TransactionType.Required, em -> em.remove(em.contains(choice) ? choice : em.merge(choice)));
    }

    public void flush() {
        jpa.tx(TransactionType.Required, EntityManager::flush);
    }
}
