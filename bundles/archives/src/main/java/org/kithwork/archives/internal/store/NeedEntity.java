package org.kithwork.archives.internal.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.NullUnmarked;
import org.kithwork.archives.internal.NeedState;

/** A row of {@code archives_need}. */
@NullUnmarked
@Entity
@Table(name = "archives_need")
class NeedEntity {

    @Id
    String id;

    @Version
    long version;

    @Column(name = "customer_id")
    String customerId;

    @Column(name = "text_cipher")
    String textCipher;

    String source;

    @Column(name = "noted_at")
    Instant notedAt;

    @Column(name = "sort_key")
    String sortKey;

    @Enumerated(EnumType.STRING)
    NeedState state;

    @Column(name = "closed_at")
    Instant closedAt;

    @Column(name = "outcome_cipher")
    String outcomeCipher;

    @Column(name = "remind_key")
    String remindKey;

    @Column(name = "reminded_at")
    Instant remindedAt;

    @Column(name = "reminded_to")
    String remindedTo;

    @Column(name = "reminded_name")
    String remindedName;

    @Column(name = "task_id")
    String taskId;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "created_by_name")
    String createdByName;
}
