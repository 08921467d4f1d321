package org.kithwork.archives.internal.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.NullUnmarked;
import org.kithwork.archives.internal.Audience;
import org.kithwork.archives.internal.Direction;
import org.kithwork.archives.internal.InteractionChannel;

/** A row of {@code archives_interaction}. */
@NullUnmarked
@Entity
@Table(name = "archives_interaction")
class InteractionEntity {

    @Id
    String id;

    @Version
    long version;

    @Column(name = "customer_id")
    String customerId;

    String pseudonym;

    @Column(name = "staff_id")
    String staffId;

    @Column(name = "staff_name")
    String staffName;

    @Column(name = "store_id")
    String storeId;

    @Column(name = "start_at")
    Instant startAt;

    @Column(name = "end_at")
    Instant endAt;

    @Column(name = "sort_key")
    String sortKey;

    @Enumerated(EnumType.STRING)
    InteractionChannel channel;

    @Enumerated(EnumType.STRING)
    Direction direction;

    @Column(name = "topic_cipher")
    String topicCipher;

    @Column(name = "body_cipher")
    String bodyCipher;

    @Column(name = "outcome_cipher")
    String outcomeCipher;

    String source;

    @Column(name = "external_id")
    String externalId;

    @Column(name = "fingerprint_cipher")
    String fingerprintCipher;

    @Enumerated(EnumType.STRING)
    Audience visibility;

    @Column(name = "rating_stars")
    Integer ratingStars;

    @Column(name = "rating_cipher")
    String ratingCipher;

    @Column(name = "rated_at")
    Instant ratedAt;

    @Column(name = "rated_by")
    String ratedBy;

    @Column(name = "rated_by_name")
    String ratedByName;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "created_by_name")
    String createdByName;

    @Column(name = "updated_at")
    Instant updatedAt;

    @Column(name = "updated_by")
    String updatedBy;

    @Column(name = "updated_by_name")
    String updatedByName;
}
