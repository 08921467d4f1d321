package org.kithwork.core.internal.customer;

import java.time.Instant;
import java.util.Optional;
import org.kithwork.core.internal.access.store.AuditStore;
import org.kithwork.core.internal.access.store.AuditStore.Filter;
import org.kithwork.core.internal.customer.store.CustomerEntity;
import org.kithwork.core.internal.customer.store.CustomerStore;
import org.kithwork.core.internal.importing.ImportTexts;
import org.kithwork.core.internal.operation.CustomerRemovals;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.CustomerStatus;
import org.kithwork.page.PageRequest;
import org.kithwork.problem.Message;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes back a customer that an import created, unless somebody did anything with him since. */
@Component(service = CustomerImportUndo.class)
public final class CustomerImportUndo {

    private static final int FEW = 20;

    private final CustomerStore store;
    private final AuditStore audits;
    private final CustomerRemovals removals;

    @Activate
    public CustomerImportUndo(
            @Reference CustomerStore store, @Reference AuditStore audits, @Reference CustomerRemovals removals) {
        this.store = store;
        this.audits = audits;
        this.removals = removals;
    }

    /** Why the customer stays; empty when he is gone, or was gone before. */
    Optional<Message> undo(String id, Instant until) {
        var found = store.lock(id);
        if (found.isEmpty() || found.get().status == CustomerStatus.ERASED) {
            return Optional.empty();
        }
        var customer = found.get();
        if (customer.status == CustomerStatus.MERGED || !store.aliases(id).isEmpty()) {
            return Optional.of(ImportTexts.of("undo-merged"));
        }
        if (customer.limited || customer.kept || wasTouched(customer, until)) {
            return Optional.of(ImportTexts.of("undo-changed"));
        }
        return removals.remove(new CustomerId(id));
    }

    /** The import leaves no audit and no history of a row that it created; whatever is there is of somebody else. */
    private boolean wasTouched(CustomerEntity customer, Instant until) {
        return customer.updatedAt.isAfter(until)
                || store.history(customer.id).stream()
                        .anyMatch(entry -> entry.changedAt.isAfter(until) || !entry.actorId.equals(customer.createdBy))
                || audits.list(new Filter(null, null, null, customer.id, null, null), PageRequest.first(FEW)).stream()
                        .anyMatch(
                                entry -> entry.happenedAt.isAfter(until) || !entry.actorId.equals(customer.createdBy));
    }
}
