package org.kithwork.core.internal.privacy.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code core_privacy_hold}. */
@NullUnmarked
@Entity
@Table(name = "core_privacy_hold")
public class HoldEntity {

    @Id
    public String id;

    @Column(name = "customer_id")
    public String customerId;

    @Column(name = "until_day")
    public String untilDay;

    @Column(name = "reason_cipher")
    public String reasonCipher;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "created_by")
    public String createdBy;

    @Column(name = "created_name")
    public String createdName;

    @Column(name = "released_at")
    public Instant releasedAt;

    @Column(name = "released_by")
    public String releasedBy;

    @Column(name = "released_name")
    public String releasedName;

    @Column(name = "release_cipher")
    public String releaseCipher;
}
