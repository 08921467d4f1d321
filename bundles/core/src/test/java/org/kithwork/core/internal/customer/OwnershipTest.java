package org.kithwork.core.internal.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.access.AdminFixture;
import org.kithwork.customer.Customer;
import org.kithwork.permission.Actor;
import org.kithwork.permission.UserId;
import org.kithwork.permission.spi.Roles;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakePatch;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class OwnershipTest {

    private final OrganisationFixture fixture;
    private final AdminFixture admin;
    private final String store;
    private final Actor seller;
    private final Actor colleague;
    private final Actor manager;

    OwnershipTest(DatabaseKind kind) {
        fixture = OrganisationFixture.shared(kind);
        admin = fixture.admin;
        store = admin.store("Owned " + UUID.randomUUID(), null);
        seller = user(Roles.SALES, store);
        colleague = user(Roles.SALES, store);
        manager = user(Roles.STORE_MANAGER, store);
    }

    private Actor user(String role, String... stores) {
        return admin.user("o." + UUID.randomUUID(), role, null, stores);
    }

    private Customer made(Actor owner) {
        return fixture.create("Owned " + UUID.randomUUID(), owner == null ? null : owner.id(), store, null);
    }

    private Customer give(Actor by, Customer customer, Actor to) {
        return patch(by, customer, FakePatch.of("ownerId", to == null ? null : to.id()));
    }

    private Customer patch(Actor by, Customer customer, FakePatch change) {
        return fixture.as(by, () -> fixture.service.change(customer.id(), customer.version(), change));
    }

    private void isRefused(Actor by, Customer customer, Actor to, ProblemKind kind, String code) {
        var problem = catchThrowableOfType(Problem.class, () -> give(by, customer, to));
        assertThat(problem.kind()).isEqualTo(kind);
        assertThat(problem.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo("/ownerId");
            assertThat(fault.message().code()).isEqualTo(code);
        });
        assertThat(fixture.store.find(customer.id().value()).orElseThrow().ownerId)
                .isEqualTo(
                        customer.ownerId() == null ? null : customer.ownerId().value());
    }

    @Test
    @DisplayName("S-15: who may change a customer alone can keep its owner, and gives it neither away nor up")
    void sellersGiveNothingAway() {
        var mine = made(seller);

        isRefused(seller, mine, colleague, ProblemKind.FORBIDDEN, "owner-not-yours-to-choose");
        isRefused(seller, mine, null, ProblemKind.FORBIDDEN, "owner-not-yours-to-choose");
        assertThat(give(seller, mine, seller).version()).isEqualTo(mine.version());
    }

    @Test
    @DisplayName("S-15: who may change a customer may take it himself")
    void onesOwn() {
        var officer = user(Roles.PRIVACY_OFFICER, store);

        assertThat(give(officer, made(seller), officer).ownerId()).isEqualTo(new UserId(officer.id()));
        isRefused(officer, made(seller), colleague, ProblemKind.FORBIDDEN, "owner-not-yours-to-choose");
    }

    @Test
    @DisplayName("S-15: who makes a customer names himself or nobody, but no colleague without the right to hand over")
    void atCreation() {
        var named = OrganisationFixture.named("Made " + UUID.randomUUID(), colleague.id(), store, null);
        var problem =
                catchThrowableOfType(Problem.class, () -> fixture.as(seller, () -> fixture.service.create(named)));
        assertThat(problem.kind()).isEqualTo(ProblemKind.FORBIDDEN);
        assertThat(problem.faults()).extracting("pointer").containsExactly("/ownerId");

        var own = OrganisationFixture.named("Made " + UUID.randomUUID(), seller.id(), store, null);
        assertThat(fixture.as(seller, () -> fixture.service.create(own)).ownerId())
                .isEqualTo(new UserId(seller.id()));
        assertThat(fixture.as(manager, () -> fixture.service.create(named)).ownerId())
                .isEqualTo(new UserId(colleague.id()));
    }

    @Test
    @DisplayName("S-15: a store manager gives the store's customers to whom is at work there, or to nobody")
    void managersHandOver() {
        var customer = give(manager, made(seller), colleague);
        assertThat(customer.ownerId()).isEqualTo(new UserId(colleague.id()));
        var freed = give(manager, customer, null);
        assertThat(freed.ownerId()).isNull();

        fixture.block(colleague);
        isRefused(manager, freed, colleague, ProblemKind.INVALID, "owner-unknown");
        var elsewhere = user(Roles.SALES, admin.store("Other " + UUID.randomUUID(), null));
        isRefused(manager, freed, elsewhere, ProblemKind.INVALID, "owner-unknown");
        isRefused(
                manager,
                freed,
                new Actor(Actor.Kind.USER, UUID.randomUUID().toString(), "Nobody"),
                ProblemKind.INVALID,
                "owner-unknown");
    }

    @Test
    @DisplayName("S-15: nobody is made the owner of a customer whom he would not see")
    void ownersSeeTheirCustomers() {
        var customer = made(seller);
        var elsewhere = admin.store("Far " + UUID.randomUUID(), null);
        var clerk = user(Roles.CLERK, elsewhere);
        isRefused(admin.root, customer, clerk, ProblemKind.INVALID, "owner-blind");
        isRefused(admin.root, customer, user(Roles.ADMINISTRATOR), ProblemKind.INVALID, "owner-blind");

        var moved =
                patch(admin.root, customer, FakePatch.of("ownerId", clerk.id()).with("storeId", elsewhere));
        assertThat(moved.ownerId()).isEqualTo(new UserId(clerk.id()));

        var blind = catchThrowableOfType(
                Problem.class,
                () -> fixture.as(
                        admin.root, () -> fixture.transfers.reassign(fixture.id(moved(seller)), fixture.id(clerk))));
        assertThat(blind.faults()).extracting("pointer").containsExactly("/to");
    }

    private Actor moved(Actor from) {
        made(from);
        return from;
    }
}
