package org.kithwork.core.internal.access.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** A row of the roles; its grants and field policies are rows of their own. */
@Entity
@Table(name = "core_role")
public class RoleEntity {

    @Id
    @Column(name = "id")
    public String id;

    /** The word by which modules name a default role. */
    @Column(name = "word")
    public String word;

    /** What people read; {@code null} where the text of the default role serves. */
    @Column(name = "name")
    public @Nullable String name;

    /** Whether who holds it must have a second factor. */
    @Column(name = "second_factor")
    public boolean secondFactor;

    @Column(name = "created_at")
    public Instant createdAt;

    @Version
    @Column(name = "version")
    public long version;
}
