package org.kithwork.archives.internal;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.store.ConfirmationStore;
import org.kithwork.archives.internal.store.QualityStore;
import org.kithwork.archives.internal.store.QualityStore.Kept;
import org.kithwork.consent.Consents;
import org.kithwork.customer.Customer;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.CustomerStatus;
import org.kithwork.customer.MemberStates;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes anew what is kept of a customer's quality, from the customer as the module sees it. */
@Component(service = QualityIndex.class)
public final class QualityIndex {

    private final CustomerDirectory customers;
    private final MemberStates states;
    private final Consents consents;
    private final QualityRules rules;
    private final ConfirmationStore confirmations;
    private final QualityStore store;
    private final QualityTasks tasks;
    private final Transactions transactions;
    private final Clock clock;

    @Activate
    public QualityIndex(
            @Reference CustomerDirectory customers,
            @Reference MemberStates states,
            @Reference Consents consents,
            @Reference QualityRules rules,
            @Reference ConfirmationStore confirmations,
            @Reference QualityStore store,
            @Reference QualityTasks tasks,
            @Reference Transactions transactions,
            @Reference Clock clock) {
        this.customers = customers;
        this.states = states;
        this.consents = consents;
        this.rules = rules;
        this.confirmations = confirmations;
        this.store = store;
        this.tasks = tasks;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Of an absorbed customer nothing is kept; of the one that answers for it what follows now. */
    void renew(CustomerId asked) {
        renew(asked, rules.all());
    }

    void renew(CustomerId asked, List<QualityRule> all) {
        transactions.run(() -> {
            var id = customers.resolve(asked);
            if (!id.equals(asked)) {
                tasks.forget(asked);
            }
            var customer = customers.find(id).orElse(null);
            if (customer == null || customer.status() == CustomerStatus.ERASED) {
                tasks.forget(id);
            } else {
                keep(customer, all);
            }
        });
    }

    private void keep(Customer customer, List<QualityRule> all) {
        var now = clock.instant();
        var known = states.of(customer.id());
        var lines = QualityFigures.lines(all, customer.kind(), known, confirmations.latest(customer.id(), known), now);
        var owner = customer.ownerId();
        var place = customer.storeId();
        tasks.needless(store.keep(new Kept(
                customer.id(),
                owner == null ? null : owner.value(),
                place == null ? null : place.value(),
                isToBeAsked(customer) ? list(customer) : null,
                QualityFigures.completeness(lines).orElse(null),
                lines)));
    }

    /** Whether somebody may be in touch with the customer for the sake of our data. */
    private boolean isToBeAsked(Customer customer) {
        return customer.status() == CustomerStatus.ACTIVE
                && !customer.limited()
                && !consents.policy(customer.id()).deceased();
    }

    private static @Nullable String list(Customer customer) {
        var owner = customer.ownerId();
        var place = customer.storeId();
        return owner != null ? owner.value() : place == null ? null : FreshnessPlan.OF_STORE + place.value();
    }
}
