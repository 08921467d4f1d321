package org.kithwork.core.internal.customer;

import org.kithwork.core.internal.consent.ConsentImport;
import org.kithwork.customer.CustomerId;

/** What the rows of a batch say of consents, and for whom. */
record Decided(ConsentImport consents) {

    /** Refuses what may not be recorded for a customer that is about to be made. */
    void require(ImportedCustomer row, CheckedCustomer draft) {
        if (!row.consents().isEmpty()) {
            consents.requireForNew(row.consents(), draft.birth(), draft.ownerId(), draft.storeId());
        }
    }

    /** Refuses what may not be recorded for a customer that is there. */
    void require(String customer, ImportedCustomer row) {
        if (!row.consents().isEmpty()) {
            consents.requireFor(new CustomerId(customer), row.consents());
        }
    }

    /** Records what is new; whether anything was. */
    boolean record(String customer, ImportedCustomer row) {
        return !row.consents().isEmpty() && consents.record(new CustomerId(customer), row.consents());
    }
}
