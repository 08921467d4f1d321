package org.kithwork.funnel.internal.store;

import java.math.BigDecimal;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code funnel_product_line}. */
@NullUnmarked
@Entity
@Table(name = "funnel_product_line")
class ProductLineEntity {

    @Id
    String id;

    @Column(name = "opportunity_id")
    String opportunityId;

    @Column(name = "line_no")
    int lineNo;

    String sku;

    String name;

    BigDecimal quantity;

    String currency;

    @Column(name = "unit_price")
    BigDecimal unitPrice;

    BigDecimal discount;

    BigDecimal net;
}
