package org.kithwork.core.internal.access.audit;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.access.CurrentActor;
import org.kithwork.core.internal.access.store.AuditEntity;
import org.kithwork.core.internal.access.store.AuditStore;
import org.kithwork.core.internal.text.Texts;
import org.kithwork.customer.CustomerId;
import org.kithwork.id.Ids;
import org.kithwork.json.Json;
import org.kithwork.permission.Actor;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes the audit in the transaction of the change, and hands each row to the chain once it is committed. */
@Component(service = {Audit.class, AuditLog.class})
public final class AuditLog implements Audit {

    private static final int LONGEST_DETAIL = 32_000;
    private static final int LONGEST_REASON = 2_000;
    private static final int LONGEST_ACTOR = 400;
    private static final int LONGEST_ID = 200;

    private final AuditStore store;
    private final AuditCipher cipher;
    private final AuditChain chain;
    private final Effects effects;
    private final CurrentActor current;
    private final Transactions transactions;
    private final Ids ids;
    private final Json json;
    private final Clock clock;

    @Activate
    public AuditLog(
            @Reference AuditStore store,
            @Reference AuditCipher cipher,
            @Reference AuditChain chain,
            @Reference Effects effects,
            @Reference CurrentActor current,
            @Reference Transactions transactions,
            @Reference Ids ids,
            @Reference Json json,
            @Reference Clock clock) {
        this.store = store;
        this.cipher = cipher;
        this.chain = chain;
        this.effects = effects;
        this.current = current;
        this.transactions = transactions;
        this.ids = ids;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void record(Entry entry) {
        record(current.get(), entry);
    }

    /** Notes what somebody did who is not the actor of this thread, such as one who failed to sign in. */
    public void record(Actor actor, Entry entry) {
        var row = row(actor, entry);
        transactions.run(() -> {
            effects.changed();
            store.insert(row);
            transactions.afterCommit(() -> chain.add(row.id));
        });
    }

    private AuditEntity row(Actor actor, Entry entry) {
        var row = new AuditEntity();
        row.id = ids.next();
        row.happenedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        row.actorKind = actor.kind().name();
        row.actorId = actor.id();
        row.actorName = Texts.cut(actor.name(), LONGEST_ACTOR);
        row.action = entry.action();
        row.objectType = entry.objectType();
        row.objectId = Texts.cut(entry.objectId(), LONGEST_ID);
        row.customerId = customer(entry.customer());
        row.detail = detail(entry);
        row.reasonCipher = cipher.sealReason(row.id, reason(entry));
        return row;
    }

    private static @Nullable String reason(Entry entry) {
        return entry.reason() == null ? null : Texts.cut(entry.reason(), LONGEST_REASON);
    }

    private String detail(Entry entry) {
        var text = json.write(entry.detail());
        return text.length() <= LONGEST_DETAIL
                ? text
                : json.write(java.util.Map.of(
                        "shortened", true, "members", entry.detail().keySet().size()));
    }

    private static @Nullable String customer(@Nullable CustomerId customer) {
        return customer == null ? null : customer.value();
    }
}
