package org.kithwork.core.internal.consent.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code core_send}: a message that counts for the cap. */
@NullUnmarked
@Entity
@Table(name = "core_send")
public class SendEntity {

    @Id
    public String id;

    @Column(name = "customer_id")
    public String customerId;

    @Column(name = "sent_key")
    public String sentKey;

    @Column(name = "sent_at")
    public Instant sentAt;
}
