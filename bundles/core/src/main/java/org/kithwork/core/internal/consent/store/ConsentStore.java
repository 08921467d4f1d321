package org.kithwork.core.internal.consent.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.kithwork.store.Dialect;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.kithwork.store.TimeKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the log of decisions, the contact policies and what must be known of erased people. */
@Component(service = ConsentStore.class)
public class ConsentStore {

    private static final String BY_CUSTOMER = "core_consent_event_customer";

    private final JpaTemplate jpa;
    private final Dialect dialect;

    @Activate
    public ConsentStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference Dialect dialect,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
        this.dialect = dialect;
    }

    /** Adds a decision. */
    public void insert(ConsentEntity event) {
        jpa.tx(TransactionType.Required, em -> em.persist(event));
    }

    /** The decisions of these customers, newest first. */
    public List<ConsentEntity> events(Collection<String> customers, int most) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Sql.select("* FROM core_consent_event " + Sql.byIndex(BY_CUSTOMER))
                        .whereIn("customer_id", customers)
                        .orderBy("decided_key DESC")
                        .first(most)
                        .entities(em, ConsentEntity.class));
    }

    /** The decisions of these customers from which a state is folded. */
    public List<ConsentEntity> events(Collection<String> customers) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Sql.select("* FROM core_consent_event " + Sql.byIndex(BY_CUSTOMER))
                        .whereIn("customer_id", customers)
                        .entities(em, ConsentEntity.class));
    }

    public List<PolicyEntity> policies(Collection<String> customers) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Sql.select("* FROM core_contact_policy")
                        .whereIn("customer_id", customers)
                        .entities(em, PolicyEntity.class));
    }

    /** The policy of a customer, which is made where there is none. */
    public PolicyEntity policy(String customer) {
        return jpa.txExpr(TransactionType.Required, em -> {
            dialect.insertIfAbsent(
                    em,
                    "core_contact_policy",
                    new String[] {"customer_id", "do_not_contact", "complaint", "deceased", "version"},
                    customer,
                    false,
                    false,
                    false,
                    0L);
            return em.find(PolicyEntity.class, customer);
        });
    }

    public void flush() {
        jpa.tx(TransactionType.Required, em -> em.flush());
    }

    /** From this instant on the contact point belongs to somebody who was erased. */
    public void suppress(String hash, Instant at) {
        jpa.tx(TransactionType.Required, em -> {
            var key = TimeKey.start(at);
            if (!dialect.insertIfAbsent(
                    em, "core_suppression", new String[] {"contact_hash", "suppressed_key"}, hash, key)) {
                em.createNativeQuery("UPDATE core_suppression SET suppressed_key = ? WHERE contact_hash = ?")
                        .setParameter(1, key)
                        .setParameter(2, hash)
                        .executeUpdate();
            }
        });
    }

    /** The latest suppression of one of these contact points, as a {@link TimeKey}. */
    public Optional<String> suppressed(Collection<String> hashes) {
        return jpa
                .txExpr(
                        TransactionType.Supports,
                        em -> Sql.inPortions(
                                hashes,
                                some -> Sql.select("suppressed_key FROM core_suppression")
                                        .whereIn("contact_hash", some)
                                        .values(em, String.class)))
                .stream()
                .max(String::compareTo);
    }

    /** Takes out what the customer decided. */
    public void erase(String customer) {
        jpa.tx(TransactionType.Required, em -> {
            for (var table : List.of("core_consent_event", "core_contact_policy")) {
                em.createNativeQuery("DELETE FROM " + table + " WHERE customer_id = ?")
                        .setParameter(1, customer)
                        .executeUpdate();
            }
        });
    }

    /** Takes a sign from these customers' policies. */
    public void clear(Sign sign, Collection<String> customers) {
        jpa.tx(
                TransactionType.Required,
                em -> customers.forEach(customer -> em.createNativeQuery(
                                "UPDATE core_contact_policy SET " + sign.column + " = FALSE WHERE customer_id = ?")
                        .setParameter(1, customer)
                        .executeUpdate()));
    }

    /** What a policy says of all messages. */
    public enum Sign {
        DO_NOT_CONTACT("do_not_contact"),
        COMPLAINT("complaint"),
        DECEASED("deceased");

        private final String column;

        Sign(String column) {
            this.column = column;
        }
    }
}
