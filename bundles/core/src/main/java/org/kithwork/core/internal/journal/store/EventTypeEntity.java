package org.kithwork.core.internal.journal.store;

import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;

/** A row of {@code core_event_type}: what the journal needs to know of a type while its module is away. */
@NullUnmarked
@Entity
@Table(name = "core_event_type")
public class EventTypeEntity {

    @Id
    public String name;

    public boolean titled;

    public String retention;
}
