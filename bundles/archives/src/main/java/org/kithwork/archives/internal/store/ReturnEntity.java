package org.kithwork.archives.internal.store;

import java.math.BigDecimal;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code archives_return}. */
@NullUnmarked
@Entity
@Table(name = "archives_return")
class ReturnEntity {

    @Id
    String id;

    @Column(name = "purchase_id")
    String purchaseId;

    @Column(name = "returned_at")
    Instant returnedAt;

    @Column(name = "return_no")
    int returnNo;

    BigDecimal net;

    @Column(name = "external_id")
    String externalId;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "created_by_name")
    String createdByName;
}
