package org.kithwork.core.internal.consent.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;
import org.kithwork.consent.Channel;
import org.kithwork.consent.ConsentBasis;
import org.kithwork.consent.Decider;
import org.kithwork.consent.Decision;
import org.kithwork.consent.Purpose;

/** A row of {@code core_consent_event}: a decision, its evidence encrypted. */
@NullUnmarked
@Entity
@Table(name = "core_consent_event")
public class ConsentEntity {

    @Id
    public String id;

    @Column(name = "customer_id")
    public String customerId;

    @Column(name = "decided_key")
    public String decidedKey;

    @Enumerated(EnumType.STRING)
    public Purpose purpose;

    @Enumerated(EnumType.STRING)
    public Channel channel;

    @Enumerated(EnumType.STRING)
    public Decision decision;

    @Enumerated(EnumType.STRING)
    public Decider decider;

    @Enumerated(EnumType.STRING)
    public ConsentBasis basis;

    @Column(name = "notice_version")
    public String noticeVersion;

    @Column(name = "evidence_cipher")
    public String evidenceCipher;

    public boolean imported;

    @Column(name = "decided_at")
    public Instant decidedAt;

    @Column(name = "expires_at")
    public Instant expiresAt;

    @Column(name = "recorded_at")
    public Instant recordedAt;

    @Column(name = "recorded_by")
    public String recordedBy;

    @Column(name = "recorded_by_name")
    public String recordedByName;
}
