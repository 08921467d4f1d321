package org.kithwork.customer;

import java.util.List;
import org.kithwork.rest.Patch;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Creates and changes customers. Each change, its audit record, its history and its event are one transaction. Every
 * method asks its right, names every fault of its input at once, and refuses a stale version.
 */
@ProviderType
public interface CustomerAdmin {

    /**
     * Creates a customer. Refuses with {@code possible-duplicate}, naming the matches, when one of another customer's
     * keys is the same and no reason is given.
     */
    Customer create(CustomerDraft draft);

    /** The customers that a draft may be a duplicate of, best first; stores nothing. */
    List<CustomerMatch> matches(CustomerDraft draft);

    /** Changes the named members. */
    Customer change(CustomerId id, long version, Patch patch);

    /**
     * Gives a customer what a draft says and he does not have: members that are empty, contact points of types of which he
     * has none, identifiers, fields of the company. What stands there stays. The draft is complete, as for {@link #create};
     * an identifier of somebody else is refused.
     */
    Customer fill(CustomerId id, CustomerDraft draft);

    /** Adds a contact point. */
    Customer addContactPoint(CustomerId id, CustomerDraft.Contact contact);

    /** Changes a contact point's value, state, or whether it is primary or shared. */
    Customer changeContactPoint(CustomerId id, String contactPointId, Patch patch);

    Customer removeContactPoint(CustomerId id, String contactPointId);

    Customer addIdentifier(CustomerId id, CustomerDraft.Key identifier);

    Customer removeIdentifier(CustomerId id, Identifier identifier);

    /** The customer with nothing masked, once, for a reason that the audit keeps. */
    Customer unmask(CustomerId id, String reason);
}
