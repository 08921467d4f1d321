package org.kithwork.funnel.internal.pool;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Company;
import org.kithwork.company.Teams;
import org.kithwork.customer.Customer;
import org.kithwork.customer.CustomerClaims;
import org.kithwork.customer.CustomerClaims.Owned;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.event.EventTypes;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.pool.Recycling.Facts;
import org.kithwork.funnel.internal.pool.Recycling.Return;
import org.kithwork.funnel.internal.store.ContactStore;
import org.kithwork.funnel.internal.store.PoolStore;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.TeamId;
import org.kithwork.permission.UserId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds the customers who go back to a pool, and when. Each is judged by the first pool that is for his owner and his store. */
@Component(service = Returns.class)
public final class Returns {

    /** So long before it happens it is told. */
    private static final int DAYS_AHEAD = 3;

    private final AccessControl access;
    private final CustomerClaims claims;
    private final CustomerDirectory customers;
    private final PoolStore pools;
    private final ContactStore contacts;
    private final Teams teams;
    private final EventTypes events;
    private final Company company;
    private final Clock clock;

    @Activate
    public Returns(
            @Reference AccessControl access,
            @Reference CustomerClaims claims,
            @Reference CustomerDirectory customers,
            @Reference PoolStore pools,
            @Reference ContactStore contacts,
            @Reference Teams teams,
            @Reference EventTypes events,
            @Reference Company company,
            @Reference Clock clock) {
        this.access = access;
        this.claims = claims;
        this.customers = customers;
        this.pools = pools;
        this.contacts = contacts;
        this.teams = teams;
        this.events = events;
        this.company = company;
        this.clock = clock;
    }

    /** A customer who goes back. */
    record Due(Owned customer, Pool pool, LocalDate on, PoolStep why) {}

    /**
     * A customer who goes back soon, as his owner is told.
     *
     * @param name {@code null} where it is hidden
     * @param on the day on which he goes back unless something happens before
     */
    public record Soon(CustomerId customerId, @Nullable String name, PoolId poolId, LocalDate on, PoolStep why) {}

    /** The customers of the actor who go back within three days, the first ones first. */
    public List<Soon> mine() {
        access.require(FunnelPermissions.POOL_CLAIM);
        var due = within(recycling(), claims.mine(), today().plusDays(DAYS_AHEAD));
        var names = customers.names(due.stream().map(one -> one.customer().id()).collect(Collectors.toSet()));
        return due.stream()
                .sorted(Comparator.comparing(Due::on))
                .map(one -> new Soon(
                        one.customer().id(),
                        names.get(one.customer().id()),
                        one.pool().id(),
                        one.on(),
                        one.why()))
                .toList();
    }

    /** Whether it is known who is talked to: not while no module keeps interactions, and then nobody goes back for that reason. */
    public boolean knowsContacts() {
        return events.find(ContactHandler.RECORDED).isPresent();
    }

    /** The pools to which customers go back by themselves. */
    List<Pool> recycling() {
        return pools.all().stream()
                .filter(pool -> !pool.retired() && pool.rules().recycle())
                .toList();
    }

    /** Those of these customers who are to go back today. */
    List<Due> today(List<Pool> recycling, Collection<Owned> some) {
        return within(recycling, some, today());
    }

    private List<Due> within(List<Pool> recycling, Collection<Owned> some, LocalDate until) {
        var ids = some.stream().map(Owned::id).toList();
        var talked = recycling.isEmpty() ? Map.<CustomerId, Instant>of() : contacts.last(ids);
        var won = recycling.isEmpty() ? Map.<CustomerId, Instant>of() : contacts.won(ids);
        var contactsKnown = knowsContacts();
        var ofOwners = new HashMap<UserId, List<TeamId>>();
        var due = new ArrayList<Due>();
        for (var customer : some) {
            var ofOwner = ofOwners.computeIfAbsent(customer.ownerId(), teams::of);
            recycling.stream()
                    .filter(pool -> pool.isFor(ofOwner) && pool.isFor(customer.storeId()))
                    .findFirst()
                    .ifPresent(pool -> Recycling.of(
                                    contactsKnown ? pool.rules() : pool.rules().withoutContacts(),
                                    new Facts(
                                            day(customer.since()), day(talked, customer.id()), day(won, customer.id())))
                            .filter(back -> !back.on().isAfter(until))
                            .map(back -> behindContract(pool.rules(), customer.id(), back))
                            .filter(back -> !back.on().isAfter(until))
                            .ifPresent(back -> due.add(new Due(customer, pool, back.on(), back.why()))));
        }
        return due;
    }

    private Return behindContract(PoolRules rules, CustomerId id, Return back) {
        var field = rules.contractField();
        return field == null
                ? back
                : customers
                        .find(id)
                        .flatMap(customer -> contractUntil(customer, field))
                        .map(until -> back.behind(until, rules.contractGraceDays()))
                        .orElse(back);
    }

    /** A field that has another type by now says nothing. */
    private static Optional<LocalDate> contractUntil(Customer customer, String field) {
        try {
            return Optional.ofNullable(customer.fields().get(field))
                    .map(Object::toString)
                    .map(LocalDate::parse);
        } catch (DateTimeParseException otherType) {
            return Optional.empty();
        }
    }

    private LocalDate today() {
        return day(clock.instant());
    }

    private @Nullable LocalDate day(Map<CustomerId, Instant> times, CustomerId customer) {
        var at = times.get(customer);
        return at == null ? null : day(at);
    }

    private LocalDate day(Instant at) {
        return at.atZone(company.zone()).toLocalDate();
    }
}
