package org.kithwork.archives.internal.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;
import org.kithwork.archives.internal.Audience;

/** A row of {@code archives_attachment}. */
@NullUnmarked
@Entity
@Table(name = "archives_attachment")
class AttachmentEntity {

    @Id
    String id;

    @Column(name = "customer_id")
    String customerId;

    @Column(name = "name_cipher")
    String nameCipher;

    @Column(name = "media_type")
    String type;

    @Column(name = "byte_count")
    long size;

    @Enumerated(EnumType.STRING)
    Audience visibility;

    @Column(name = "sort_key")
    String sortKey;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "created_by_name")
    String createdByName;
}
