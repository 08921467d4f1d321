package org.kithwork.archives.internal.store;

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
import org.kithwork.archives.internal.PurchaseStatus;

/** A row of {@code archives_purchase}. */
@NullUnmarked
@Entity
@Table(name = "archives_purchase")
class PurchaseEntity {

    @Id
    String id;

    @Version
    long version;

    @Column(name = "customer_id")
    String customerId;

    String pseudonym;

    @Column(name = "store_id")
    String storeId;

    String channel;

    @Column(name = "bought_at")
    Instant boughtAt;

    @Column(name = "sort_key")
    String sortKey;

    String currency;

    BigDecimal gross;

    BigDecimal discount;

    BigDecimal tax;

    BigDecimal net;

    BigDecimal returned;

    @Enumerated(EnumType.STRING)
    PurchaseStatus status;

    String source;

    @Column(name = "external_id")
    String externalId;

    String fingerprint;

    @Column(name = "created_at")
    Instant createdAt;

    /** When the purchase last changed; a merge of its customer is no change of it. */
    @Column(name = "changed_at")
    Instant changedAt;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "created_by_name")
    String createdByName;
}
