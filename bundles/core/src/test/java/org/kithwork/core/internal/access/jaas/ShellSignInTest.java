package org.kithwork.core.internal.access.jaas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.Principal;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.LoginException;
import org.apache.karaf.jaas.boot.principal.ClientPrincipal;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.access.AdminFixture;
import org.kithwork.core.internal.access.signin.SignInFixture;
import org.kithwork.permission.UserId;
import org.kithwork.permission.spi.Roles;
import org.kithwork.test.DatabaseKind;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class ShellSignInTest {

    private static final String PASSWORD = "the password of the shell";

    private final AdminFixture fixture;
    private final ShellSignIn signIn;

    ShellSignInTest(DatabaseKind kind) {
        fixture = AdminFixture.shared(kind);
        signIn = new ShellSignIn(fixture.signIn.signIn, fixture.base.current, fixture.base.access);
    }

    private Subject login(String username, String password) throws LoginException {
        var subject = new Subject();
        subject.getPrincipals().add(new ClientPrincipal("ssh", "/192.0.2.9:50122"));
        var module = new KithworkLoginModule();
        module.initialize(
                subject,
                callbacks -> {
                    ((NameCallback) callbacks[0]).setName(username);
                    ((PasswordCallback) callbacks[1]).setPassword(password.toCharArray());
                },
                Map.of(),
                Map.of(KithworkLoginModule.SERVICE, signIn));
        module.login();
        module.commit();
        return subject;
    }

    private void withPassword(String name, String role) {
        var user = fixture.user(name, role, null);
        var link = fixture.as(fixture.root, () -> fixture.users.passwordLink(new UserId(user.id())));
        fixture.passwords.byLink(link, PASSWORD);
    }

    @Test
    void aUserOfTheShellHoldsOneRoleForEachOfHisPermissions() throws LoginException {
        var subject = login("root", SignInFixture.PASSWORD);

        assertThat(subject.getPrincipals(RolePrincipal.class))
                .extracting(Principal::getName)
                .contains("ssh", "admin", "core.user.edit", "core.customer.view")
                .noneMatch(name -> name.contains(":"));
        assertThat(subject.getPrincipals(org.kithwork.core.internal.access.KithworkPrincipal.class))
                .extracting(principal -> principal.actor().id())
                .containsExactly(fixture.root.id());
    }

    @Test
    void aUserWithoutTheRightToTheShellAndAWrongPasswordAreRefusedAlike() {
        withPassword("shell.clerk" + fixture.base.database.kind().ordinal(), Roles.CLERK);

        assertThatExceptionOfType(LoginException.class)
                .isThrownBy(
                        () -> login("shell.clerk" + fixture.base.database.kind().ordinal(), PASSWORD))
                .withMessage("Sign-in failed");
        assertThatExceptionOfType(LoginException.class)
                .isThrownBy(() -> login("root", "wrong"))
                .withMessage("Sign-in failed");
    }

    @ParameterizedTest
    @CsvSource({"/192.0.2.9:50122, 192.0.2.9", "/[2001:db8::1]:22, 2001:db8::1", "somewhere, somewhere"})
    void theAddressIsCountedWithoutItsPort(String address, String host) {
        assertThat(KithworkLoginModule.host(address)).isEqualTo(host);
    }
}
