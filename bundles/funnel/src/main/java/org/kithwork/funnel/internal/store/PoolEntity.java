package org.kithwork.funnel.internal.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code funnel_pool}. */
@NullUnmarked
@Entity
@Table(name = "funnel_pool")
class PoolEntity {

    @Id
    String id;

    @Version
    long version;

    String content;

    @Column(name = "updated_at")
    Instant updatedAt;

    @Column(name = "updated_by")
    String updatedBy;
}
