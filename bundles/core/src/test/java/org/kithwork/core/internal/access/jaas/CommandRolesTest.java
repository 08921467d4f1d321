package org.kithwork.core.internal.access.jaas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.kithwork.permission.Requires;

class CommandRolesTest {

    abstract static class Nothing implements Action {
        @Override
        public Object execute() {
            return "";
        }
    }

    @Service
    @Command(scope = "loyalty", name = "list")
    @Requires("loyalty:member:view")
    static final class Declared extends Nothing {}

    @Service
    @Command(scope = "loyalty", name = "mine")
    @Requires(Requires.SIGNED_IN)
    static final class ForAll extends Nothing {}

    @Service
    @Command(scope = "loyalty", name = "forgotten")
    static final class Undeclared extends Nothing {}

    static final class Helper {}

    @Test
    @DisplayName("CORE-18, S-40: a command asks for its permission, and one that declares nothing is run by nobody")
    void aCommandAsksForItsPermissionAndOneThatDeclaresNothingIsRunByNobody() {
        var roles = CommandRoles.of(List.of(Declared.class, ForAll.class, Undeclared.class, Helper.class));

        assertThat(roles)
                .isEqualTo(Map.of(
                        "loyalty",
                        Map.of(
                                "list",
                                "loyalty.member.view",
                                "mine",
                                "ssh",
                                "forgotten",
                                CommandRoles.NOBODY,
                                "*",
                                CommandRoles.NOBODY)));
    }
}
