package org.kithwork.core.internal.money.store;

import java.math.BigDecimal;
import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;
import org.kithwork.core.internal.money.RateState;

/** A row of {@code core_rate}; texts that are not there are empty. */
@NullUnmarked
@Entity
@Table(name = "core_rate")
public class RateEntity {

    @Id
    public String id;

    @Column(name = "standing_key")
    public String standingKey;

    @Column(name = "list_key")
    public String listKey;

    @Column(name = "from_code")
    public String from;

    @Column(name = "to_code")
    public String to;

    @Column(name = "valid_on")
    public String validOn;

    public BigDecimal rate;

    @Enumerated(EnumType.STRING)
    public RateState state;

    public String source;

    public String corrects;

    @Column(name = "entered_at")
    public Instant enteredAt;

    @Column(name = "entered_by")
    public String enteredBy;

    @Column(name = "entered_name")
    public String enteredName;
}
