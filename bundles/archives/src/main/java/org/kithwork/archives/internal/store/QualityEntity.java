package org.kithwork.archives.internal.store;

import java.math.BigDecimal;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code archives_quality}. */
@NullUnmarked
@Entity
@Table(name = "archives_quality")
class QualityEntity {

    @Id
    @Column(name = "customer_id")
    String customerId;

    @Column(name = "owner_id")
    String ownerId;

    @Column(name = "store_id")
    String storeId;

    BigDecimal completeness;

    @Column(name = "sort_key")
    String sortKey;
}
