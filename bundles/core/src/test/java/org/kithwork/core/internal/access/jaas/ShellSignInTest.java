package org.kithwork.core.internal.access.jaas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Principal;
import java.security.PublicKey;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.LoginException;
import org.apache.karaf.jaas.boot.principal.ClientPrincipal;
import org.apache.karaf.jaas.boot.principal.RolePrincipal;
import org.apache.karaf.jaas.modules.publickey.PublickeyCallback;
import org.bouncycastle.crypto.util.OpenSSHPublicKeyUtil;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.access.AdminFixture;
import org.kithwork.core.internal.access.SshKeyAdmin;
import org.kithwork.core.internal.access.signin.SignInFixture;
import org.kithwork.permission.UserId;
import org.kithwork.permission.spi.Roles;
import org.kithwork.problem.Problem;
import org.kithwork.test.DatabaseKind;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class ShellSignInTest {

    private static final String PASSWORD = "the password of the shell";

    private final AdminFixture fixture;
    private final ShellSignIn signIn;

    ShellSignInTest(DatabaseKind kind) {
        fixture = AdminFixture.shared(kind);
        signIn = new ShellSignIn(fixture.signIn.signIn, fixture.keyCheck, fixture.base.current, fixture.base.access);
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

    private static KeyPair pair(String algorithm, int bits) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(algorithm);
        if (bits > 0) {
            generator.initialize(bits);
        }
        return generator.generateKeyPair();
    }

    private static String line(String algorithm, KeyPair pair) throws IOException {
        var key = PublicKeyFactory.createKey(pair.getPublic().getEncoded());
        return algorithm + " " + Base64.getEncoder().encodeToString(OpenSSHPublicKeyUtil.encodePublicKey(key))
                + " ada@desk";
    }

    private Subject loginByKey(String username, PublicKey key) throws LoginException {
        var subject = new Subject();
        var module = new KithworkLoginModule();
        module.initialize(
                subject,
                callbacks -> {
                    for (var callback : callbacks) {
                        if (callback instanceof NameCallback name) {
                            name.setName(username);
                        } else if (callback instanceof PublickeyCallback shown) {
                            shown.setPublicKey(key);
                        } else {
                            throw new UnsupportedCallbackException(callback);
                        }
                    }
                },
                Map.of(),
                Map.of(KithworkLoginModule.SERVICE, signIn));
        module.login();
        module.commit();
        return subject;
    }

    @ParameterizedTest
    @DisplayName("CORE-17: a user signs in to the shell by a key of his, and by no other's")
    @CsvSource({"Ed25519, 0, ssh-ed25519", "EC, 256, ecdsa-sha2-nistp256", "RSA, 3072, ssh-rsa"})
    void core17ByKey(String algorithm, int bits, String name) throws Exception {
        var username = "key." + algorithm.toLowerCase(Locale.ROOT) + fixture.base.database.kind();
        var user = fixture.user(username, Roles.ADMINISTRATOR, null);
        var his = pair(algorithm, bits);
        var line = line(name, his);
        var added = fixture.as(
                fixture.root, () -> fixture.sshKeys.addTo(new UserId(user.id()), new SshKeyAdmin.Draft(null, line)));
        assertThat(added.name()).isEqualTo("ada@desk");
        assertThat(added.fingerprint()).startsWith("SHA256:");

        assertThat(loginByKey(username, his.getPublic()).getPrincipals(RolePrincipal.class))
                .extracting(Principal::getName)
                .contains("ssh", "core.user.edit");
        assertThatExceptionOfType(LoginException.class).isThrownBy(() -> loginByKey("root", his.getPublic()));
        assertThatExceptionOfType(LoginException.class)
                .isThrownBy(() -> loginByKey(username, pair(algorithm, bits).getPublic()));

        fixture.asRoot(() -> fixture.sshKeys.removeFrom(new UserId(user.id()), added.id()));
        assertThatExceptionOfType(LoginException.class).isThrownBy(() -> loginByKey(username, his.getPublic()));
    }

    @Test
    @DisplayName("CORE-17: short RSA keys, other text and a key that somebody has are refused")
    void core17KeysThatAreRefused() throws Exception {
        var user = new UserId(fixture.user("keyless" + fixture.base.database.kind(), Roles.CLERK, null)
                .id());
        var short2048 = line("ssh-rsa", pair("RSA", 2048));
        var taken = line("ssh-ed25519", pair("Ed25519", 0));
        fixture.asRoot(() -> {
            assertThat(refusal(user, short2048)).isEqualTo("ssh-key-weak");
            assertThat(refusal(user, "ssh-ed25519 AAAA")).isEqualTo("ssh-key-invalid");
            assertThat(refusal(user, "-----BEGIN OPENSSH PRIVATE KEY-----")).isEqualTo("ssh-key-invalid");
            assertThat(refusal(user, taken.replace("ssh-ed25519", "ssh-rsa"))).isEqualTo("ssh-key-invalid");
            fixture.sshKeys.addTo(user, new SshKeyAdmin.Draft("one", taken));
            assertThat(refusal(new UserId(fixture.root.id()), taken)).isEqualTo("ssh-key-taken");
        });
    }

    private String refusal(UserId user, String line) {
        var problem = catchThrowableOfType(
                Problem.class, () -> fixture.sshKeys.addTo(user, new SshKeyAdmin.Draft(null, line)));
        return problem.faults().isEmpty()
                ? problem.code()
                : problem.faults().get(0).message().code();
    }

    @ParameterizedTest
    @CsvSource({"/192.0.2.9:50122, 192.0.2.9", "/[2001:db8::1]:22, 2001:db8::1", "somewhere, somewhere"})
    void theAddressIsCountedWithoutItsPort(String address, String host) {
        assertThat(KithworkLoginModule.host(address)).isEqualTo(host);
    }
}
