package org.kithwork.archives.internal.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code archives_timeline}. */
@NullUnmarked
@Entity
@Table(name = "archives_timeline")
class TimelineEntity {

    @Id
    @Column(name = "event_id")
    String eventId;

    @Column(name = "customer_id")
    String customerId;

    @Column(name = "event_type")
    String eventType;

    @Column(name = "occurred_key")
    String occurredKey;

    @Column(name = "occurred_at")
    Instant occurredAt;

    @Column(name = "subject_id")
    String subjectId;

    String data;

    String icon;

    String permission;

    @Column(name = "title_en")
    String titleEn;

    @Column(name = "title_zh")
    String titleZh;

    @Column(name = "text_en")
    String textEn;

    @Column(name = "text_zh")
    String textZh;

    @Column(name = "store_id")
    String storeId;

    @Column(name = "owner_id")
    String ownerId;
}
