package org.kithwork.core.internal.access.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** A node of the tree of teams. */
@Entity
@Table(name = "core_team")
public class TeamEntity implements TreeNode {

    @Id
    @Column(name = "id")
    public String id;

    @Column(name = "name")
    public String name;

    @Column(name = "parent_id")
    public @Nullable String parentId;

    @Column(name = "lead_id")
    public @Nullable String leadId;

    @Column(name = "created_at")
    public Instant createdAt;

    @Version
    @Column(name = "version")
    public long version;

    @Override
    public String id() {
        return id;
    }

    @Override
    public @Nullable String parentId() {
        return parentId;
    }
}
