package org.kithwork.archives.internal.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code archives_review}; its id is that of the line. */
@NullUnmarked
@Entity
@Table(name = "archives_review")
class ReviewEntity {

    @Id
    String id;

    @Column(name = "purchase_id")
    String purchaseId;

    @Column(name = "customer_id")
    String customerId;

    int stars;

    @Column(name = "text_cipher")
    String textCipher;

    @Column(name = "written_at")
    Instant writtenAt;

    @Column(name = "sort_key")
    String sortKey;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "created_by_name")
    String createdByName;

    @Column(name = "changed_at")
    Instant changedAt;
}
