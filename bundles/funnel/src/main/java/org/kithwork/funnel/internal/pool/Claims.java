package org.kithwork.funnel.internal.pool;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.kithwork.company.Company;
import org.kithwork.company.Teams;
import org.kithwork.customer.CustomerClaims;
import org.kithwork.customer.CustomerClaims.Owned;
import org.kithwork.customer.CustomerClaims.Unowned;
import org.kithwork.customer.CustomerId;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.store.ContactStore;
import org.kithwork.funnel.internal.store.PoolLog;
import org.kithwork.funnel.internal.store.PoolStore;
import org.kithwork.id.Ids;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Claims customers from pools and gives them back. The core decides between several who want the same customer; the limits of one user hold
 * exactly as well, since all his claims go one after the other through the lock of his row.
 */
@Component(service = Claims.class)
public final class Claims {

    private final AccessControl access;
    private final CustomerClaims claims;
    private final Transactions transactions;
    private final PoolStore pools;
    private final PoolLog log;
    private final ContactStore contacts;
    private final Teams teams;
    private final Company company;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public Claims(
            @Reference AccessControl access,
            @Reference CustomerClaims claims,
            @Reference Transactions transactions,
            @Reference PoolStore pools,
            @Reference PoolLog log,
            @Reference ContactStore contacts,
            @Reference Teams teams,
            @Reference Company company,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.access = access;
        this.claims = claims;
        this.transactions = transactions;
        this.pools = pools;
        this.log = log;
        this.contacts = contacts;
        this.teams = teams;
        this.company = company;
        this.ids = ids;
        this.clock = clock;
    }

    /** The customers in the pool whom the actor may claim, the newest first. */
    public Page<Unowned> free(PoolId id, PageRequest request) {
        access.require(FunnelPermissions.POOL_CLAIM);
        var pool = pools.find(id).orElseThrow(PoolId::notFound);
        requireOpen(pool, claimant());
        return claims.unowned(pool.stores(), request);
    }

    /** What the actor may still claim. */
    public Standing standing(PoolId id) {
        access.require(FunnelPermissions.POOL_CLAIM);
        var pool = pools.find(id).orElseThrow(PoolId::notFound);
        var me = claimant();
        return new Standing(
                id,
                !pool.retired() && isFor(pool, me),
                pool.rules().claimsPerDay(),
                log.claimed(id, me, today()),
                pool.rules().capacity(),
                held());
    }

    /**
     * Makes the actor the owner of a customer of the pool. Refuses as {@link CustomerClaims#claim} does, and with {@code pool-retired},
     * {@code pool-of-others}, {@code claims-used-up}, {@code capacity-reached} and {@code cooling-off}.
     */
    public PoolEntry claim(PoolId id, ClaimDraft draft) {
        access.require(FunnelPermissions.POOL_CLAIM);
        var customer = customer(draft);
        return transactions.call(() -> {
            var pool = pools.find(id).orElseThrow(PoolId::notFound);
            var me = claimant();
            requireOpen(pool, me);
            log.lock(me);
            var claimed = claims.claim(customer);
            if (!pool.isFor(claimed.storeId())) {
                throw Problem.notFound("customer");
            }
            requireWithin(pool, claimed);
            return noted(pool, claimed, PoolStep.CLAIMED);
        });
    }

    private void requireWithin(Pool pool, Owned claimed) {
        var rules = pool.rules();
        var perDay = rules.claimsPerDay();
        if (perDay != null && log.claimed(pool.id(), claimed.ownerId(), today()) >= perDay) {
            throw Problem.conflict(PoolReader.message("claims-used-up", perDay));
        }
        var capacity = rules.capacity();
        if (capacity != null && held() > capacity) {
            throw Problem.conflict(PoolReader.message("capacity-reached", capacity));
        }
        log.left(claimed.id(), claimed.ownerId())
                .map(at -> day(at).plusDays(rules.coolOffDays()))
                .filter(until -> until.isAfter(today()))
                .ifPresent(until -> {
                    throw Problem.conflict(PoolReader.message("cooling-off", until.toString()))
                            .with("until", until.toString());
                });
    }

    /** Gives a customer of the actor back; refuses with {@code not-found} who is not his, or not of this pool. */
    public PoolEntry giveBack(PoolId id, ClaimDraft draft) {
        access.require(FunnelPermissions.POOL_CLAIM);
        var customer = customer(draft);
        return transactions.call(() -> {
            var pool = pools.find(id).orElseThrow(PoolId::notFound);
            var me = claimant();
            requireOpen(pool, me);
            log.lock(me);
            var mine = claims.mine().stream()
                    .filter(one -> one.id().equals(customer) && pool.isFor(one.storeId()))
                    .findFirst()
                    .orElseThrow(() -> Problem.notFound("customer"));
            if (!claims.release(customer, mine.ownerId())) {
                throw Problem.notFound("customer");
            }
            return noted(pool, mine, PoolStep.GIVEN_BACK);
        });
    }

    PoolEntry noted(Pool pool, Owned customer, PoolStep step) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var entry = new PoolEntry(ids.next(), pool.id(), customer.id(), customer.ownerId(), step, now);
        log.insert(entry, day(now));
        return entry;
    }

    /** How many customers the actor has who have not bought. */
    private long held() {
        var mine = claims.mine().stream().map(Owned::id).collect(Collectors.toSet());
        mine.removeAll(contacts.won(mine).keySet());
        return mine.size();
    }

    private UserId claimant() {
        return claims.claimant()
                .orElseThrow(() -> Problem.of(ProblemKind.FORBIDDEN, "forbidden", FunnelPermissions.POOL_CLAIM));
    }

    private boolean isFor(Pool pool, UserId user) {
        return pool.isFor(pool.teams().isEmpty() ? List.of() : teams.of(user));
    }

    private void requireOpen(Pool pool, UserId user) {
        if (pool.retired()) {
            throw Problem.conflict(PoolReader.message("pool-retired"));
        }
        if (!isFor(pool, user)) {
            throw Problem.conflict(PoolReader.message("pool-of-others"));
        }
    }

    private static CustomerId customer(ClaimDraft draft) {
        var faults = new Faults();
        var id = faults.id("/customerId", draft.customerId());
        if (draft.customerId() == null) {
            faults.add("/customerId", "required");
        }
        faults.check();
        return new CustomerId("" + id);
    }

    private LocalDate today() {
        return day(clock.instant());
    }

    private LocalDate day(Instant at) {
        return at.atZone(company.zone()).toLocalDate();
    }
}
