package org.kithwork.core.internal.retention.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.NullUnmarked;
import org.kithwork.privacy.spi.RetentionAction;

/** A row of {@code core_retention_rule}. */
@NullUnmarked
@Entity
@Table(name = "core_retention_rule")
public class RuleEntity {

    @Id
    public String id;

    public int months;

    @Enumerated(EnumType.STRING)
    @Column(name = "removal")
    public RetentionAction action;

    public boolean active;

    @Column(name = "updated_at")
    public Instant updatedAt;

    @Column(name = "updated_by")
    public String updatedBy;

    @Column(name = "updated_name")
    public String updatedName;

    @Version
    public long version;
}
