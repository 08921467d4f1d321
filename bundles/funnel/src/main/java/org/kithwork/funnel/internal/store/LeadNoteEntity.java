package org.kithwork.funnel.internal.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;
import org.kithwork.funnel.internal.lead.Channel;

/** A row of {@code funnel_lead_note}. */
@NullUnmarked
@Entity
@Table(name = "funnel_lead_note")
class LeadNoteEntity {

    @Id
    String id;

    @Column(name = "lead_id")
    String leadId;

    @Enumerated(EnumType.STRING)
    Channel channel;

    @Column(name = "text_cipher")
    String textCipher;

    @Column(name = "written_at")
    Instant writtenAt;

    @Column(name = "interaction_id")
    String interactionId;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "created_by_name")
    String createdByName;
}
