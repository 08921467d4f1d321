package org.kithwork.core.internal.customer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.kithwork.core.internal.access.CorePermissions;
import org.kithwork.core.internal.access.FieldRules;
import org.kithwork.core.internal.field.FieldDraft;
import org.kithwork.core.internal.field.FieldSets;
import org.kithwork.core.internal.field.FieldView;
import org.kithwork.field.FieldTitle;
import org.kithwork.permission.Actor;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.test.DatabaseKind;

class FieldSetsTest {

    private static final FieldSets.Order FOR_NOBODY = new FieldSets.Order(null);

    private final CustomerFixture it = CustomerFixture.open(DatabaseKind.DERBY);
    private final FieldSets sets = new FieldSets(it.access, it.database.transactions(), it.fieldAdmin);

    private List<String> keys() {
        return it.fieldAdmin.list(FieldRules.CUSTOMER).stream()
                .map(FieldView::key)
                .toList();
    }

    @Test
    @DisplayName("CORE-05: the fields of every trade are taken over as they are shipped, and a second time none")
    void everyTrade() {
        assertThat(sets.list()).extracting(FieldSets.Offer::set).containsExactly("hotel", "catering", "parcel");
        for (var set : sets.list()) {
            assertThat(sets.apply(set.set(), FOR_NOBODY))
                    .as(set.set())
                    .hasSameSizeAs(set.fields())
                    .allSatisfy(field -> assertThat(field.roles()).isEmpty());
            assertThat(sets.apply(set.set(), FOR_NOBODY)).isEmpty();
        }
        assertThat(sets.list()).allSatisfy(set -> assertThat(set.fields()).allMatch(FieldSets.Field::taken));
        assertThat(keys()).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("S-27: what tells of health or faith is kept encrypted")
    void sensitive() {
        sets.apply("catering", FOR_NOBODY);
        assertThat(it.fieldAdmin.list(FieldRules.CUSTOMER))
                .filteredOn(field -> List.of("diet", "food_allergy").contains(field.key()))
                .hasSize(2)
                .allMatch(FieldView::sensitive);
    }

    @Test
    @DisplayName("CORE-05: a field of the company with the same key stays as it is; a fault leaves none behind")
    void oneOfTheCompany() {
        var own = it.fieldAdmin.define(new FieldDraft(
                FieldRules.CUSTOMER,
                "pillow",
                new FieldTitle("枕头数", "Pillows"),
                "NUMBER",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null));
        assertThatThrownBy(() -> sets.apply(
                        "hotel", new FieldSets.Order(List.of(new FieldDraft.RoleAccess("no-such-role", "READ")))))
                .isInstanceOf(Problem.class);
        assertThat(keys()).containsExactly("pillow");

        assertThat(sets.apply("hotel", FOR_NOBODY)).extracting(FieldView::key).doesNotContain("pillow");
        assertThat(it.fieldAdmin.get(own.id())).isEqualTo(own);
    }

    @Test
    void anUnknownSetAndWhoMayNotAreRefused() {
        assertThatThrownBy(() -> sets.apply("florist", FOR_NOBODY))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.NOT_FOUND));
        var reader = new Actor(Actor.Kind.USER, it.ids.next(), "reader");
        it.access.grant(reader, CorePermissions.FIELD_VIEW.toString());
        assertThatThrownBy(() -> it.access.as(reader, () -> sets.apply("hotel", FOR_NOBODY)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemKind.FORBIDDEN));
    }
}
