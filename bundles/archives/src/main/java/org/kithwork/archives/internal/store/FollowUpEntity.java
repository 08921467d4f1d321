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
import org.kithwork.archives.internal.FollowUpKind;
import org.kithwork.archives.internal.FollowUpState;
import org.kithwork.archives.internal.Recurrence;

/** A row of {@code archives_follow_up}. */
@NullUnmarked
@Entity
@Table(name = "archives_follow_up")
class FollowUpEntity {

    @Id
    String id;

    @Column(name = "series_key")
    String seriesKey;

    @Version
    long version;

    @Column(name = "customer_id")
    String customerId;

    String pseudonym;

    @Column(name = "owner_id")
    String ownerId;

    @Column(name = "owner_name")
    String ownerName;

    @Column(name = "store_id")
    String storeId;

    @Column(name = "plan_at")
    Instant planAt;

    @Column(name = "day_ends_at")
    Instant dayEndsAt;

    @Column(name = "sort_key")
    String sortKey;

    @Enumerated(EnumType.STRING)
    FollowUpKind kind;

    @Enumerated(EnumType.STRING)
    FollowUpState state;

    @Column(name = "subject_cipher")
    String subjectCipher;

    @Column(name = "note_cipher")
    String noteCipher;

    @Column(name = "series_id")
    String seriesId;

    @Column(name = "series_no")
    int seriesNo;

    @Column(name = "series_begins")
    String seriesBegins;

    @Enumerated(EnumType.STRING)
    @Column(name = "repeat_unit")
    Recurrence.Unit repeatUnit;

    @Column(name = "repeat_every")
    Integer repeatEvery;

    @Column(name = "repeat_until")
    String repeatUntil;

    @Column(name = "repeat_count")
    Integer repeatCount;

    @Column(name = "closed_at")
    Instant closedAt;

    @Column(name = "interaction_id")
    String interactionId;

    /** When it becomes the matter of somebody else, while it stays missed. */
    @Column(name = "escalates_at")
    Instant escalatesAt;

    @Column(name = "escalated_at")
    Instant escalatedAt;

    @Column(name = "escalated_to")
    String escalatedTo;

    @Column(name = "escalated_name")
    String escalatedName;

    String confirms;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "updated_at")
    Instant updatedAt;

    @Column(name = "updated_by")
    String updatedBy;
}
