package org.kithwork.core.internal.journal.store;

import org.kithwork.event.Event;

/** An event at its position in the journal. */
public record StoredEvent(long position, Event event) {

    /** What is kept in order: the customer or, where there is none, the record. */
    public String queue() {
        var customer = event.customer();
        return customer == null ? event.subjectId() : customer.value();
    }
}
