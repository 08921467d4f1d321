package org.kithwork.core.internal.outbound.mail.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.outbound.mail.MailProblem;
import org.kithwork.core.internal.outbound.mail.MailState;
import org.kithwork.page.PageRequest;
import org.kithwork.store.Dialect;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps mails that wait, and for a while what became of them. Of several who claim one, one sends it. */
@Component(service = MailStore.class)
public class MailStore {

    private static final String[] COLUMNS = {
        "mail_key", "id", "address_key", "content_cipher", "state", "attempts", "next_at", "retry_until", "created_at"
    };

    private static final String FORGOTTEN = ", address_key = NULL, content_cipher = NULL";

    private final JpaTemplate jpa;
    private final Dialect dialect;

    @Activate
    public MailStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference Dialect dialect,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
        this.dialect = dialect;
    }

    /** Keeps a new one, unless there is one of its key. */
    public void insert(MailEntity mail) {
        jpa.tx(TransactionType.Required, em -> {
            var isNew = dialect.insertIfAbsent(
                    em,
                    "core_mail",
                    COLUMNS,
                    mail.mailKey,
                    mail.id,
                    mail.addressKey,
                    mail.contentCipher,
                    mail.state.name(),
                    mail.attempts,
                    Timestamp.from(mail.nextAt),
                    Timestamp.from(mail.retryUntil),
                    Timestamp.from(mail.createdAt));
            if (isNew && mail.customerId != null) {
                Sql.update(em, "UPDATE core_mail SET customer_id = ? WHERE id = ?", mail.customerId, mail.id);
            }
        });
    }

    /** One row more than the page has, newest first. */
    public List<MailEntity> list(@Nullable MailState state, PageRequest page) {
        return jpa.txExpr(TransactionType.Required, em -> {
            var keys = Sql.select("m.id FROM core_mail m "
                            + Sql.byIndex(state == null ? "core_mail_list" : "core_mail_state"))
                    .whereIf("m.state = ?", state == null ? null : state.name())
                    .page("m.id", true, page)
                    .values(em, String.class);
            return read(em, keys, "m.id DESC");
        });
    }

    /** Some of those that are to be tried now, those that have waited longest first. */
    public List<MailEntity> due(Instant now, int limit) {
        return jpa.txExpr(TransactionType.Required, em -> {
            var keys = Sql.select("m.id FROM core_mail m " + Sql.byIndex("core_mail_due"))
                    .where("m.state = 'WAITING'")
                    .where("m.next_at <= ?", Timestamp.from(now))
                    .orderBy("m.next_at, m.id")
                    .first(limit)
                    .values(em, String.class);
            return read(em, keys, "m.next_at, m.id");
        });
    }

    private static List<MailEntity> read(EntityManager em, List<String> keys, String order) {
        return Sql.inPortions(
                keys,
                some -> Sql.select("m.* FROM core_mail m")
                        .whereIn("m.id", some)
                        .orderBy(order)
                        .entities(em, MailEntity.class));
    }

    public Optional<MailEntity> find(String id) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> read(em, List.of(id), "m.id").stream().findFirst());
    }

    /** Takes it to be tried, until the claim runs out; {@code false} where somebody else has. */
    public boolean claim(MailEntity mail, Instant now, Instant until) {
        return changed(
                "UPDATE core_mail SET attempts = attempts + 1, next_at = ?"
                        + " WHERE id = ? AND state = 'WAITING' AND attempts = ? AND next_at <= ?",
                Timestamp.from(until),
                mail.id,
                mail.attempts,
                Timestamp.from(now));
    }

    public void sent(String id, Instant now) {
        changed(
                "UPDATE core_mail SET state = 'SENT', ended_at = ?, problem = NULL, answer = NULL" + FORGOTTEN
                        + " WHERE id = ? AND state = 'WAITING'",
                Timestamp.from(now),
                id);
    }

    /** Notes that a try came to nothing, and when the next one is. */
    public void later(String id, Instant next, MailProblem problem, @Nullable String answer) {
        changed(
                "UPDATE core_mail SET next_at = ?, problem = ?, answer = ? WHERE id = ? AND state = 'WAITING'",
                Timestamp.from(next),
                problem.name(),
                answer == null ? "" : answer,
                id);
    }

    /** Gives it up. */
    public void failed(String id, Instant now, MailProblem problem, @Nullable String answer) {
        changed(
                "UPDATE core_mail SET state = 'FAILED', ended_at = ?, problem = ?, answer = ?" + FORGOTTEN
                        + " WHERE id = ? AND state = 'WAITING'",
                Timestamp.from(now),
                problem.name(),
                answer == null ? "" : answer,
                id);
    }

    private boolean changed(String statement, Object... values) {
        return jpa.txExpr(TransactionType.Required, em -> Sql.update(em, statement, values)) == 1;
    }

    /** How many wait or were given up. */
    public long count(MailState state) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Sql.select("COUNT(*) FROM core_mail m " + Sql.byIndex("core_mail_state"))
                        .where("m.state = ?", state.name())
                        .values(em, Number.class)
                        .get(0)
                        .longValue());
    }

    /** Removes some of those that were over before then. */
    public void removeBefore(Instant before, int limit) {
        for (var state : List.of(MailState.SENT, MailState.FAILED)) {
            jpa.tx(TransactionType.Required, em -> {
                var ids = Sql.select("m.id FROM core_mail m " + Sql.byIndex("core_mail_due"))
                        .where("m.state = ?", state.name())
                        .where("m.next_at < ?", Timestamp.from(before))
                        .first(limit)
                        .values(em, String.class);
                ids.forEach(id -> Sql.update(em, "DELETE FROM core_mail WHERE id = ? AND state <> 'WAITING'", id));
            });
        }
    }

    /** What was sent to a customer, as far as it is still known. */
    public record Sent(String key, MailState state, Instant createdAt) {}

    /** What was sent to these customers, oldest first. */
    public List<Sent> of(List<String> customers) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Sql.inPortions(
                                customers,
                                some -> Sql.select("m.* FROM core_mail m")
                                        .whereIn("m.customer_id", some)
                                        .orderBy("m.id")
                                        .entities(em, MailEntity.class))
                        .stream()
                        .map(mail -> new Sent(mail.mailKey, mail.state, mail.createdAt))
                        .toList());
    }

    /** Removes those to a customer, by his id and by the keys of his addresses. */
    public void erase(String customer, Collection<String> addresses) {
        changed("DELETE FROM core_mail WHERE customer_id = ?", customer);
        addresses.forEach(key -> changed("DELETE FROM core_mail WHERE address_key = ?", key));
    }
}
