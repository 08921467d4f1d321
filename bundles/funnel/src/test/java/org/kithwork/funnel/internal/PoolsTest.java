package org.kithwork.funnel.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.customer.CustomerClaims.Unowned;
import org.kithwork.customer.CustomerId;
import org.kithwork.event.Event;
import org.kithwork.event.EventType;
import org.kithwork.field.FieldType;
import org.kithwork.funnel.internal.pool.ClaimDraft;
import org.kithwork.funnel.internal.pool.Pool;
import org.kithwork.funnel.internal.pool.PoolDraft;
import org.kithwork.funnel.internal.pool.PoolDraft.RulesDraft;
import org.kithwork.funnel.internal.pool.PoolId;
import org.kithwork.funnel.internal.pool.PoolStep;
import org.kithwork.funnel.internal.pool.Returns.Soon;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Actor;
import org.kithwork.permission.Permission;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.UserId;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.DerbyPlan;
import org.kithwork.test.FakePatch;
import org.kithwork.text.Bilingual;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class PoolsTest {

    private static final Bilingual NAME = new Bilingual("公海", "Pool");

    private final DatabaseKind kind;
    private Funnel funnel;
    private StoreId store;
    private Actor seller;

    PoolsTest(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        funnel = new Funnel(kind);
        store = funnel.company.open("Main street");
        seller = seller("李雷");
        funnel.events.add(new EventType(
                "archives.interaction.recorded",
                null,
                "phone",
                null,
                Permission.of("archives:interaction:view"),
                EventType.LONG));
    }

    @AfterEach
    void close() {
        funnel.close();
    }

    private Actor seller(String name) {
        var actor = funnel.users.employ(name);
        funnel.access.grant(actor, Funnel.own(actor), "core:customer:view");
        funnel.access.grant(
                actor,
                new Visibility(false, Set.of(), Set.of(store.value()), Set.of()),
                "core:customer:claim",
                FunnelPermissions.VIEW_POOLS,
                FunnelPermissions.CLAIM_FROM_POOLS);
        return actor;
    }

    private Pool pool(RulesDraft rules) {
        return funnel.pools.create(new PoolDraft(NAME, null, List.of(store.value()), rules, null));
    }

    private static RulesDraft limits(@Nullable Integer perDay, @Nullable Integer capacity, @Nullable Integer coolOff) {
        return new RulesDraft(perDay, capacity, coolOff, null, null, null, null);
    }

    private static RulesDraft recycling(@Nullable Integer afterDays, @Nullable Integer withoutDeal) {
        return new RulesDraft(null, null, null, afterDays, withoutDeal, null, null);
    }

    private CustomerId free() {
        return funnel.customers.add(null, store);
    }

    private void claim(Actor by, Pool pool, CustomerId customer) {
        funnel.access.run(by, () -> funnel.claims.claim(pool.id(), new ClaimDraft(customer.value())));
    }

    private @Nullable String refused(Actor by, Pool pool, CustomerId customer) {
        var problem = catchThrowableOfType(Problem.class, () -> claim(by, pool, customer));
        return problem == null ? null : problem.code();
    }

    private void giveBack(Actor by, Pool pool, CustomerId customer) {
        funnel.access.run(by, () -> funnel.claims.giveBack(pool.id(), new ClaimDraft(customer.value())));
    }

    private @Nullable UserId ownerOf(CustomerId customer) {
        return funnel.customers.get(customer).ownerId();
    }

    private CustomerId owned(Actor by) {
        var customer = funnel.customers.add(new UserId(by.id()), store);
        funnel.customers.ownedSince(customer, funnel.clock.instant());
        return customer;
    }

    @Test
    @DisplayName("FUN-19: a pool is made and changed by whom may configure it, and every fault is named at once")
    void settings() {
        funnel.companyFields.add("contractEnd", FieldType.DATE);
        funnel.companyFields.add("hobby", FieldType.TEXT);
        var made = pool(new RulesDraft(5, 50, 7, 30, 90, "contractEnd", 14));

        var faults = catchThrowableOfType(
                Problem.class,
                () -> funnel.pools.create(new PoolDraft(
                        null,
                        List.of("nobody"),
                        List.of(funnel.ids.next()),
                        new RulesDraft(0, -1, -1, 0, 99_999, "hobby", -1),
                        null)));
        assertThat(faults.faults())
                .extracting(fault -> fault.pointer())
                .containsExactlyInAnyOrder(
                        "/name/zh",
                        "/teams/0",
                        "/stores",
                        "/rules/claimsPerDay",
                        "/rules/capacity",
                        "/rules/coolOffDays",
                        "/rules/recycleAfterDays",
                        "/rules/recycleWithoutDealDays",
                        "/rules/contractField",
                        "/rules/contractGraceDays");
        var changed = funnel.pools.change(made.id(), made.version(), FakePatch.of("retired", true));
        assertThat(changed.rules()).isEqualTo(made.rules());
        assertThat(funnel.pools.list()).containsExactly(changed);
        assertThat(catchThrowableOfType(
                                Problem.class,
                                () -> funnel.pools.change(made.id(), made.version(), FakePatch.of("retired", false)))
                        .kind())
                .isEqualTo(ProblemKind.STALE);
        assertThat(refused(seller, changed, free())).isEqualTo("pool-retired");
        assertThat(catchThrowableOfType(
                                Problem.class,
                                () -> funnel.access.run(
                                        seller, () -> funnel.pools.create(new PoolDraft(NAME, null, null, null, null))))
                        .kind())
                .isEqualTo(ProblemKind.FORBIDDEN);
    }

    @Test
    @DisplayName(
            "FUN-19: so many claims a day and no more; giving back frees none of them, and tomorrow is another day")
    void perDay() {
        var pool = pool(limits(2, null, null));
        var first = free();
        claim(seller, pool, first);
        giveBack(seller, pool, first);
        claim(seller, pool, free());

        var third = free();
        assertThat(refused(seller, pool, third)).isEqualTo("claims-used-up");
        assertThat(ownerOf(third)).isNull();
        funnel.clock.advance(Duration.ofDays(1));
        claim(seller, pool, third);
        assertThat(ownerOf(third)).isEqualTo(new UserId(seller.id()));
        var standing = funnel.access.as(seller, () -> funnel.claims.standing(pool.id()));
        assertThat(standing.claimedToday()).isEqualTo(1);
        assertThat(standing.held()).isEqualTo(2);
        assertThat(standing.open()).isTrue();
    }

    @Test
    @DisplayName("FUN-19: of those whom one has, who has bought takes no place")
    void capacity() {
        var pool = pool(limits(null, 2, null));
        var bought = owned(seller);
        owned(seller);
        funnel.move(funnel.book.create(Funnel.draft(bought, "10")), "Purchase");
        claim(seller, pool, free());

        assertThat(refused(seller, pool, free())).isEqualTo("capacity-reached");
        assertThat(funnel.access
                        .as(seller, () -> funnel.claims.standing(pool.id()))
                        .held())
                .isEqualTo(2);
    }

    @Test
    @DisplayName("FUN-19: limits hold exactly when one clerk claims from several windows at once")
    void limitsUnderLoad() throws Exception {
        var perDay = pool(limits(7, null, null));
        var capacity = pool(limits(null, 11, null));

        assertThat(claimedAtOnce(perDay, 20)).isEqualTo(7);
        assertThat(claimedAtOnce(capacity, 20)).isEqualTo(4);
        assertThat(funnel.access
                        .as(seller, () -> funnel.claims.standing(capacity.id()))
                        .held())
                .isEqualTo(11);
    }

    private int claimedAtOnce(Pool pool, int customers) throws Exception {
        var windows = 4;
        var start = new CyclicBarrier(windows);
        var threads = Executors.newFixedThreadPool(windows);
        try {
            var claimed = new ArrayList<Future<Integer>>();
            for (int window = 0; window < windows; window++) {
                var mine = new ArrayList<CustomerId>();
                for (int i = 0; i < customers / windows; i++) {
                    mine.add(free());
                }
                claimed.add(threads.submit(() -> {
                    start.await();
                    var won = 0;
                    for (var customer : mine) {
                        if (catchThrowableOfType(Problem.class, () -> claim(seller, pool, customer)) == null) {
                            won++;
                        }
                    }
                    return won;
                }));
            }
            var sum = 0;
            for (var one : claimed) {
                sum += one.get();
            }
            return sum;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @DisplayName("FUN-19: whoever gave a customer back waits before he claims him again; others do not")
    void coolOff() {
        var pool = pool(limits(null, null, 7));
        var customer = free();
        claim(seller, pool, customer);
        giveBack(seller, pool, customer);

        var refusal = catchThrowableOfType(Problem.class, () -> claim(seller, pool, customer));
        assertThat(refusal.code()).isEqualTo("cooling-off");
        assertThat(refusal.members()).containsKey("until");
        claim(seller("韩梅梅"), pool, customer);
        giveBack(seller("Nobody"), pool, customer, "not-found");

        var other = free();
        claim(seller, pool, other);
        giveBack(seller, pool, other);
        funnel.clock.advance(Duration.ofDays(7));
        claim(seller, pool, other);
    }

    private void giveBack(Actor by, Pool pool, CustomerId customer, String code) {
        assertThat(catchThrowableOfType(Problem.class, () -> giveBack(by, pool, customer))
                        .code())
                .isEqualTo(code);
    }

    @Test
    @DisplayName("FUN-19: a pool is for the teams and stores that it names")
    void whose() {
        var team = funnel.company.team("North", null);
        var elsewhere = funnel.company.open("Elsewhere");
        var pool = funnel.pools.create(new PoolDraft(NAME, List.of(team.value()), List.of(store.value()), null, null));
        var mine = free();
        funnel.customers.add(null, elsewhere);

        assertThat(refused(seller, pool, mine)).isEqualTo("pool-of-others");
        assertThat(catchThrowableOfType(
                                Problem.class,
                                () -> funnel.access.run(
                                        seller, () -> funnel.claims.free(pool.id(), PageRequest.first(9))))
                        .code())
                .isEqualTo("pool-of-others");
        assertThat(funnel.access
                        .as(seller, () -> funnel.claims.standing(pool.id()))
                        .open())
                .isFalse();
        funnel.company.joins(new UserId(seller.id()), team);
        assertThat(funnel.access
                        .as(seller, () -> funnel.claims.free(pool.id(), PageRequest.first(9)))
                        .items())
                .extracting(Unowned::id)
                .containsExactly(mine);
        claim(seller, pool, mine);

        var wide = funnel.users.employ("Wide");
        funnel.access.allowAll(wide);
        funnel.company.joins(new UserId(wide.id()), team);
        var far = funnel.customers.add(null, elsewhere);
        assertThat(refused(wide, pool, far)).isEqualTo("not-found");
        assertThat(ownerOf(far)).isNull();
        assertThat(refused(wide, pool, mine)).isEqualTo("claimed-already");
        assertThat(catchThrowableOfType(
                                Problem.class,
                                () -> funnel.access.run(
                                        wide, () -> funnel.claims.claim(pool.id(), new ClaimDraft(null))))
                        .faults())
                .extracting(fault -> fault.pointer())
                .containsExactly("/customerId");
    }

    private void talked(CustomerId customer, Instant at, String channel, String direction) {
        funnel.contactHandler.handle(new Event(
                funnel.ids.next(),
                "archives.interaction.recorded",
                customer,
                funnel.ids.next(),
                at,
                Map.of("channel", channel, "direction", direction)));
    }

    @Test
    @DisplayName(
            "FUN-19: after thirty days without a real follow-up a customer goes back; mails and calls into the void do not count")
    void recycled() {
        var pool = pool(recycling(30, null));
        var visited = owned(seller);
        var mailed = owned(seller);
        var elsewhere = funnel.customers.add(new UserId(seller.id()), funnel.company.open("Elsewhere"));
        var began = funnel.clock.instant();
        talked(visited, began.plus(Duration.ofDays(20)), "VISIT", "OUT");
        talked(mailed, began.plus(Duration.ofDays(20)), "EMAIL", "OUT");
        talked(mailed, began.plus(Duration.ofDays(29)), "PHONE", "OUT");

        funnel.clock.advance(Duration.ofDays(29));
        talked(visited, began.plus(Duration.ofDays(20)), "VISIT", "OUT");
        talked(visited, began.plus(Duration.ofDays(3)), "VISIT", "OUT");
        funnel.poolUpkeep.run();
        assertThat(ownerOf(mailed)).isNotNull();
        funnel.clock.advance(Duration.ofDays(1));
        funnel.poolUpkeep.run();

        assertThat(ownerOf(mailed)).isNull();
        assertThat(ownerOf(visited)).isNotNull();
        assertThat(ownerOf(elsewhere)).isNotNull();
        assertThat(refused(seller, pool, free())).as("claims go on").isNull();
    }

    @Test
    @DisplayName(
            "FUN-19: while no module keeps interactions nobody goes back for want of a follow-up, and that is said")
    void withoutInteractions() {
        pool(recycling(30, 60));
        var customer = owned(seller);
        funnel.events.remove("archives.interaction.recorded");
        funnel.clock.advance(Duration.ofDays(59));
        funnel.poolUpkeep.run();
        assertThat(ownerOf(customer)).isNotNull();
        assertThat(funnel.poolReturns.knowsContacts()).isFalse();
        assertThat(soon(seller)).extracting(Soon::why).containsExactly(PoolStep.NO_DEAL);

        funnel.clock.advance(Duration.ofDays(1));
        funnel.poolUpkeep.run();
        assertThat(ownerOf(customer)).isNull();
    }

    @Test
    @DisplayName("FUN-19: who lost a customer by a rule waits as well before he claims him again")
    void recycledCoolOff() {
        var pool = pool(new RulesDraft(null, null, 5, 10, null, null, null));
        var customer = owned(seller);
        funnel.clock.advance(Duration.ofDays(10));
        funnel.poolUpkeep.run();

        assertThat(refused(seller, pool, customer)).isEqualTo("cooling-off");
        claim(seller("韩梅梅"), pool, customer);
    }

    @Test
    @DisplayName("FUN-19: without a deal for so long a customer goes back, however often he was talked to")
    void noDeal() {
        pool(recycling(null, 60));
        var bought = owned(seller);
        var talkedTo = owned(seller);
        funnel.clock.advance(Duration.ofDays(40));
        funnel.move(funnel.book.create(Funnel.draft(bought, "10")), "Purchase");
        talked(talkedTo, funnel.clock.instant(), "VISIT", "OUT");
        funnel.clock.advance(Duration.ofDays(20));

        funnel.poolUpkeep.run();

        assertThat(ownerOf(talkedTo)).isNull();
        assertThat(ownerOf(bought)).isNotNull();
    }

    @Test
    @DisplayName("FUN-19: who has a contract stays until it has ended and the days of grace are over")
    void contract() {
        funnel.companyFields.add("contractEnd", FieldType.DATE);
        pool(new RulesDraft(null, null, null, 10, null, "contractEnd", 5));
        var bound = owned(seller);
        var odd = owned(seller);
        var today = funnel.clock.instant().atZone(funnel.company.zone()).toLocalDate();
        funnel.customers.hold(bound, "contractEnd", today.plusDays(20).toString());
        funnel.customers.hold(odd, "contractEnd", "whenever");
        funnel.clock.advance(Duration.ofDays(25));
        funnel.poolUpkeep.run();
        assertThat(ownerOf(bound)).isNotNull();
        assertThat(ownerOf(odd)).isNull();

        funnel.clock.advance(Duration.ofDays(1));
        funnel.poolUpkeep.run();
        assertThat(ownerOf(bound)).isNull();
    }

    @Test
    @DisplayName("FUN-19: an owner is told three days before")
    void soon() {
        var pool = pool(recycling(10, null));
        var customer = owned(seller);
        funnel.customers.call(customer, "王小明");
        funnel.clock.advance(Duration.ofDays(6));
        assertThat(soon(seller)).isEmpty();

        funnel.clock.advance(Duration.ofDays(1));
        var on = day().plusDays(3);
        assertThat(soon(seller)).containsExactly(new Soon(customer, "王小明", pool.id(), on, PoolStep.NO_FOLLOW_UP));
        assertThat(soon(seller("韩梅梅"))).isEmpty();

        talked(customer, funnel.clock.instant(), "IM", "IN");
        assertThat(soon(seller)).isEmpty();
    }

    private LocalDate day() {
        return funnel.clock.instant().atZone(funnel.company.zone()).toLocalDate();
    }

    private List<Soon> soon(Actor by) {
        return funnel.access.as(by, () -> funnel.poolReturns.mine());
    }

    @Test
    @DisplayName(
            "FUN-19: a round goes through all customers a portion at a time, once an hour, and goes on where it stopped")
    void rounds() {
        pool(recycling(10, null));
        var all = new ArrayList<CustomerId>();
        for (int i = 0; i < 501; i++) {
            all.add(owned(seller));
        }
        funnel.clock.advance(Duration.ofDays(10));
        funnel.poolUpkeep.run();
        assertThat(all).allSatisfy(customer -> assertThat(ownerOf(customer)).isNull());

        var late = owned(seller);
        funnel.customers.ownedSince(late, funnel.clock.instant().minus(Duration.ofDays(20)));
        funnel.poolUpkeep.run();
        assertThat(ownerOf(late)).isNotNull();
        funnel.clock.advance(Duration.ofHours(1));
        funnel.poolUpkeep.run();
        assertThat(ownerOf(late)).isNull();
    }

    @Test
    @DisplayName("FUN-19: claims are counted and a cool-off is found from indexes")
    void byIndex() {
        if (kind != DatabaseKind.DERBY) {
            return;
        }
        var customer = free();
        var me = new UserId(seller.id());
        claim(seller, pool(limits(9, 9, 9)), customer);

        assertThat(DerbyPlan.of(
                        funnel.database, () -> funnel.poolLog.claimed(new PoolId(funnel.ids.next()), me, day())))
                .contains("FUNNEL_POOL_ENTRY_USER")
                .doesNotContain("Index Row to Base Row");
        assertThat(DerbyPlan.of(funnel.database, () -> funnel.poolLog.left(customer, me)))
                .contains("FUNNEL_POOL_ENTRY_CUSTOMER")
                .doesNotContain("Table Scan", "Sort ResultSet");
    }
}
