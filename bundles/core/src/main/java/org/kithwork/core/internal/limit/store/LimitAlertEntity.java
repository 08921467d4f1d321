package org.kithwork.core.internal.limit.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code core_limit_alert}: a user reached a limit on a day. */
@NullUnmarked
@Entity
@Table(name = "core_limit_alert")
public class LimitAlertEntity {

    @Id
    public String id;

    @Column(name = "user_id")
    public String userId;

    public String kind;

    @Column(name = "used_day")
    public String usedDay;

    public long used;

    public long allowed;

    @Column(name = "reached_at")
    public Instant reachedAt;
}
