package org.kithwork.core.internal.consent.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.kithwork.store.Dialect;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.kithwork.store.TimeKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts messages, and keeps the rules by which they are counted. */
@Component(service = SendStore.class)
public class SendStore {

    private final JpaTemplate jpa;
    private final Dialect dialect;

    @Activate
    public SendStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference Dialect dialect,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
        this.dialect = dialect;
    }

    /** Lets nobody else count for this customer until the transaction ends. */
    public void lock(String customer) {
        jpa.tx(TransactionType.Required, em -> {
            dialect.insertIfAbsent(em, "core_send_lock", new String[] {"customer_id", "taken"}, customer, 0L);
            em.createNativeQuery("UPDATE core_send_lock SET taken = taken + 1 WHERE customer_id = ?")
                    .setParameter(1, customer)
                    .executeUpdate();
        });
    }

    /** When messages were counted for these customers, from this instant on, oldest first. */
    public List<Instant> counted(Collection<String> customers, Instant from) {
        return jpa
                .txExpr(
                        TransactionType.Supports,
                        em -> Sql.select("* FROM core_send " + Sql.byIndex("core_send_customer"))
                                .whereIn("customer_id", customers)
                                .where("sent_key >= ?", TimeKey.start(from))
                                .entities(em, SendEntity.class))
                .stream()
                .map(send -> send.sentAt)
                .sorted()
                .toList();
    }

    public void count(String id, String customer, Instant at) {
        var send = new SendEntity();
        send.id = id;
        send.customerId = customer;
        send.sentKey = TimeKey.of(at, id);
        send.sentAt = at;
        jpa.tx(TransactionType.Required, em -> {
            em.persist(send);
            em.flush();
        });
    }

    /** Notes that a contact point is served in a send; {@code false} when it was. */
    public boolean serve(String key, String customer, Instant at) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> dialect.insertIfAbsent(
                        em,
                        "core_send_served",
                        new String[] {"served_key", "customer_id", "served_at"},
                        key,
                        customer,
                        Timestamp.from(at)));
    }

    /** Takes out at most so many messages and served contact points that are older; how many. */
    public int purge(Instant before, int most) {
        return purge("core_send", "id", "sent_at", "core_send_at", before, most)
                + purge("core_send_served", "served_key", "served_at", "core_send_served_at", before, most);
    }

    private int purge(String table, String key, String time, String index, Instant before, int most) {
        return jpa.txExpr(TransactionType.Required, em -> {
            var keys = Sql.select(key + " FROM " + table + " " + Sql.byIndex(index))
                    .where(time + " < ?", Timestamp.from(before))
                    .orderBy(time + ", " + key)
                    .first(most)
                    .values(em, String.class);
            for (var one : keys) {
                em.createNativeQuery("DELETE FROM " + table + " WHERE " + key + " = ?")
                        .setParameter(1, one)
                        .executeUpdate();
            }
            return keys.size();
        });
    }

    /** Takes out all that is counted for the customer. */
    public void erase(String customer) {
        jpa.tx(
                TransactionType.Required,
                em -> List.of("core_send", "core_send_served", "core_send_lock")
                        .forEach(table -> em.createNativeQuery("DELETE FROM " + table + " WHERE customer_id = ?")
                                .setParameter(1, customer)
                                .executeUpdate()));
    }

    public boolean isServed(String key) {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Sql.select("served_key FROM core_send_served")
                        .where("served_key = ?", key)
                        .exists(em));
    }

    public Optional<SendRulesEntity> rules() {
        return jpa.txExpr(
                TransactionType.Supports,
                em -> Optional.ofNullable(em.find(SendRulesEntity.class, SendRulesEntity.ID)));
    }

    /** Keeps these rules unless there are any. */
    public void insert(SendRulesEntity rules) {
        jpa.tx(
                TransactionType.Required,
                em -> dialect.insertIfAbsent(
                        em,
                        "core_send_rules",
                        new String[] {
                            "id",
                            "per_day",
                            "per_week",
                            "quiet_from",
                            "quiet_until",
                            "care_grant",
                            "survey_grant",
                            "loyalty_grant",
                            "version"
                        },
                        rules.id,
                        rules.perDay,
                        rules.perWeek,
                        rules.quietFrom,
                        rules.quietUntil,
                        rules.careGrant,
                        rules.surveyGrant,
                        rules.loyaltyGrant,
                        rules.version));
    }

    public void flush() {
        jpa.tx(TransactionType.Required, EntityManager::flush);
    }
}
