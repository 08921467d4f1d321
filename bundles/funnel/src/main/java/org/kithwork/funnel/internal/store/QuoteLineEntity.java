package org.kithwork.funnel.internal.store;

import java.math.BigDecimal;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code funnel_quote_line}. */
@NullUnmarked
@Entity
@Table(name = "funnel_quote_line")
class QuoteLineEntity {

    @Id
    String id;

    @Column(name = "quote_id")
    String quoteId;

    @Column(name = "line_no")
    int lineNo;

    String name;

    BigDecimal quantity;

    @Column(name = "unit_price")
    BigDecimal unitPrice;

    BigDecimal discount;

    @Column(name = "tax_rate")
    BigDecimal taxRate;

    BigDecimal net;

    BigDecimal reduction;

    BigDecimal tax;
}
