package org.kithwork.core.internal.customer.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Lob;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code core_customer_history}: the members a change touched, before and after, encrypted. */
@NullUnmarked
@Entity
@Table(name = "core_customer_history")
public class HistoryEntity {

    @Id
    public String id;

    @Column(name = "customer_id")
    public String customerId;

    @Column(name = "changed_at")
    public Instant changedAt;

    @Column(name = "actor_kind")
    public String actorKind;

    @Column(name = "actor_id")
    public String actorId;

    @Column(name = "actor_name")
    public String actorName;

    public String source;

    public long version;

    @Lob
    @Column(name = "changes_cipher")
    public String changesCipher;
}
