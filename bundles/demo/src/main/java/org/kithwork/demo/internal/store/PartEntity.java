package org.kithwork.demo.internal.store;

import java.time.LocalDate;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;
import org.kithwork.demo.internal.data.Trade;

/** A row of {@code demo_part}. */
@NullUnmarked
@Entity
@Table(name = "demo_part")
class PartEntity {

    @Id
    @Column(name = "standing_id")
    String standingId;

    @Enumerated(EnumType.STRING)
    Trade trade;

    @Enumerated(EnumType.STRING)
    @Column(name = "table_name")
    org.kithwork.demo.internal.Table table;

    int customers;

    long seed;

    @Column(name = "last_day")
    LocalDate day;

    @Column(name = "import_id")
    String importId;
}
