package org.kithwork.core.internal.access.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

/** An API token; the secret itself is not kept. */
@Entity
@Table(name = "core_token")
public class TokenEntity {

    @Id
    @Column(name = "id")
    public String id;

    @Column(name = "secret_hash")
    public String secretHash;

    @Column(name = "user_id")
    public String userId;

    @Column(name = "name")
    public String name;

    /** Permissions, separated by blanks. */
    @Column(name = "scopes")
    public String scopes;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "expires_at")
    public Instant expiresAt;

    @Column(name = "used_at")
    public @Nullable Instant usedAt;
}
