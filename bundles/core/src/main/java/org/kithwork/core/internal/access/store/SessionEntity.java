package org.kithwork.core.internal.access.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A browser's session; the cookie itself is not kept. */
@Entity
@Table(name = "core_session")
public class SessionEntity {

    @Id
    @Column(name = "id")
    public String id;

    @Column(name = "secret_hash")
    public String secretHash;

    @Column(name = "user_id")
    public String userId;

    @Column(name = "address")
    public String address;

    @Column(name = "agent")
    public @Nullable String agent;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "touched_at")
    public Instant touchedAt;

    /** When its user last proved who he is. */
    @Column(name = "proved_at", updatable = false)
    public Instant provedAt;

    @Column(name = "expires_at")
    public Instant expiresAt;
}
