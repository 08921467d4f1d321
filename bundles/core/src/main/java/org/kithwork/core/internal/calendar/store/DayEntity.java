package org.kithwork.core.internal.calendar.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code core_calendar_day}; a name that is not there is empty. */
@NullUnmarked
@Entity
@Table(name = "core_calendar_day")
public class DayEntity {

    @Id
    @Column(name = "day_date")
    public String date;

    public boolean working;

    public String name;

    public long version;

    @Column(name = "entered_at")
    public Instant enteredAt;

    @Column(name = "entered_by")
    public String enteredBy;
}
