package org.kithwork.customer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.UserId;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Takes and gives back customers who belong to nobody: the owner is compared and set at once, so that of several who want a
 * customer exactly one gets him. Each change, its audit record, its history, its event {@code core.customer.reassigned} and
 * the next version are one transaction, the caller's where there is one. What limits apply beside the right
 * {@code core:customer:claim} is for the caller to say.
 */
@ProviderType
public interface CustomerClaims {

    /**
     * The customers without an owner whom the actor may claim, the newest first.
     *
     * @param stores of these alone; empty for all that the right reaches
     */
    Page<Unowned> unowned(Set<StoreId> stores, PageRequest request);

    /**
     * Makes the acting user the owner of a customer who has none.
     *
     * <p>Refuses with {@code not-found} whom the right does not reach, with {@code customer-merged} an absorbed one, with
     * {@code claimed-already} one who has an owner, naming that one to those who may see it, and with {@code owner-blind} where
     * the user would not see what is his. Where nobody would own him, {@link #claimant} being empty: {@code forbidden}.
     */
    Owned claim(CustomerId id);

    /**
     * Gives a customer back, so that he belongs to nobody. One's own takes the right to claim; of somebody else the right to
     * hand over customers, {@code core:assignment:create}, which a module that goes by a rule declares.
     *
     * @return whether he was: not where he belongs to somebody else by now, or is merged or erased
     */
    boolean release(CustomerId id, UserId owner);

    /** Who owns what the actor claims: the user, of a token the one who made it. Empty for modules and the public. */
    Optional<UserId> claimant();

    /** All customers of the acting user, by id; asks the right to claim. */
    List<Owned> mine();

    /**
     * Customers who have an owner and whom the actor sees, in the order of their ids: to go through all of them.
     *
     * @param after the last one that was read; {@code null} to begin
     */
    List<Owned> owned(@Nullable CustomerId after, int most);

    /**
     * A customer without an owner.
     *
     * @param name masked for those who would not see the customer; {@code null} where it is hidden
     * @param since since when he belongs to nobody
     */
    record Unowned(
            CustomerId id, @Nullable String name, @Nullable StoreId storeId, Instant since) {}

    /**
     * A customer with his owner.
     *
     * @param since since when he belongs to this one
     */
    record Owned(CustomerId id, UserId ownerId, @Nullable StoreId storeId, Instant since) {}
}
