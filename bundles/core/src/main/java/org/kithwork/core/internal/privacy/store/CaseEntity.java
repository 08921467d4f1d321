package org.kithwork.core.internal.privacy.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.NullUnmarked;
import org.kithwork.core.internal.privacy.PrivacyCase;

/** A row of {@code core_privacy_case}. */
@NullUnmarked
@Entity
@Table(name = "core_privacy_case")
public class CaseEntity {

    @Id
    public String id;

    @Enumerated(EnumType.STRING)
    public PrivacyCase.Kind kind;

    @Enumerated(EnumType.STRING)
    public PrivacyCase.State state;

    @Column(name = "open_case")
    public boolean open;

    @Column(name = "customer_id")
    public String customerId;

    @Enumerated(EnumType.STRING)
    public PrivacyCase.Channel channel;

    @Enumerated(EnumType.STRING)
    public PrivacyCase.Requester requester;

    /** What was said and done, as JSON; removed with the person. */
    @Column(name = "content_cipher")
    public String contentCipher;

    @Column(name = "received_at")
    public Instant receivedAt;

    @Column(name = "due_day")
    public String dueDay;

    @Column(name = "due_key")
    public String dueKey;

    public boolean extended;

    @Column(name = "checked_at")
    public Instant checkedAt;

    /** What was shown of what it would meet, as JSON; removed with the person. */
    @Column(name = "preview_cipher")
    public String previewCipher;

    @Column(name = "previewed_at")
    public Instant previewedAt;

    @Column(name = "operation_id")
    public String operationId;

    @Column(name = "closed_at")
    public Instant closedAt;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "created_by")
    public String createdBy;

    @Column(name = "created_name")
    public String createdName;

    @Version
    public long version;
}
