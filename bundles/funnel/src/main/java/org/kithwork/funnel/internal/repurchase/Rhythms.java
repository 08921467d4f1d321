package org.kithwork.funnel.internal.repurchase;

import java.time.LocalDate;
import java.util.Optional;
import org.kithwork.company.Company;
import org.kithwork.customer.CustomerId;
import org.kithwork.funnel.internal.store.RhythmStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the rhythm of each customer beside what is known of his purchases, from which it follows. Asks no right: the core calls it for the module. */
@Component(service = Rhythms.class)
public final class Rhythms {

    private final RhythmStore store;
    private final Company company;

    @Activate
    public Rhythms(@Reference RhythmStore store, @Reference Company company) {
        this.store = store;
        this.company = company;
    }

    /** Takes note of what became of a purchase, once. */
    void note(PurchaseNote note) {
        if (store.insert(note)) {
            follow(note.customer());
        }
    }

    /** Computes the rhythm of a customer anew. */
    public void follow(CustomerId customer) {
        var days = store.purchases(customer).stream()
                .map(at -> LocalDate.ofInstant(at, company.zone()))
                .toList();
        Rhythm.of(days).ifPresentOrElse(rhythm -> store.put(customer, rhythm), () -> store.remove(customer));
    }

    /** The rhythm of a customer; empty of who has not bought anything. */
    public Optional<Rhythm> of(CustomerId customer) {
        return store.find(customer);
    }
}
