package org.kithwork.core.internal.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.access.AdminFixture;
import org.kithwork.core.internal.customer.OrganisationFixture.Run;
import org.kithwork.customer.CustomerStatus;
import org.kithwork.permission.Actor;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.spi.Roles;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class TransferTest {

    private final OrganisationFixture fixture;
    private final AdminFixture admin;
    private final String tag = "tr" + UUID.randomUUID();

    TransferTest(DatabaseKind kind) {
        fixture = OrganisationFixture.shared(kind);
        admin = fixture.admin;
    }

    private Actor user(String role, String team, String... stores) {
        return admin.user("t." + UUID.randomUUID(), role, team, stores);
    }

    private static Problem refused(ThrowingCallable call) {
        return catchThrowableOfType(Problem.class, call);
    }

    private Run begun(Actor actor, Actor from, Actor to, int batches) {
        fixture.as(actor, () -> fixture.transfers.reassign(fixture.id(from), fixture.id(to)));
        return new Run(fixture.submitted.get(fixture.submitted.size() - 1), batches);
    }

    private void run(Actor actor, Run run) {
        admin.base.current.run(actor, () -> fixture.transferJob.run(run));
    }

    @Test
    @DisplayName(
            "CORE-07: a deactivated user's customers are reassigned by one command, which goes on where it stopped")
    void allCustomersGoToAnotherUserAlsoAfterAStop() {
        var leaving = user(Roles.SALES, null);
        var staying = user(Roles.SALES, null);
        var ids = IntStream.range(0, 120)
                .mapToObj(i -> fixture.create("Transfer " + i, leaving.id(), null, tag)
                        .id()
                        .value())
                .sorted()
                .toList();
        var absorbed = ids.get(7);
        admin.base.database.transactions().run(() -> {
            var row = fixture.store.lock(absorbed).orElseThrow();
            row.status = CustomerStatus.MERGED;
            row.mergedInto = ids.get(8);
        });
        fixture.block(leaving);
        assertThat(admin.journal.types()).contains("core.user.deactivated");
        admin.journal.clear();

        var run = begun(admin.root, leaving, staying, 1);
        run(admin.root, run);

        assertThat(run.total).isEqualTo(119);
        assertThat(fixture.as(staying, () -> fixture.tagged(tag))).hasSizeBetween(49, 50);
        run.batches = 100;
        run(admin.root, run);

        assertThat(fixture.as(staying, () -> fixture.tagged(tag))).hasSize(119).doesNotContain(absorbed);
        assertThat(fixture.as(staying, () -> fixture.found("Transfer"))).hasSize(119);
        assertThat(fixture.store.find(absorbed).orElseThrow().ownerId).isEqualTo(staying.id());
        assertThat(admin.journal.types()).hasSize(119).containsOnly("core.customer.reassigned");
        var first = fixture.store.find(ids.get(0)).orElseThrow();
        assertThat(fixture.store.history(first.id)).hasSize(1);
        run(admin.root, run);
        assertThat(admin.journal.types()).hasSize(119);
    }

    @Test
    void aTransferNeedsATargetThatIsThereAndInScope() {
        var team = admin.team("Team " + tag, null, null);
        var lead = user(Roles.SALES_LEAD, team);
        var member = user(Roles.SALES, team);
        var stranger = user(Roles.SALES, null);
        var blocked = user(Roles.SALES, team);
        fixture.block(blocked);

        assertThat(fixture.as(lead, () -> fixture.transfers.reassign(fixture.id(blocked), fixture.id(member)))
                        .jobId())
                .isNotNull();
        for (var pair : List.of(List.of(member, member), List.of(member, blocked), List.of(member, stranger))) {
            assertThat(refused(() -> fixture.as(
                                    lead,
                                    () -> fixture.transfers.reassign(fixture.id(pair.get(0)), fixture.id(pair.get(1)))))
                            .faults())
                    .extracting(fault -> fault.pointer())
                    .containsExactly("/to");
        }
        assertThat(refused(() -> fixture.as(
                                lead, () -> fixture.transfers.reassign(fixture.id(stranger), fixture.id(member))))
                        .kind())
                .isEqualTo(ProblemKind.NOT_FOUND);
        assertThat(refused(() -> fixture.as(member, () -> fixture.transfers.ofUser(fixture.id(member))))
                        .kind())
                .isEqualTo(ProblemKind.FORBIDDEN);
    }

    @Test
    void aTransferStopsWhenWhoBeganItLosesTheRight() {
        var team = admin.team("Team " + tag, null, null);
        var lead = user(Roles.SALES_LEAD, team);
        var from = user(Roles.SALES, team);
        var to = user(Roles.SALES, team);
        IntStream.range(0, 60).forEach(i -> fixture.create("Stop " + i, from.id(), null, tag));
        var run = begun(lead, from, to, 100);
        run.afterEach = () -> admin.asRoot(() -> admin.users.setRoles(fixture.id(lead), List.of(), Locale.ENGLISH));

        assertThat(refused(() -> run(lead, run)).kind()).isEqualTo(ProblemKind.FORBIDDEN);

        assertThat(fixture.as(to, () -> fixture.tagged(tag))).hasSize(50);
        assertThat(fixture.as(from, () -> fixture.tagged(tag))).hasSize(10);
    }

    @Test
    @DisplayName("CORE-07: a user who moves leaves past records with the old store, and sees those of the new one")
    void pastRecordsStayWithTheOldStoreAndTheScopeFollowsTheNewOne() {
        var old = admin.store("Old " + tag, null);
        var next = admin.store("New " + tag, null);
        var manager = user(Roles.STORE_MANAGER, null, old);
        var mine =
                fixture.as(manager, () -> fixture.service.create(OrganisationFixture.named("Past", null, null, tag)));
        var theirs = fixture.create("Future", null, next, tag);
        assertThat(mine.storeId()).isEqualTo(new StoreId(old));

        admin.asRoot(() -> admin.users.move(fixture.id(manager), List.of(next), null, Locale.ENGLISH));

        assertThat(fixture.as(manager, () -> fixture.tagged(tag)))
                .containsExactly(theirs.id().value());
        assertThat(fixture.store.find(mine.id().value()).orElseThrow().storeId).isEqualTo(old);
        assertThat(admin.journal.types()).contains("core.user.moved");
    }

    @Test
    void aStoresCustomersGoToAnotherOpenStore() {
        var closing = admin.store("Closing " + tag, null);
        var open = admin.store("Open " + tag, null);
        var clerk = user(Roles.CLERK, null, open);
        fixture.create("Store guest", null, closing, tag);
        assertThat(fixture.as(clerk, () -> fixture.tagged(tag))).isEmpty();

        assertThat(fixture.as(admin.root, () -> fixture.transfers.ofStore(new StoreId(closing)))
                        .customers())
                .isEqualTo(1);
        fixture.as(admin.root, () -> fixture.transfers.transfer(new StoreId(closing), new StoreId(open)));
        run(admin.root, new Run(fixture.submitted.get(fixture.submitted.size() - 1), 100));

        assertThat(fixture.as(clerk, () -> fixture.tagged(tag))).hasSize(1);
        assertThat(fixture.as(clerk, () -> fixture.found("Store guest"))).hasSize(1);
        assertThat(refused(() -> fixture.as(
                                admin.root,
                                () -> fixture.transfers.transfer(
                                        new StoreId(open),
                                        new StoreId(UUID.randomUUID().toString()))))
                        .faults())
                .extracting(fault -> fault.pointer())
                .containsExactly("/to");
    }
}
