package org.kithwork.core.internal.operation;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.CustomerStatus;

/** What operations need of the customers' own rows. Every method works in the current transaction. */
public interface CustomerAlias {

    /** Locks these customers' rows, in the order of their ids, and reads them; one that is not there is left out. */
    Map<CustomerId, State> lock(Collection<CustomerId> ids);

    /** Reads these customers' rows without locking them; one that is not there is left out. */
    Map<CustomerId, State> read(Collection<CustomerId> ids);

    /**
     * Lets the survivor answer for the absorbed customer (status MERGED) and for all for which that one answered, so
     * that no chain is longer than one.
     */
    void setAlias(CustomerId absorbed, CustomerId survivor);

    /** The customer answers for itself again, with the status it had. */
    void clearAlias(CustomerId absorbed, CustomerStatus status);

    /** The customers for which this one answers. */
    Set<CustomerId> aliases(CustomerId survivor);

    /** The customer that answers for this one, if another does. */
    Optional<CustomerId> answersFor(CustomerId customer);

    /** The ids behind this one, in their order, of customers that are not erased. */
    List<String> after(String id, int limit);

    /** The customer is erased: from now on nobody sees it and nothing is added to it. */
    void fence(CustomerId customer);

    /** The customer is stored and not used: nobody sees it, not even who is named on its list. */
    void keep(CustomerId customer);

    /** The customer is used again, by those who may; if it is limited to the users of a list, by them. */
    void release(CustomerId customer);

    /**
     * A customer's row, as far as operations need it.
     *
     * @param limited open to the users of a list alone
     * @param kept stored and not used, at the person's request
     */
    record State(
            CustomerId id,
            CustomerStatus status,
            @Nullable CustomerId mergedInto,
            @Nullable String ownerId,
            @Nullable String storeId,
            boolean limited,
            boolean kept) {

        /** Closed to whom it is not opened. */
        boolean restricted() {
            return limited || kept;
        }
    }
}
