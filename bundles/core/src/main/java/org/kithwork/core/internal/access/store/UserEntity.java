package org.kithwork.core.internal.access.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.Nullable;

/** A row of the users. */
@Entity
@Table(name = "core_user")
public class UserEntity {

    @Id
    @Column(name = "id")
    public String id;

    /** Folded: NFKC, lower case. */
    @Column(name = "username")
    public String username;

    @Column(name = "display_name")
    public String displayName;

    @Column(name = "language")
    public @Nullable String language;

    /** A PHC string; {@code null} until the first password is set. */
    @Column(name = "password")
    public @Nullable String password;

    /** {@code ACTIVE} or {@code BLOCKED}. */
    @Column(name = "state")
    public String state;

    @Column(name = "team_id")
    public @Nullable String teamId;

    /** When he last did something in a browser, to the minute. */
    @Column(name = "seen_at", updatable = false)
    public @Nullable Instant seenAt;

    @Column(name = "created_at")
    public Instant createdAt;

    @Version
    @Column(name = "version")
    public long version;
}
