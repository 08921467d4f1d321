package org.kithwork.core.internal.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kithwork.core.internal.customer.CustomerPermissions;
import org.kithwork.core.internal.journal.Attempts;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.CustomerOperations;
import org.kithwork.customer.spi.CustomerDataParticipant;
import org.kithwork.customer.spi.CustomerMerge;
import org.kithwork.customer.spi.ErasureMode;
import org.kithwork.customer.spi.MergePreview;
import org.kithwork.id.Ids;
import org.kithwork.permission.Actor;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The operations as modules and edges call them. */
@Component(service = {CustomerOperations.class, OperationService.class})
public final class OperationService implements CustomerOperations {

    private final CustomerMerges merges;
    private final CustomerErasures erasures;
    private final CustomerExports exports;
    private final Preview preview;

    private record Preview(
            Transactions transactions, CustomerGuard guard, Participants participants, Attempts attempts, Ids ids) {}

    @Activate
    public OperationService(
            @Reference CustomerMerges merges,
            @Reference CustomerErasures erasures,
            @Reference CustomerExports exports,
            @Reference Transactions transactions,
            @Reference CustomerGuard guard,
            @Reference Participants participants,
            @Reference Attempts attempts,
            @Reference Ids ids) {
        this.merges = merges;
        this.erasures = erasures;
        this.exports = exports;
        this.preview = new Preview(transactions, guard, participants, attempts, ids);
    }

    @Override
    public List<MergePreview> preview(CustomerId survivor, CustomerId absorbed) {
        if (survivor.equals(absorbed)) {
            throw Problem.invalid("/absorbed", Message.of(CustomerMerges.class, "merge-same"));
        }
        preview.transactions.run(() -> {
            var locked = preview.guard.lock(CustomerPermissions.MERGE, survivor, absorbed);
            locked.free(survivor);
            locked.free(absorbed);
        });
        var merge = new CustomerMerge(preview.ids.next(), survivor, absorbed);
        var all = new ArrayList<MergePreview>();
        preview.participants
                .here()
                .forEach(participant -> preview(participant, merge).ifPresent(all::add));
        return List.copyOf(all);
    }

    /** Empty where the participant cannot say. */
    private Optional<MergePreview> preview(CustomerDataParticipant participant, CustomerMerge merge) {
        var found = new ArrayList<MergePreview>();
        var failure = preview.attempts.run(Actor.module(participant.name()), () -> {
            found.clear();
            found.add(participant.preview(merge));
        });
        return failure.isEmpty() ? found.stream().findFirst() : Optional.empty();
    }

    @Override
    public String merge(CustomerId survivor, CustomerId absorbed, Map<String, String> fields) {
        return merges.merge(survivor, absorbed, fields);
    }

    @Override
    public String undoMerge(CustomerId survivor, String mergeId) {
        return merges.undo(survivor, mergeId);
    }

    @Override
    public String erase(CustomerId customer, String basis) {
        return erasures.erase(customer, ErasureMode.ERASE, basis);
    }

    /** Erases in a mode of its own; the operation's id. */
    public String erase(CustomerId customer, ErasureMode mode, String basis) {
        return erasures.erase(customer, mode, basis);
    }

    /** Keeps the customer's data and lets nobody use it; the operation's id. */
    public String restrict(CustomerId customer, String basis) {
        return erasures.restrict(customer, basis);
    }

    /** Lets a restricted customer be used again; the operation's id. */
    public String lift(CustomerId customer, String basis) {
        return erasures.lift(customer, basis);
    }

    @Override
    public String export(CustomerId customer) {
        return exports.export(customer);
    }
}
