package org.kithwork.core.internal.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.access.AdminFixture;
import org.kithwork.core.internal.field.FieldDefinitions;
import org.kithwork.core.internal.field.store.FieldStore;
import org.kithwork.core.internal.operation.store.OperationStore;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.CustomerStatus;
import org.kithwork.permission.Actor;
import org.kithwork.permission.spi.Roles;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.store.SchemaReady;
import org.kithwork.test.DatabaseKind;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class MergeOwnerTest {

    private static final Map<String, String> THEIRS = Map.of("ownerId", "absorbed");

    private final AdminFixture admin;
    private final MergeChoices choices;
    private final String store;
    private final Actor one;
    private final Actor other;

    MergeOwnerTest(DatabaseKind kind) {
        admin = AdminFixture.shared(kind);
        SchemaReady ready = () -> "core";
        var database = admin.base.database;
        choices = new MergeChoices(
                new OperationStore(database.jpa(), database.dialect(), ready),
                admin.base.json,
                new FieldDefinitions(new FieldStore(database.jpa(), ready)),
                admin.owners);
        store = admin.store("Merged " + UUID.randomUUID(), null);
        one = user(Roles.SALES, store);
        other = user(Roles.SALES, store);
    }

    private Actor user(String role, String... stores) {
        return admin.user("m." + UUID.randomUUID(), role, null, stores);
    }

    private CustomerAlias.State owned(Actor owner) {
        return new CustomerAlias.State(
                new CustomerId(UUID.randomUUID().toString()),
                CustomerStatus.ACTIVE,
                null,
                owner == null ? null : owner.id(),
                store,
                false,
                false);
    }

    private void choose(Actor by, Map<String, String> chosen, Actor survivors, Actor absorbeds) {
        admin.base.current.run(by, () -> choices.checkOwner(chosen, owned(survivors), owned(absorbeds)));
    }

    @Test
    @DisplayName("S-15: a merge gives the customer to the other's owner only by who may hand over")
    void choosingTheOthersOwnerTakesTheRight() {
        assertThatThrownBy(() -> choose(one, THEIRS, one, other)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.kind()).isEqualTo(ProblemKind.FORBIDDEN);
            assertThat(problem.faults()).extracting("pointer").containsExactly("/fields/ownerId");
        });
        assertThatThrownBy(() -> choose(one, THEIRS, one, null)).isInstanceOf(Problem.class);
        assertThatCode(() -> choose(user(Roles.STORE_MANAGER, store), THEIRS, one, other))
                .doesNotThrowAnyException();
    }

    @Test
    @DisplayName("S-15: a merge keeps the owner, or takes the only one there is, by whoever may merge")
    void keepingTheOwnerIsFree() {
        assertThatCode(() -> choose(one, Map.of(), one, other)).doesNotThrowAnyException();
        assertThatCode(() -> choose(one, THEIRS, null, other)).doesNotThrowAnyException();
        assertThatCode(() -> choose(one, THEIRS, other, one)).doesNotThrowAnyException();
    }
}
