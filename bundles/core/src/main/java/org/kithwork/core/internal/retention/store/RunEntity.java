package org.kithwork.core.internal.retention.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code core_retention_run}. */
@NullUnmarked
@Entity
@Table(name = "core_retention_run")
public class RunEntity {

    @Id
    public String id;

    public boolean dry;

    @Column(name = "started_at")
    public Instant startedAt;

    @Column(name = "finished_at")
    public Instant finishedAt;

    @Column(name = "actor_id")
    public String actorId;

    @Column(name = "actor_name")
    public String actorName;
}
