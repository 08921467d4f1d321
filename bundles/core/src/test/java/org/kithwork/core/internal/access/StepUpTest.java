package org.kithwork.core.internal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.kithwork.core.internal.access.signin.SignInFixture.CLIENT;
import static org.kithwork.core.internal.access.signin.SignInFixture.PASSWORD;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kithwork.core.SignIn;
import org.kithwork.permission.Permission;
import org.kithwork.permission.UserId;
import org.kithwork.permission.spi.Roles;
import org.kithwork.problem.Problem;
import org.kithwork.test.DatabaseKind;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class StepUpTest {

    private final AdminFixture it;
    private SignIn.Session session;

    StepUpTest(DatabaseKind kind) {
        it = new AdminFixture(kind);
    }

    @BeforeEach
    void signIn() {
        session = it.signIn.signIn.signIn("root", PASSWORD, CLIENT);
    }

    @AfterEach
    void close() {
        it.close();
    }

    private SignIn.Caller caller() {
        return it.signIn.signIn.session(session.cookie()).orElseThrow();
    }

    private void inBrowser(Runnable act) {
        it.base.current.as(caller(), () -> {
            act.run();
            return "";
        });
    }

    private Problem refused(Runnable act) {
        return catchThrowableOfType(Problem.class, () -> inBrowser(act));
    }

    private void require(String permission) {
        it.base.access.require(Permission.of(permission));
    }

    @ParameterizedTest
    @DisplayName("S-10: what is dangerous asks for a proof that is not older than five minutes")
    @ValueSource(
            strings = {
                "core:customer:erase",
                "core:user:create",
                "core:user:edit",
                "core:role:create",
                "core:role:edit",
                "core:role:delete",
                "core:token:create",
                "core:module:create",
                "core:module:edit",
                "core:module:delete",
                "core:module:configure",
                "core:key:configure"
            })
    void s10DangerousAsksForAProof(String permission) {
        it.base.clock.advance(Duration.ofMinutes(5));
        inBrowser(() -> require(permission));
        inBrowser(() -> it.base.access.visibility(Permission.of(permission)));

        it.base.clock.advance(Duration.ofSeconds(1));
        assertThat(refused(() -> require(permission)).code()).isEqualTo("step-up-required");
        assertThat(refused(() -> it.base.access.visibility(Permission.of(permission)))
                        .code())
                .isEqualTo("step-up-required");

        it.signIn.signIn.stepUp(session.cookie(), PASSWORD, null, CLIENT);
        inBrowser(() -> require(permission));
    }

    @Test
    @DisplayName("S-10: one record's unmasking and export ask for no proof, the same in number does")
    void s10ByAmount() {
        it.base.clock.advance(Duration.ofMinutes(6));

        inBrowser(() -> require("core:customer:unmask"));
        inBrowser(() -> require("core:customer:export"));
        inBrowser(() -> require("core:user:view"));
        assertThat(refused(it.base.access::requireRecentProof).code()).isEqualTo("step-up-required");
    }

    @Test
    @DisplayName("S-10: a role is not changed by a session whose proof is old, and nothing is written")
    void s10RoleChange() {
        var user = it.user("stepped", Roles.CLERK, null);
        var sales = it.base.roles.idsByWord().get(Roles.SALES);
        it.base.clock.advance(Duration.ofMinutes(6));

        var act = (Runnable) () -> it.users.setRoles(new UserId(user.id()), List.of(sales), Locale.ENGLISH);
        assertThat(refused(act).code()).isEqualTo("step-up-required");
        assertThat(it.base.users.roles(List.of(user.id())).get(user.id())).doesNotContain(sales);

        it.signIn.signIn.stepUp(session.cookie(), PASSWORD, null, CLIENT);
        inBrowser(act);
        assertThat(it.base.users.roles(List.of(user.id())).get(user.id())).containsExactly(sales);
    }

    @Test
    @DisplayName("S-10: a wrong password proves nothing and counts as a failed sign-in")
    void s10WrongPasswordCounts() {
        it.base.clock.advance(Duration.ofMinutes(6));
        for (int i = 0; i < 5; i++) {
            var wrong = catchThrowableOfType(
                    Problem.class, () -> it.signIn.signIn.stepUp(session.cookie(), "wrong", null, CLIENT));
            assertThat(wrong.faults()).extracting(fault -> fault.pointer()).containsExactly("/password");
        }

        assertThat(catchThrowableOfType(
                                Problem.class, () -> it.signIn.signIn.stepUp(session.cookie(), PASSWORD, null, CLIENT))
                        .code())
                .isEqualTo("too-many-attempts");
        assertThat(refused(() -> require("core:user:edit")).code()).isEqualTo("step-up-required");
    }

    @Test
    @DisplayName("S-10, edge 33: a proof is the session's own; a clock set back makes none out of an old one")
    void s10OfThisSession() {
        it.base.clock.advance(Duration.ofMinutes(6));
        it.signIn.signIn.signIn("root", PASSWORD, CLIENT);
        assertThat(refused(() -> require("core:user:edit")).code()).isEqualTo("step-up-required");

        it.base.clock.advance(Duration.ofMinutes(-6));
        assertThat(refused(() -> require("core:user:edit")).code()).isEqualTo("step-up-required");
    }

    @Test
    @DisplayName("S-06: other roles end a user's sessions, but for the one in which he changes his own")
    void s06RoleChangeEndsSessions() {
        var user = it.user("rotated", Roles.CLERK, null);
        var link = it.as(it.root, () -> it.users.passwordLink(new UserId(user.id())));
        it.passwords.byLink(link, "a long enough secret");
        var his = it.signIn.signIn.signIn("rotated", "a long enough secret", CLIENT);
        var ids = it.base.roles.idsByWord();

        inBrowser(() -> it.users.setRoles(new UserId(user.id()), List.of(ids.get(Roles.CLERK)), Locale.ENGLISH));
        assertThat(it.signIn.signIn.session(his.cookie())).isPresent();
        inBrowser(() -> it.users.setRoles(new UserId(user.id()), List.of(ids.get(Roles.SALES)), Locale.ENGLISH));
        assertThat(it.signIn.signIn.session(his.cookie())).isEmpty();

        inBrowser(() ->
                it.users.setRoles(new UserId(it.root.id()), List.of(ids.get(Roles.ADMINISTRATOR)), Locale.ENGLISH));
        assertThat(it.signIn.signIn.session(session.cookie())).isPresent();
        assertThat(it.signIn.signIn.session(it.session.cookie())).isEmpty();
    }
}
