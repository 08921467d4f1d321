package org.kithwork.archives.internal.store;

import java.math.BigDecimal;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;
import org.kithwork.archives.internal.PreferenceSource;

/** A row of {@code archives_preference}. */
@NullUnmarked
@Entity
@Table(name = "archives_preference")
class PreferenceEntity {

    @Id
    String id;

    @Column(name = "customer_id")
    String customerId;

    @Column(name = "pref_key")
    String prefKey;

    @Enumerated(EnumType.STRING)
    PreferenceSource source;

    @Column(name = "content_cipher")
    String contentCipher;

    BigDecimal confidence;

    @Column(name = "evidence_kind")
    String evidenceKind;

    String evidence;

    @Column(name = "noted_at")
    Instant notedAt;

    @Column(name = "sort_key")
    String sortKey;

    @Column(name = "expires_at")
    Instant expiresAt;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "created_by_name")
    String createdByName;
}
