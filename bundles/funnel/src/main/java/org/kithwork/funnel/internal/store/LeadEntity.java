package org.kithwork.funnel.internal.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.NullUnmarked;
import org.kithwork.funnel.internal.lead.LeadState;
import org.kithwork.funnel.internal.lead.Rejection;

/** A row of {@code funnel_lead}. */
@NullUnmarked
@Entity
@Table(name = "funnel_lead")
class LeadEntity {

    @Id
    String id;

    @Version
    long version;

    @Column(name = "customer_id")
    String customerId;

    String pseudonym;

    @Column(name = "title_cipher")
    String titleCipher;

    String source;

    @Column(name = "campaign_id")
    String campaignId;

    @Column(name = "owner_id")
    String ownerId;

    @Column(name = "store_id")
    String storeId;

    @Enumerated(EnumType.STRING)
    LeadState state;

    boolean settled;

    @Enumerated(EnumType.STRING)
    Rejection rejection;

    @Column(name = "opened_at")
    Instant openedAt;

    @Column(name = "entered_at")
    Instant enteredAt;

    @Column(name = "settled_key")
    String settledKey;

    @Column(name = "assigned_at")
    Instant assignedAt;

    @Column(name = "assigned_by")
    String assignedBy;

    @Column(name = "assigned_by_name")
    String assignedByName;

    @Column(name = "rule_name")
    String ruleName;

    @Column(name = "opportunity_id")
    String opportunityId;

    @Column(name = "sort_key")
    String sortKey;

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
}
