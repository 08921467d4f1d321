package org.kithwork.core.internal.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.aries.jpa.template.TransactionType;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kithwork.core.internal.access.AdminFixture;
import org.kithwork.core.internal.access.audit.AuditReader;
import org.kithwork.core.internal.customer.CustomerRestrictions.Draft;
import org.kithwork.customer.Customer;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.CustomerQuery;
import org.kithwork.customer.CustomerStatus;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Actor;
import org.kithwork.permission.spi.Roles;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.store.Sql;
import org.kithwork.test.DatabaseKind;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class RestrictionTest {

    private final OrganisationFixture fixture;
    private final AdminFixture admin;
    private final String name = "vip" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");
    private final String shop;
    private final Actor named;
    private final Actor other;
    private final Customer customer;

    RestrictionTest(DatabaseKind kind) {
        fixture = OrganisationFixture.shared(kind);
        admin = fixture.admin;
        shop = admin.store("Shop " + name, null);
        named = admin.user("n." + UUID.randomUUID(), Roles.STORE_MANAGER, null, shop);
        other = admin.user("o." + UUID.randomUUID(), Roles.STORE_MANAGER, null, shop);
        customer = fixture.create(name, null, shop, name);
    }

    private long version() {
        return version(customer.id());
    }

    private long version(CustomerId id) {
        return fixture.store.find(id.value()).orElseThrow().version;
    }

    private void limit() {
        admin.asRoot(
                () -> fixture.restrictions.limit(customer.id(), version(), new Draft(List.of(named.id()), "singer")));
    }

    private static Problem refused(ThrowingCallable call) {
        return catchThrowableOfType(Problem.class, call);
    }

    private void assertSeen(Actor actor, boolean seen) {
        var ids = seen ? List.of(customer.id().value()) : List.<String>of();
        fixture.as(actor, () -> {
            assertThat(fixture.tagged(name)).isEqualTo(ids);
            assertThat(fixture.found(name)).isEqualTo(ids);
            assertThat(fixture.found(customer.id().value())).isEqualTo(ids);
            assertThat(fixture.directory.count(CustomerQuery.text(name)).count())
                    .isEqualTo(ids.size());
            assertThat(fixture.directory.names(Set.of(customer.id()))).hasSize(ids.size());
            assertThat(fixture.directory.find(customer.id()).isPresent()).isEqualTo(seen);
            return null;
        });
    }

    private void keep(boolean kept) {
        admin.asRoot(() -> admin.base.database.transactions().run(() -> {
            if (kept) {
                fixture.aliases.keep(customer.id());
            } else {
                fixture.aliases.release(customer.id());
            }
        }));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    @DisplayName(
            "CORE-04, CORE-12: whatever is limited, kept, merged and taken apart again, modules are told who is restricted")
    void modulesAreToldWhoIsRestricted(long seed) {
        var random = new Random(seed);
        var all = IntStream.range(0, 6)
                .mapToObj(n -> fixture.create(name + n, null, shop, name).id())
                .toList();
        var merged = new ArrayDeque<Merge>();
        for (int step = 0; step < 60; step++) {
            var answering = all.stream().filter(this::answers).toList();
            var one = answering.get(random.nextInt(answering.size()));
            var another = answering.get(random.nextInt(answering.size()));
            admin.asRoot(() -> admin.base.database.transactions().run(() -> {
                switch (random.nextInt(6)) {
                    case 0 -> fixture.restrictions.limit(one, version(one), new Draft(List.of(named.id()), "singer"));
                    case 1 -> fixture.restrictions.open(one, version(one), "no longer known");
                    case 2 -> fixture.aliases.keep(one);
                    case 3 -> fixture.aliases.release(one);
                    case 4 -> {
                        if (!one.equals(another)) {
                            merged.push(new Merge(one, fixture.aliases.aliases(one)));
                            fixture.aliases.setAlias(one, another);
                        }
                    }
                    default -> {
                        if (!merged.isEmpty()) {
                            merged.pop().takeApart(fixture.aliases);
                        }
                    }
                }
            }));
            var restricted = ids("customer_id FROM kithwork_customer_scope", "restricted = TRUE AND customer_id", all);
            assertThat(ids("id FROM core_restricted_customer", "id", all)).isEqualTo(restricted);
        }
    }

    private record Merge(CustomerId absorbed, Set<CustomerId> before) {

        void takeApart(CustomerAliases aliases) {
            aliases.clearAlias(absorbed, CustomerStatus.ACTIVE);
            before.forEach(id -> aliases.setAlias(id, absorbed));
        }
    }

    private boolean answers(CustomerId id) {
        return fixture.store.find(id.value()).orElseThrow().mergedInto == null;
    }

    private List<String> ids(String what, String condition, List<CustomerId> among) {
        var in = among.stream().map(id -> "'" + id.value() + "'").collect(Collectors.joining(", "));
        return admin.base
                .database
                .jpa()
                .txExpr(
                        TransactionType.Required,
                        em -> Sql.select(what)
                                .where(condition + " IN (" + in + ")")
                                .orderBy("1")
                                .values(em, String.class));
    }

    @Test
    @DisplayName(
            "CORE-04: who is limited and kept at his request is seen by nobody, and each is lifted without the other")
    void limitedAndKept() {
        limit();
        assertSeen(named, true);

        keep(true);
        assertSeen(named, false);
        assertSeen(other, false);

        keep(false);
        assertSeen(named, true);
        assertSeen(other, false);

        keep(true);
        admin.asRoot(() -> fixture.restrictions.open(customer.id(), version(), "no longer known"));
        assertSeen(named, false);
        assertThat(fixture.as(admin.root, () -> fixture.restrictions.of(customer.id())))
                .extracting(CustomerRestrictions.Restriction::limited, CustomerRestrictions.Restriction::kept)
                .containsExactly(false, true);

        keep(false);
        assertSeen(other, true);
    }

    @Test
    @DisplayName(
            "CORE-04: who is kept at his request can be limited to named users meanwhile, which opens him to nobody")
    void keptThenLimited() {
        keep(true);
        limit();

        assertSeen(named, false);

        keep(false);
        assertSeen(named, true);
        assertSeen(other, false);
    }

    @Test
    @DisplayName("CORE-04: a customer that is limited to named users is seen by nobody else, whatever his role")
    void aLimitedCustomerIsSeenByNamedUsersAlone() {
        assertSeen(other, true);

        limit();

        assertSeen(named, true);
        assertSeen(other, false);
        assertSeen(admin.root, false);
        fixture.as(other, () -> {
            for (ThrowingCallable call : List.<ThrowingCallable>of(
                    () -> fixture.directory.get(customer.id()),
                    () -> fixture.directory.requireOpen(customer.id()),
                    () -> fixture.history.of(customer.id()),
                    () -> fixture.service.removeContactPoint(customer.id(), "none"))) {
                assertThat(refused(call).kind()).isEqualTo(ProblemKind.NOT_FOUND);
            }
            assertThat(fixture.service.matches(OrganisationFixture.named(name, null, shop, null)))
                    .isEmpty();
            return null;
        });
        assertThat(refused(() -> fixture.as(admin.root, () -> fixture.service.unmask(customer.id(), "why")))
                        .kind())
                .isEqualTo(ProblemKind.NOT_FOUND);
    }

    @Test
    void whoKeepsTheListSeesTheListAndNotTheCustomerAndMayOpenItAgain() {
        limit();

        var kept = fixture.as(admin.root, () -> fixture.restrictions.of(customer.id()));
        assertThat(kept.limited()).isTrue();
        assertThat(kept.users()).extracting(CustomerRestrictions.Opened::id).containsExactly(named.id());
        var all = fixture.as(
                admin.root,
                () -> fixture.restrictions.list(PageRequest.first(200)).items());
        assertThat(all).extracting(CustomerRestrictions.Restriction::customerId).contains(customer.id());

        admin.asRoot(() -> fixture.restrictions.open(customer.id(), version(), "no longer known"));

        assertSeen(other, true);
        admin.asRoot(() -> {
            var actions = admin.audit
                    .list(
                            new AuditReader.Query(customer.id().value(), null, null, null, null, null),
                            AdminFixture.first(),
                            Locale.ENGLISH)
                    .items();
            assertThat(actions)
                    .extracting(AuditReader.Shown::action)
                    .contains("customer.access-limited", "customer.access-opened");
        });
    }

    @Test
    void aListNeedsPeopleWhoAreThereAndAReasonAndTheRightAndTheLatestVersion() {
        var nobody = UUID.randomUUID().toString();
        admin.asRoot(() -> {
            assertThat(refused(() -> fixture.restrictions.limit(customer.id(), version(), new Draft(List.of(), " ")))
                            .faults())
                    .extracting(fault -> fault.pointer())
                    .containsExactly("/users", "/reason");
            assertThat(refused(() -> fixture.restrictions.limit(
                                    customer.id(), version(), new Draft(List.of(named.id(), nobody), "x")))
                            .faults())
                    .extracting(fault -> fault.pointer())
                    .containsExactly("/users/1");
            assertThat(refused(() -> fixture.restrictions.limit(
                                    customer.id(), version() - 1, new Draft(List.of(named.id()), "x")))
                            .kind())
                    .isEqualTo(ProblemKind.STALE);
        });
        assertThat(refused(() -> fixture.as(other, () -> fixture.restrictions.of(customer.id())))
                        .kind())
                .isEqualTo(ProblemKind.FORBIDDEN);
        assertSeen(other, true);
    }

    @Test
    @DisplayName("Edge 39: of lists made at once from one version one holds and the others are stale")
    void ofListsMadeAtOnceOneHolds() throws Exception {
        var version = version();
        var pool = Executors.newFixedThreadPool(4);
        try {
            Callable<String> task = () -> {
                try {
                    admin.asRoot(() -> fixture.restrictions.limit(
                            customer.id(), version, new Draft(List.of(named.id()), "at once")));
                    return "done";
                } catch (Problem problem) {
                    return problem.kind().name();
                }
            };
            var answers = pool.invokeAll(List.of(task, task, task, task)).stream()
                    .map(future -> {
                        try {
                            return future.get();
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .toList();
            assertThat(answers).containsExactlyInAnyOrder("done", "STALE", "STALE", "STALE");
        } finally {
            pool.shutdownNow();
        }
    }
}
