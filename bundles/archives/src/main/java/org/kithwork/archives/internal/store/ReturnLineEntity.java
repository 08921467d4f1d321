package org.kithwork.archives.internal.store;

import java.math.BigDecimal;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code archives_return_line}. */
@NullUnmarked
@Entity
@Table(name = "archives_return_line")
class ReturnLineEntity {

    @Id
    String id;

    @Column(name = "return_id")
    String returnId;

    @Column(name = "purchase_id")
    String purchaseId;

    @Column(name = "line_id")
    String lineId;

    BigDecimal quantity;
}
