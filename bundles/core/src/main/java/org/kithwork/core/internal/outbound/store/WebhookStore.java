package org.kithwork.core.internal.outbound.store;

import java.sql.Timestamp;
import java.time.Instant;
import org.apache.aries.jpa.template.JpaTemplate;
import org.apache.aries.jpa.template.TransactionType;
import org.kithwork.store.Dialect;
import org.kithwork.store.SchemaReady;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps which webhooks came in, as long as their signatures hold. */
@Component(service = WebhookStore.class)
public class WebhookStore {

    private final JpaTemplate jpa;
    private final Dialect dialect;

    @Activate
    public WebhookStore(
            @Reference(target = "(osgi.unit.name=core)") JpaTemplate jpa,
            @Reference Dialect dialect,
            @Reference(target = "(module=core)") SchemaReady ready) {
        this.jpa = jpa;
        this.dialect = dialect;
    }

    /** Notes a message; {@code false} when it was here. Of several at once the database lets one be the first. */
    public boolean isFirst(String digest, Instant now) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> dialect.insertIfAbsent(
                        em,
                        "core_webhook_seen",
                        new String[] {"message_hash", "seen_at"},
                        digest,
                        Timestamp.from(now)));
    }

    /** Forgets what came in before. */
    public int forget(Instant before) {
        return jpa.txExpr(
                TransactionType.Required,
                em -> em.createNativeQuery("DELETE FROM core_webhook_seen WHERE seen_at < ?")
                        .setParameter(1, Timestamp.from(before))
                        .executeUpdate());
    }
}
