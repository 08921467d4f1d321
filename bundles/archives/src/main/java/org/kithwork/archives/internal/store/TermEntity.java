package org.kithwork.archives.internal.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code archives_term}. */
@NullUnmarked
@Entity
@Table(name = "archives_term")
class TermEntity {

    @Id
    String id;

    @Version
    long version;

    @Column(name = "customer_id")
    String customerId;

    @Column(name = "text_cipher")
    String textCipher;

    @Column(name = "valid_from")
    String validFrom;

    @Column(name = "valid_until")
    String validUntil;

    @Column(name = "agreed_at")
    Instant agreedAt;

    @Column(name = "sort_key")
    String sortKey;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "created_by_name")
    String createdByName;
}
