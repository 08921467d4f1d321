package org.kithwork.core.internal.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.access.AdminFixture;
import org.kithwork.customer.Customer;
import org.kithwork.customer.CustomerClaims.Owned;
import org.kithwork.customer.CustomerClaims.Unowned;
import org.kithwork.customer.CustomerId;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Actor;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.UserId;
import org.kithwork.permission.spi.Roles;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakePatch;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class ClaimTest {

    /** With {@code -Dkithwork.claims=10000} the bar of the requirement; fewer whenever tests run. */
    private static final int ROUNDS = Integer.getInteger("kithwork.claims", 100);

    private final OrganisationFixture fixture;
    private final AdminFixture admin;
    private final String store;
    private final Actor seller;
    private final Actor colleague;

    ClaimTest(DatabaseKind kind) {
        fixture = OrganisationFixture.shared(kind);
        admin = fixture.admin;
        store = admin.store("Pool " + UUID.randomUUID(), null);
        seller = user(Roles.SALES, store);
        colleague = user(Roles.SALES, store);
    }

    private Actor user(String role, String... stores) {
        return admin.user("c." + UUID.randomUUID(), role, null, stores);
    }

    private Customer free(String name) {
        return fixture.create(name, null, store, null);
    }

    private String ownerOf(Customer customer) {
        return fixture.store.find(customer.id().value()).orElseThrow().ownerId;
    }

    private void claim(Actor by, CustomerId id) {
        fixture.as(by, () -> {
            fixture.claims.claim(id);
            return id;
        });
    }

    private Problem refused(Actor by, CustomerId id) {
        return catchThrowableOfType(Problem.class, () -> claim(by, id));
    }

    private List<Unowned> unowned(Actor by, StoreId... stores) {
        return fixture.as(
                by,
                () -> fixture.claims
                        .unowned(Set.of(stores), PageRequest.first(50))
                        .items());
    }

    @Test
    @DisplayName("FUN-19: of two clerks who claim one customer at once exactly one gets him, however often they try")
    void exactlyOneWins() throws Exception {
        var customers = IntStream.range(0, ROUNDS)
                .mapToObj(i -> free("Claimed " + i).id())
                .toList();
        var start = new CyclicBarrier(2);
        var threads = Executors.newFixedThreadPool(2);
        try {
            var first = threads.submit(() -> won(seller, customers, start));
            var second = threads.submit(() -> won(colleague, customers, start));
            var his = got(first);
            var hers = got(second);

            assertThat(his).doesNotContainAnyElementsOf(hers);
            assertThat(his.size() + hers.size()).isEqualTo(ROUNDS);
            assertThat(ids(seller)).containsExactlyInAnyOrderElementsOf(his);
            assertThat(ids(colleague)).containsExactlyInAnyOrderElementsOf(hers);
        } finally {
            threads.shutdownNow();
        }
    }

    private Set<CustomerId> ids(Actor owner) {
        return fixture.as(owner, () -> fixture.claims.mine()).stream()
                .map(Owned::id)
                .collect(Collectors.toSet());
    }

    private List<CustomerId> won(Actor by, List<CustomerId> customers, CyclicBarrier start) throws Exception {
        var won = new ArrayList<CustomerId>();
        for (var customer : customers) {
            start.await();
            var problem = refused(by, customer);
            if (problem == null) {
                won.add(customer);
            } else {
                assertThat(problem.code()).isEqualTo("claimed-already");
            }
        }
        return won;
    }

    private static List<CustomerId> got(Future<List<CustomerId>> future) throws Exception {
        return future.get();
    }

    @Test
    @DisplayName("FUN-19: who claims a customer owns him from then on, with audit, history and event")
    void aClaimIsAChange() {
        var customer = free("王小明");
        assertThat(fixture.as(seller, () -> fixture.directory.find(customer.id())))
                .isEmpty();
        admin.journal.clear();
        admin.base.clock.advance(Duration.ofHours(1));

        claim(seller, customer.id());

        var mine = fixture.as(seller, () -> fixture.directory.get(customer.id()));
        assertThat(mine.ownerId()).isEqualTo(new UserId(seller.id()));
        assertThat(mine.version()).isEqualTo(customer.version() + 1);
        assertThat(admin.journal.types()).containsExactly("core.customer.reassigned");
        assertThat(fixture.as(seller, () -> fixture.history.of(customer.id()))
                        .get(0)
                        .changes())
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.field()).isEqualTo("ownerId");
                    assertThat(change.from()).isNull();
                    assertThat(change.to()).isEqualTo(seller.id());
                });
        assertThat(fixture.as(seller, () -> fixture.claims.mine()).get(0).since())
                .isAfter(customer.createdAt());
        assertThat(fixture.as(seller, () -> fixture.found("王小明")))
                .contains(customer.id().value());
    }

    @Test
    @DisplayName("FUN-19: who comes too late is told so, and of the owner where he may see the customer")
    void tooLate() {
        var manager = user(Roles.STORE_MANAGER, store);
        var customer = free("Late");
        claim(seller, customer.id());

        assertThat(refused(colleague, customer.id())).satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(ProblemKind.CONFLICT);
            assertThat(problem.code()).isEqualTo("claimed-already");
            assertThat(problem.members()).doesNotContainKey("owner");
        });
        assertThat(refused(manager, customer.id()).members().get("owner"))
                .isEqualTo(new CustomerClaiming.Owner(new UserId(seller.id()), seller.name()));
    }

    @Test
    @DisplayName(
            "FUN-19: what is free is shown to those who may claim it, with a mask to whom the customer is not open")
    void whatIsFree() {
        var elsewhere = admin.store("Elsewhere " + UUID.randomUUID(), null);
        var customer = free("张三丰");
        fixture.create("Other", null, elsewhere, null);
        free("Owned");
        fixture.create("Owned", seller.id(), store, null);
        var manager = user(Roles.STORE_MANAGER, store);

        assertThat(unowned(seller)).extracting(Unowned::name).containsExactly("O*", "张*");
        assertThat(unowned(manager)).extracting(Unowned::name).containsExactly("Owned", "张三丰");
        assertThat(unowned(manager, new StoreId(elsewhere))).isEmpty();
        assertThat(unowned(admin.root, new StoreId(elsewhere), new StoreId(store)))
                .hasSize(3);
        assertThat(unowned(admin.root)).extracting(Unowned::id).contains(customer.id());
        assertThat(catchThrowableOfType(Problem.class, () -> unowned(user(Roles.CLERK, store)))
                        .kind())
                .isEqualTo(ProblemKind.FORBIDDEN);
    }

    @Test
    @DisplayName(
            "FUN-19: nobody claims a customer of another store, one who is not for everybody, one who is not there")
    void outOfReach() {
        var elsewhere = admin.store("Far " + UUID.randomUUID(), null);
        var far = fixture.create("Far", null, elsewhere, null);
        var hidden = free("Hidden");
        admin.base
                .database
                .transactions()
                .run(() -> fixture.store.lock(hidden.id().value()).orElseThrow().limit(true));

        assertThat(refused(seller, far.id()).kind()).isEqualTo(ProblemKind.NOT_FOUND);
        assertThat(refused(seller, hidden.id()).kind()).isEqualTo(ProblemKind.NOT_FOUND);
        assertThat(refused(seller, new CustomerId(UUID.randomUUID().toString())).kind())
                .isEqualTo(ProblemKind.NOT_FOUND);
        assertThat(refused(user(Roles.CLERK, store), free("Nobody").id()).kind())
                .isEqualTo(ProblemKind.FORBIDDEN);
    }

    @Test
    @DisplayName("FUN-19: one gives back what is his; somebody else takes the right to hand over; what is gone stays")
    void givenBack() {
        var manager = user(Roles.STORE_MANAGER, store);
        var customer = free("Back");
        claim(seller, customer.id());

        assertThat(catchThrowableOfType(
                                Problem.class,
                                () -> fixture.as(
                                        colleague,
                                        () -> fixture.claims.release(customer.id(), new UserId(seller.id()))))
                        .kind())
                .isEqualTo(ProblemKind.FORBIDDEN);
        assertThat(fixture.as(manager, () -> fixture.claims.release(customer.id(), new UserId(colleague.id()))))
                .isFalse();
        assertThat(fixture.as(seller, () -> fixture.claims.release(customer.id(), new UserId(seller.id()))))
                .isTrue();
        assertThat(ownerOf(customer)).isNull();
        assertThat(fixture.as(seller, () -> fixture.claims.release(customer.id(), new UserId(seller.id()))))
                .isFalse();

        claim(colleague, customer.id());
        assertThat(fixture.as(manager, () -> fixture.claims.release(customer.id(), new UserId(colleague.id()))))
                .isTrue();
        assertThat(ownerOf(customer)).isNull();
    }

    @Test
    @DisplayName("FUN-19: it is known since when a customer belongs to his owner, by whatever way he came to him")
    void since() {
        var customer = fixture.create("Since", seller.id(), store, null);
        var at = owned(customer).since();
        admin.base.clock.advance(Duration.ofHours(1));
        var changed = fixture.as(
                admin.root,
                () -> fixture.service.change(customer.id(), customer.version(), FakePatch.of("occupation", "Tea")));
        assertThat(owned(customer).since()).isEqualTo(at);

        fixture.as(
                admin.root,
                () -> fixture.service.change(
                        customer.id(), changed.version(), FakePatch.of("ownerId", colleague.id())));

        assertThat(owned(customer).since()).isAfter(at);
        assertThat(owned(customer).ownerId()).isEqualTo(new UserId(colleague.id()));
    }

    private Owned owned(Customer customer) {
        return fixture.as(admin.root, () -> fixture.claims.owned(null, 100_000)).stream()
                .filter(one -> one.id().equals(customer.id()))
                .findFirst()
                .orElseThrow();
    }
}
