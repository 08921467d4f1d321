package org.kithwork.archives.internal.store;

import java.math.BigDecimal;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code archives_purchase_line}. */
@NullUnmarked
@Entity
@Table(name = "archives_purchase_line")
class PurchaseLineEntity {

    @Id
    String id;

    @Column(name = "purchase_id")
    String purchaseId;

    @Column(name = "line_no")
    int lineNo;

    String sku;

    String name;

    String category;

    BigDecimal quantity;

    @Column(name = "unit_price")
    BigDecimal unitPrice;

    BigDecimal gross;

    BigDecimal discount;

    BigDecimal tax;

    BigDecimal net;

    BigDecimal returned;
}
