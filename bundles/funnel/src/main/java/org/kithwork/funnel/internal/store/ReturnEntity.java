package org.kithwork.funnel.internal.store;

import java.math.BigDecimal;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code funnel_return}, which is written once. */
@NullUnmarked
@Entity
@Table(name = "funnel_return")
class ReturnEntity {

    @Id
    String id;

    @Column(name = "opportunity_id")
    String opportunityId;

    BigDecimal amount;

    String currency;

    @Column(name = "returned_on")
    String returnedOn;

    @Column(name = "reason_cipher")
    String reasonCipher;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "created_by_name")
    String createdByName;
}
