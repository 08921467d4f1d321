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
import org.kithwork.intake.internal.Submission.Delivery;
import org.kithwork.intake.internal.Submission.Doubt;
import org.kithwork.intake.internal.Submission.Origin;
import org.kithwork.intake.internal.Submission.State;

/** A row of {@code intake_submission}. */
@NullUnmarked
@Entity
@Table(name = "intake_submission")
class SubmissionEntity {

    @Id
    String id;

    @Version
    long version;

    String stamp;

    @Column(name = "form_id")
    String formId;

    @Enumerated(EnumType.STRING)
    Origin origin;

    @Column(name = "taken_by")
    String takenBy;

    @Column(name = "taken_by_name")
    String takenByName;

    @Column(name = "store_id")
    String storeId;

    @Column(name = "customer_id")
    String customerId;

    @Enumerated(EnumType.STRING)
    State state;

    @Enumerated(EnumType.STRING)
    Doubt doubt;

    @Enumerated(EnumType.STRING)
    Delivery delivery;

    @Column(name = "answers_cipher")
    String answersCipher;

    @Column(name = "notice_version")
    String noticeVersion;

    String language;

    @Column(name = "link_hash")
    String linkHash;

    @Column(name = "link_cipher")
    String linkCipher;

    @Column(name = "link_expires_at")
    Instant linkExpiresAt;

    @Column(name = "received_at")
    Instant receivedAt;

    @Column(name = "confirmed_at")
    Instant confirmedAt;

    @Column(name = "decided_at")
    Instant decidedAt;

    @Column(name = "decided_by")
    String decidedBy;

    @Column(name = "decided_by_name")
    String decidedByName;

    @Column(name = "interaction_id")
    String interactionId;
}
