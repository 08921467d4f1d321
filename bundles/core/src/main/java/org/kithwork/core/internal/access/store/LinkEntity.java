package org.kithwork.core.internal.access.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A personal link; of its secret there is a keyed hash and nothing else. */
@Entity
@Table(name = "core_personal_link")
public class LinkEntity {

    @Id
    @Column(name = "id")
    public String id;

    @Column(name = "secret_hash")
    public String secretHash;

    @Column(name = "user_id")
    public String userId;

    @Column(name = "purpose")
    public String purpose;

    @Column(name = "name")
    public String name;

    @Column(name = "created_at")
    public Instant createdAt;

    /** To the minute. */
    @Column(name = "used_at")
    public @Nullable Instant usedAt;
}
