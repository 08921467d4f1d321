package org.kithwork.archives.internal.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;
import org.kithwork.archives.internal.QualityLine;

/** A row of {@code archives_quality_field}. */
@NullUnmarked
@Entity
@Table(name = "archives_quality_field")
class QualityFieldEntity {

    @Id
    String id;

    @Column(name = "customer_id")
    String customerId;

    String field;

    @Enumerated(EnumType.STRING)
    QualityLine.Standing standing;

    @Column(name = "since_at")
    Instant sinceAt;

    @Column(name = "stale_at")
    Instant staleAt;

    String bucket;

    @Column(name = "ask_after")
    Instant askAfter;

    @Column(name = "due_key")
    String dueKey;

    /** Written by itself alone, so that nobody who saw an older state takes it away. */
    @Column(name = "task_id", insertable = false, updatable = false)
    String taskId;

    @Column(name = "task_owner", insertable = false, updatable = false)
    String taskOwner;
}
