package org.kithwork.archives.internal;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.kithwork.archives.internal.store.ConfirmationStore;
import org.kithwork.archives.internal.store.QualityTaskStore;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.MemberStates;
import org.kithwork.event.Trail;
import org.kithwork.id.Ids;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.FieldAccess;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Notes that a value still holds: it is fresh again, unchanged, and whoever was to ask has done it. */
@Component(service = Confirmations.class)
public final class Confirmations {

    private static final int LONGEST_FIELD = 120;

    private final AccessControl access;
    private final CustomerDirectory customers;
    private final MemberStates states;
    private final QualityFields fields;
    private final ConfirmationStore store;
    private final QualityTaskStore asked;
    private final QualityTasks tasks;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public Confirmations(
            @Reference AccessControl access,
            @Reference CustomerDirectory customers,
            @Reference MemberStates states,
            @Reference QualityFields fields,
            @Reference ConfirmationStore store,
            @Reference QualityTaskStore asked,
            @Reference QualityTasks tasks,
            @Reference Transactions transactions,
            @Reference Trail trail,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.access = access;
        this.customers = customers;
        this.states = states;
        this.fields = fields;
        this.store = store;
        this.asked = asked;
        this.tasks = tasks;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Notes it of the value that stands there now. Refuses a field without a value ({@code value-missing}), one whose value
     * is known to be wrong ({@code value-invalid}), and one that the actor may not read.
     */
    public Confirmation confirm(ConfirmationDraft draft) {
        access.require(ArchivesPermissions.QUALITY_CONFIRM);
        var faults = new Faults();
        var named = CustomerId.required(faults, "/customerId", draft.customerId());
        var field = faults.requiredText("/field", draft.field(), LONGEST_FIELD);
        if (!field.isEmpty() && !fields.isKnown(field)) {
            faults.add("/field", Said.message("field-unknown", field));
        }
        faults.check();
        if (named == null) {
            throw new IllegalStateException("A draft without faults is complete");
        }
        return transactions.call(() -> {
            var customer = customers.requireOpen(named);
            fields.require(customer, field, FieldAccess.READ);
            var state = states.of(customer).get(field);
            if (state == null) {
                throw Problem.conflict(Said.message("value-missing"));
            }
            if (!state.valid()) {
                throw Problem.conflict(Said.message("value-invalid"));
            }
            var actor = access.actor();
            var confirmation = new Confirmation(
                    ids.next(),
                    customer,
                    field,
                    ConfirmationStore.subject(customer, state),
                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                    new ActorName(actor.id(), actor.name()));
            store.insert(confirmation);
            trail.happened(
                    ArchivesEvents.VALUE_CONFIRMED,
                    customer,
                    confirmation.id(),
                    confirmation.at(),
                    Map.of("member", field),
                    null);
            asked.release(customer, field).ifPresent(tasks::done);
            return confirmation;
        });
    }
}
