package org.kithwork.core.internal.access.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A row of the audit: written once. */
@Entity
@Table(name = "core_audit")
public class AuditEntity {

    @Id
    @Column(name = "id")
    public String id;

    @Column(name = "happened_at")
    public Instant happenedAt;

    @Column(name = "actor_kind")
    public String actorKind;

    @Column(name = "actor_id")
    public String actorId;

    @Column(name = "actor_name")
    public String actorName;

    @Column(name = "action")
    public String action;

    @Column(name = "object_type")
    public String objectType;

    @Column(name = "object_id")
    public String objectId;

    @Column(name = "customer_id")
    public @Nullable String customerId;

    @Column(name = "detail")
    public String detail;

    @Column(name = "reason_cipher")
    public @Nullable String reasonCipher;
}
