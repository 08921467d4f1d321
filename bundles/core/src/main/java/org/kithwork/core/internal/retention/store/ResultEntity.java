package org.kithwork.core.internal.retention.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;
import org.kithwork.privacy.spi.RetentionAction;

/** A row of {@code core_retention_result}: what one rule met in one run. */
@NullUnmarked
@Entity
@Table(name = "core_retention_result")
public class ResultEntity {

    @Id
    public String id;

    @Column(name = "run_id")
    public String runId;

    public String kind;

    @Enumerated(EnumType.STRING)
    @Column(name = "removal")
    public RetentionAction action;

    @Column(name = "before_at")
    public Instant beforeAt;

    public long due;

    public long blocked;

    public long removed;

    @Column(name = "oldest_at")
    public Instant oldestAt;

    public String stores = "{}";

    public String sample = "[]";

    public String problem;
}
