package org.kithwork.intake.internal.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.NullUnmarked;
import org.kithwork.intake.internal.feed.Feed;

/** A row of {@code intake_feed}. */
@NullUnmarked
@Entity
@Table(name = "intake_feed")
class FeedEntity {

    @Id
    String id;

    @Version
    long version;

    String slug;

    String name;

    @Enumerated(EnumType.STRING)
    @Column(name = "feed_type")
    Feed.Type type;

    boolean active;

    String content;

    @Column(name = "standing_id")
    String standingId;

    @Column(name = "secret_cipher")
    String secretCipher;

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
