package org.kithwork.core.internal.consent;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Company;
import org.kithwork.company.Stores;
import org.kithwork.consent.Purpose;
import org.kithwork.core.internal.consent.store.ConsentStore;
import org.kithwork.core.internal.consent.store.PolicyEntity;
import org.kithwork.core.internal.customer.CustomerFacts;
import org.kithwork.core.internal.customer.CustomerFacts.Facts;
import org.kithwork.customer.BirthDate;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Actor;
import org.kithwork.permission.StoreId;
import org.kithwork.problem.Problem;
import org.kithwork.store.TimeKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What is known of a customer's will, under every id that stands for him. */
@Component(service = ConsentBook.class)
public final class ConsentBook {

    private final ConsentStore store;
    private final CustomerFacts facts;
    private final Company company;
    private final Stores stores;

    @Activate
    public ConsentBook(
            @Reference ConsentStore store,
            @Reference CustomerFacts facts,
            @Reference Company company,
            @Reference Stores stores) {
        this.store = store;
        this.facts = facts;
        this.company = company;
        this.stores = stores;
    }

    /** The customer, for whoever asks; a module learns that one is gone or closed, to anybody else it is not there. */
    Facts asked(CustomerId id, AccessControl access) {
        var visibility = access.visibility(ConsentPermissions.VIEW);
        var customer = facts.find(id).orElseThrow(() -> Problem.notFound("customer"));
        var place = customer.place();
        var covered = access.actor().kind() == Actor.Kind.MODULE
                ? visibility.covers(customer.id(), place.ownerId(), place.storeId(), false)
                : customer.isCovered(visibility);
        if (!covered) {
            throw Problem.notFound("customer");
        }
        return customer;
    }

    /** The zone in which the customer's days and nights are counted. */
    ZoneId zone(Facts customer) {
        return zone(customer.place().storeId());
    }

    private ZoneId zone(@Nullable String store) {
        return Optional.ofNullable(store)
                .flatMap(id -> stores.zone(new StoreId(id)))
                .orElseGet(company::zone);
    }

    boolean isMinor(Facts customer, Instant at) {
        return customer.isMinor(at.atZone(zone(customer)).toLocalDate());
    }

    /** Whether somebody with this birth date, in this store, was under 14 then. */
    boolean isMinor(@Nullable BirthDate birth, @Nullable String store, Instant at) {
        return CustomerFacts.isMinor(birth, at.atZone(zone(store)).toLocalDate());
    }

    /** What follows from the log at that instant. */
    ConsentFold fold(Facts customer, Instant at) {
        return new ConsentFold(store.events(customer.ids()), at, isMinor(customer, at));
    }

    /** The policies of the customer and of those for which he answers: the stricter one holds. */
    List<PolicyEntity> policies(Facts customer) {
        return store.policies(customer.ids());
    }

    /** Whether somebody with one of the customer's contact points was erased after the customer last granted himself. */
    boolean isSuppressed(Facts customer, ConsentFold fold, Purpose purpose) {
        var since = store.suppressed(facts.suppressionMarks(customer.id()));
        var granted = fold.lastOwnGrant(purpose);
        return since.isPresent() && (granted == null || TimeKey.start(granted).compareTo(since.get()) <= 0);
    }
}
