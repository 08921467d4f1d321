package org.kithwork.core.internal.outbound.mail.store;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.outbound.mail.MailProblem;
import org.kithwork.store.SchemaReady;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the server that mails go through. */
@Component(service = MailServerStore.class)
public class MailServerStore {

    private final JpaTemplate jpa;

    @Activate
    public MailServerStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
    }

    public Optional<MailServerEntity> find() {
        return jpa.txExpr(
                TransactionType.Required,
                em -> Sql.select("* FROM core_mail_server").entities(em, MailServerEntity.class).stream()
                        .findFirst());
    }

    public void insert(MailServerEntity server) {
        jpa.tx(TransactionType.Required, em -> {
            em.persist(server);
            em.flush();
        });
    }

    public void flush() {
        jpa.tx(TransactionType.Required, em -> em.flush());
    }

    public boolean delete() {
        return jpa.txExpr(TransactionType.Required, em -> Sql.update(em, "DELETE FROM core_mail_server")) == 1;
    }

    /** Notes that the server of this version takes nothing; {@code true} where it did until now. */
    public boolean fails(long version, Instant now, MailProblem problem, @Nullable String answer) {
        return jpa.txExpr(TransactionType.Required, em -> {
            Sql.update(
                    em,
                    "UPDATE core_mail_server SET problem = ?, answer = ? WHERE version = ?",
                    problem.name(),
                    answer == null ? "" : answer,
                    version);
            return Sql.update(
                            em,
                            "UPDATE core_mail_server SET failing_since = ? WHERE version = ? AND failing_since IS NULL",
                            Timestamp.from(now),
                            version)
                    == 1;
        });
    }

    /** Notes that the server takes mails. */
    public void works() {
        jpa.tx(
                TransactionType.Required,
                em -> Sql.update(
                        em,
                        "UPDATE core_mail_server SET failing_since = NULL, problem = NULL, answer = NULL"
                                + " WHERE failing_since IS NOT NULL"));
    }
}
