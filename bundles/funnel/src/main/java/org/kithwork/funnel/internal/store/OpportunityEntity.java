package org.kithwork.funnel.internal.store;

import java.math.BigDecimal;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import javax.persistence.Version;
import org.jspecify.annotations.NullUnmarked;
import org.kithwork.funnel.internal.opportunity.ForecastCategory;
import org.kithwork.funnel.internal.opportunity.Status;

/** A row of {@code funnel_opportunity}. */
@NullUnmarked
@Entity
@Table(name = "funnel_opportunity")
class OpportunityEntity {

    @Id
    String id;

    @Version
    long version;

    @Column(name = "customer_id")
    String customerId;

    String pseudonym;

    @Column(name = "pipeline_id")
    String pipelineId;

    @Column(name = "stage_id")
    String stageId;

    @Enumerated(EnumType.STRING)
    Status status;

    @Column(name = "title_cipher")
    String titleCipher;

    BigDecimal amount;

    String currency;

    @Column(name = "close_on")
    String closeOn;

    Integer probability;

    @Enumerated(EnumType.STRING)
    ForecastCategory forecast;

    String source;

    @Column(name = "campaign_id")
    String campaignId;

    @Column(name = "owner_id")
    String ownerId;

    @Column(name = "store_id")
    String storeId;

    @Column(name = "lost_reason")
    String lostReason;

    String competitor;

    @Column(name = "opened_at")
    Instant openedAt;

    @Column(name = "entered_at")
    Instant enteredAt;

    @Column(name = "won_at")
    Instant wonAt;

    @Column(name = "lost_at")
    Instant lostAt;

    @Column(name = "since_ms")
    long sinceMs;

    @Column(name = "won_by")
    String wonBy;

    @Column(name = "decided_key")
    String decidedKey;

    @Column(name = "decided_on")
    String decidedOn;

    @Column(name = "cycle_ms")
    Long cycleMs;

    @Column(name = "sort_key")
    String sortKey;

    @Column(name = "close_key")
    String closeKey;

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
