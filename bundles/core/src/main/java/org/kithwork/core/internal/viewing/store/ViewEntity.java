package org.kithwork.core.internal.viewing.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code core_customer_view}: a user saw a customer on a day. */
@NullUnmarked
@Entity
@Table(name = "core_customer_view")
public class ViewEntity {

    @Id
    @Column(name = "view_key")
    public String viewKey;

    /** In the order of the first looks. */
    @Column(name = "seen_id")
    public String seenId;

    @Column(name = "customer_id")
    public String customerId;

    @Column(name = "user_id")
    public String userId;

    @Column(name = "view_day")
    public String viewDay;

    @Column(name = "first_at")
    public Instant firstAt;

    @Column(name = "last_at")
    public Instant lastAt;

    /** In how many hours of the day the record was opened; 0 when it stood in lists alone. */
    public int opened;

    /** The hour, since 1970, in which it was last counted as opened. */
    @Column(name = "opened_hour")
    public long openedHour;

    /** The hour, since 1970, in which it was last noted as opened in clear. */
    @Column(name = "clear_hour")
    public long clearHour;

    @Column(name = "in_clear")
    public boolean inClear;
}
