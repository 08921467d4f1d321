package org.kithwork.core.internal.calendar.store;

import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code core_calendar_announced}; a name that is not there is empty. */
@NullUnmarked
@Entity
@Table(name = "core_calendar_announced")
public class AnnouncedEntity {

    @Id
    @Column(name = "day_date")
    public String date;

    @Column(name = "cal_year")
    public int year;

    public boolean working;

    public String name;
}
