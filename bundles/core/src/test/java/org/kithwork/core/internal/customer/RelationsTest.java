package org.kithwork.core.internal.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.access.TestPatch;
import org.kithwork.core.internal.customer.CustomerRelations.Draft;
import org.kithwork.core.internal.customer.CustomerRelations.Relation;
import org.kithwork.core.internal.customer.store.RelationEntity.Kind;
import org.kithwork.customer.Customer;
import org.kithwork.permission.Actor;
import org.kithwork.permission.spi.Roles;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class RelationsTest {

    private final OrganisationFixture fixture;
    private final String shop;
    private final Customer one;
    private final Customer two;
    private final Customer elsewhere;
    private final Actor manager;
    private final Actor clerk;

    RelationsTest(DatabaseKind kind) {
        fixture = OrganisationFixture.shared(kind);
        shop = fixture.admin.store("Related", null);
        one = fixture.create("One", null, shop, null);
        two = fixture.create("Two", null, shop, null);
        elsewhere = fixture.create("Elsewhere", null, fixture.admin.store("Elsewhere", null), null);
        manager = fixture.admin.user("r." + UUID.randomUUID(), Roles.STORE_MANAGER, null, shop);
        clerk = fixture.admin.user("r." + UUID.randomUUID(), Roles.CLERK, null, shop);
    }

    private static Problem refused(ThrowingCallable call) {
        return catchThrowableOfType(Problem.class, call);
    }

    private static Draft draft(Kind kind, Customer from, Customer to) {
        return new Draft(kind.name(), from.id().value(), to.id().value());
    }

    private List<Relation> add(Actor actor, Customer at, Draft draft) {
        return fixture.as(actor, () -> fixture.relations.add(at.id(), draft));
    }

    @Test
    void aRelationIsSeenFromBothEndsWithTheNamesThatTheActorMaySee() {
        add(manager, one, draft(Kind.GUARDIAN, one, two));

        for (var end : List.of(one, two)) {
            assertThat(fixture.as(manager, () -> fixture.relations.of(end.id())))
                    .extracting(Relation::fromName, Relation::toName)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("One", "Two"));
            assertThat(fixture.as(clerk, () -> fixture.relations.of(end.id())))
                    .extracting(Relation::fromName)
                    .doesNotContain("One")
                    .hasSize(1);
        }
        var id =
                fixture.as(manager, () -> fixture.relations.of(one.id())).get(0).id();
        fixture.admin.base.current.run(manager, () -> fixture.relations.remove(two.id(), id));
        assertThat(fixture.as(manager, () -> fixture.relations.of(one.id()))).isEmpty();
        assertThat(fixture.history.all(one.id().value())).hasSize(1);
    }

    @Test
    @DisplayName("S-14: the other customer of a relation is looked up in scope, and one out of scope is not listed")
    void theOtherEndHasToBeInScope() {
        assertThat(refused(() -> add(manager, one, draft(Kind.HOUSEHOLD, one, elsewhere)))
                        .faults())
                .extracting(fault -> fault.pointer())
                .containsExactly("/to");
        add(fixture.admin.root, one, draft(Kind.HOUSEHOLD, elsewhere, one));
        assertThat(fixture.as(manager, () -> fixture.relations.of(one.id()))).isEmpty();
        var id = fixture.as(fixture.admin.root, () -> fixture.relations.of(one.id()))
                .get(0)
                .id();
        assertThat(refused(() -> fixture.admin.base.current.run(manager, () -> fixture.relations.remove(one.id(), id)))
                        .kind())
                .isEqualTo(ProblemKind.NOT_FOUND);
        assertThat(refused(() -> fixture.as(manager, () -> fixture.relations.of(elsewhere.id())))
                        .kind())
                .isEqualTo(ProblemKind.NOT_FOUND);
        assertThat(refused(() -> add(clerk, one, draft(Kind.HOUSEHOLD, one, two)))
                        .kind())
                .isEqualTo(ProblemKind.FORBIDDEN);
    }

    @Test
    void aRelationMakesSense() {
        assertThat(refused(() -> add(manager, one, new Draft("FRIEND", null, " ")))
                        .faults())
                .extracting(fault -> fault.pointer())
                .containsExactlyInAnyOrder("/kind", "/from", "/to");
        assertThat(refused(() -> add(manager, one, draft(Kind.HOUSEHOLD, one, one)))
                        .kind())
                .isEqualTo(ProblemKind.INVALID);
        assertThat(refused(() -> add(manager, one, draft(Kind.HOUSEHOLD, two, elsewhere)))
                        .kind())
                .isEqualTo(ProblemKind.INVALID);
        add(manager, one, draft(Kind.GUARDIAN, one, two));
        assertThat(refused(() -> add(manager, two, draft(Kind.GUARDIAN, two, one)))
                        .kind())
                .isEqualTo(ProblemKind.INVALID);
        add(manager, one, draft(Kind.HOUSEHOLD, one, two));
        assertThat(refused(() -> add(manager, two, draft(Kind.HOUSEHOLD, two, one)))
                        .kind())
                .isEqualTo(ProblemKind.CONFLICT);
        var child = fixture.create("Child", null, shop, null);
        fixture.as(
                manager,
                () -> fixture.service.change(
                        child.id(), child.version(), TestPatch.of("{'birth':{'year':2020,'month':2,'day':29}}")));
        assertThat(refused(() -> add(manager, child, draft(Kind.GUARDIAN, child, two)))
                        .faults())
                .extracting(fault -> fault.pointer())
                .containsExactly("/from");
        add(manager, child, draft(Kind.GUARDIAN, two, child));
    }

    @Test
    void ofEqualRelationsMadeAtOnceOneIsMade() throws Exception {
        var pool = Executors.newFixedThreadPool(4);
        try {
            Callable<String> task = () -> {
                try {
                    add(manager, one, draft(Kind.HOUSEHOLD, one, two));
                    return "made";
                } catch (Problem problem) {
                    return problem.kind().name();
                }
            };
            var answers = new java.util.ArrayList<String>();
            for (var future : pool.invokeAll(List.of(task, task, task, task))) {
                answers.add(future.get());
            }
            assertThat(answers).containsExactlyInAnyOrder("made", "CONFLICT", "CONFLICT", "CONFLICT");
        } finally {
            pool.shutdownNow();
        }
    }
}
