package org.kithwork.intake.internal.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;
import org.kithwork.intake.internal.feed.Message;

/** A row of {@code intake_message}. */
@NullUnmarked
@Entity
@Table(name = "intake_message")
class MessageEntity {

    @Id
    String id;

    @Column(name = "feed_id")
    String feedId;

    @Column(name = "message_id")
    String messageId;

    @Enumerated(EnumType.STRING)
    Message.State state;

    int attempts;

    @Column(name = "next_at")
    Instant nextAt;

    @Column(name = "retry_until")
    Instant retryUntil;

    @Column(name = "row_count")
    int rowCount;

    int refused;

    @Column(name = "body_cipher")
    String bodyCipher;

    @Column(name = "faults_cipher")
    String faultsCipher;

    @Column(name = "received_at")
    Instant receivedAt;

    @Column(name = "done_at")
    Instant doneAt;
}
