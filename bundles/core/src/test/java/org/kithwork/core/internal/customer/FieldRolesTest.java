package org.kithwork.core.internal.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.field.FieldDraft;
import org.kithwork.field.FieldTitle;
import org.kithwork.permission.FieldAccess;
import org.kithwork.rest.Patch;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakePatch;

class FieldRolesTest {

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    @DisplayName(
            "CORE-05: a new field is hidden for every role but those that its definition names, and again when they are taken out")
    void aFieldIsShownToTheRolesThatAreNamed(DatabaseKind kind) {
        var it = OrganisationFixture.shared(kind);
        var agents = it.admin.base.roles.idsByWord().get("service-agent");
        var agent = it.admin.user("field-agent-" + kind.ordinal(), "service-agent", null);
        var lead = it.admin.user("field-lead-" + kind.ordinal(), "service-lead", null);
        var key = "seen_by_agents";
        var field = it.as(
                it.admin.root,
                () -> it.fieldAdmin.define(new FieldDraft(
                        CustomerPermissions.OBJECT,
                        key,
                        new FieldTitle("偏好", "Wish"),
                        "TEXT",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(new FieldDraft.RoleAccess(agents, "READ")))));
        var customer = it.create("谁可看", null, null, null);
        Patch patch = FakePatch.of("fields", java.util.Map.of(key, "靠窗"));
        it.as(it.admin.root, () -> it.service.change(customer.id(), customer.version(), patch));

        assertThat(it.as(agent, () -> it.directory.get(customer.id())).fields()).containsEntry(key, "靠窗");
        assertThat(it.as(agent, () -> it.directory.get(customer.id())).access())
                .containsEntry("field:" + key, FieldAccess.READ);
        assertThat(it.as(lead, () -> it.directory.get(customer.id())).fields()).isEmpty();
        assertThat(field.roles()).containsExactly(new FieldDraft.RoleAccess(agents, "READ"));

        it.as(it.admin.root, () -> it.fieldAdmin.change(field.id(), field.version(), FakePatch.of("roles", List.of())));

        assertThat(it.as(agent, () -> it.directory.get(customer.id())).fields()).isEmpty();
    }
}
