package org.kithwork.core.internal.importing.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code core_import_standing}. */
@NullUnmarked
@Entity
@Table(name = "core_import_standing")
public class StandingEntity {

    @Id
    public String id;

    @Column(name = "owner_id")
    public String ownerId;

    @Column(name = "owner_name")
    public String ownerName;

    public String kind;

    public String source;

    @Column(name = "on_duplicate")
    public String onDuplicate;

    public String mapping;

    @Column(name = "more_options")
    public String moreOptions;

    @Column(name = "changed_at")
    public Instant changedAt;
}
