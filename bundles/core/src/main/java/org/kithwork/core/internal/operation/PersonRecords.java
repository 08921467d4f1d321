package org.kithwork.core.internal.operation;

import java.util.Set;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.spi.ExportWriter;

/** What is kept about the requests of a person. Every method works in the current transaction. */
public interface PersonRecords {

    /** Refuses while anything stands against erasing one of these customers, whose rows are locked. */
    void requireErasable(Set<CustomerId> customers);

    /** Removes what was written down about the person, and keeps that there was a case. */
    void forget(CustomerId customer);

    /** Writes what the person asked, what became of it, and which holds stand against erasing him. */
    void export(Set<CustomerId> customers, ExportWriter out);

    /** The step of an operation is done; if it was the last, the cases that waited for the operation are done. */
    void stepped(String operationId);
}
