package org.kithwork.archives.internal;

import java.util.List;
import java.util.Map;
import org.kithwork.archives.internal.store.PreferenceStore;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.event.Trail;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.RecordFields.Place;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes preferences down and takes them back. What was said before stays beside what is said now. */
@Component(service = PreferenceBook.class)
public final class PreferenceBook {

    private final AccessControl access;
    private final CustomerDirectory customers;
    private final Transactions transactions;
    private final PreferenceStore store;
    private final PreferenceDrafts drafts;
    private final Automation automation;
    private final ArchivesFields fields;
    private final Trail trail;

    @Activate
    public PreferenceBook(
            @Reference AccessControl access,
            @Reference CustomerDirectory customers,
            @Reference Transactions transactions,
            @Reference PreferenceStore store,
            @Reference PreferenceDrafts drafts,
            @Reference Automation automation,
            @Reference ArchivesFields fields,
            @Reference Trail trail) {
        this.access = access;
        this.customers = customers;
        this.transactions = transactions;
        this.store = store;
        this.drafts = drafts;
        this.automation = automation;
        this.fields = fields;
        this.trail = trail;
    }

    /**
     * Writes down what the customer said, or what another system inferred; the latter not of somebody who objected to
     * it ({@code automation-objected}).
     */
    public Preference note(PreferenceDraft draft) {
        access.require(ArchivesPermissions.PREFERENCE_CREATE);
        var said = drafts.read(draft, access.actor());
        return transactions.call(() -> {
            var customer = customers.requireOpen(said.customerId());
            fields.preferences(List.of(said))
                    .requireWritable(List.of(ArchivesFields.VALUE), new Place(customer, null, null));
            if (said.source() == PreferenceSource.INFERRED && !automation.allowed(customer)) {
                throw Problem.conflict(Said.message("preference-objected"));
            }
            var id = said.id();
            if (id == null) {
                throw new IllegalStateException("What is written down has an id");
            }
            trail.happened(
                    ArchivesEvents.PREFERENCE_STATED,
                    customer,
                    id.value(),
                    said.at(),
                    Map.of("key", said.key(), "source", said.source().name()),
                    null);
            store.insert(id, said, access.actor());
            return said;
        });
    }

    /** Takes back all that was written down under the key of this one: the customer does not want it any more. */
    public void withdraw(PreferenceId id) {
        var visibility = access.visibility(ArchivesPermissions.PREFERENCE_DELETE);
        transactions.run(() -> {
            var found = store.find(id, visibility).orElseThrow(PreferenceId::notFound);
            var customer = customers.requireOpen(found.customerId());
            store.delete(customer, found.key());
            trail.audited("archives.preference.withdrawn", customer, id.value(), Map.of("key", found.key()), null);
        });
    }
}
