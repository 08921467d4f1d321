package org.kithwork.customer;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.osgi.annotation.versioning.ProviderType;

/** Finds customers, as far as the actor may see them. Always there. */
@ProviderType
public interface CustomerDirectory {

    /** The customer; of an absorbed one the survivor. Empty where there is none or it is out of scope. */
    Optional<Customer> find(CustomerId id);

    /** As {@link #find}, but refuses with {@code not-found}. */
    Customer get(CustomerId id);

    /** The id that answers for this one: itself, or the survivor that absorbed it. Asks no right. */
    CustomerId resolve(CustomerId id);

    /** Follows a merge and refuses with {@code not-found} what is out of scope; for reading what belongs to it. */
    CustomerId requireVisible(CustomerId id);

    /**
     * Refuses what is out of scope ({@code not-found}), absorbed ({@code customer-merged}, naming the survivor) or
     * erased ({@code customer-erased}); for changing what belongs to it.
     */
    CustomerId requireOpen(CustomerId id);

    /** The customers that match and that the actor may see. */
    Page<CustomerSummary> list(CustomerQuery query, PageRequest request);

    /** How many match, counted up to 10,000. */
    Count count(CustomerQuery query);

    /** The customer that has this key, whether or not the actor may see it: for idempotent intake, not for showing. */
    Optional<CustomerId> byIdentifier(String scheme, String value);

    /** As {@link #byIdentifier}, for the keys of a batch at once; those that nobody has are left out. */
    default Map<String, CustomerId> byIdentifiers(String scheme, Set<String> values) {
        var found = new HashMap<String, CustomerId>();
        values.forEach(value -> byIdentifier(scheme, value).ifPresent(id -> found.put(value, id)));
        return found;
    }

    /**
     * The customers who have these e-mail addresses, whether or not the actor may see them: for intake, not for showing.
     * Left out is what is no address, what nobody has, and what several have.
     */
    Map<String, CustomerId> byEmails(Set<String> addresses);

    /** The names to show beside records of these customers, without those out of scope. */
    Map<CustomerId, String> names(Set<CustomerId> ids);

    /**
     * A bounded count.
     *
     * @param capped whether there are more
     */
    record Count(long count, boolean capped) {}
}
