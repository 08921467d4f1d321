package org.kithwork.core.internal.access.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.kithwork.core.internal.access.signin.SignInFixture.CLIENT;
import static org.kithwork.core.internal.access.signin.SignInFixture.PASSWORD;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.internal.access.AdminFixture;
import org.kithwork.problem.Problem;
import org.kithwork.test.DatabaseKind;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class RescueTest {

    private final AdminFixture it;
    private final Rescue rescue;

    RescueTest(DatabaseKind kind) {
        it = new AdminFixture(kind);
        var tx = it.base.database.transactions();
        rescue = new Rescue(
                it.base.directory,
                it.base.users,
                new PasswordLinks(it.base.sessions, tx, it.base.time),
                it.signIn.factor,
                it.signIn.attempts,
                it.base.rights,
                it.base.audit,
                tx);
    }

    @BeforeEach
    void lockOut() {
        rescue.stop();
        for (int i = 0; i < 5; i++) {
            catchThrowableOfType(Problem.class, () -> it.signIn.signIn.signIn("root", "wrong", CLIENT));
        }
    }

    @AfterEach
    void close() {
        it.close();
    }

    private String answer(String request, String mode) throws IOException {
        var file = it.base.directory.file(Rescue.REQUEST);
        Files.writeString(file, request);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        rescue.look();
        assertThat(file).doesNotExist();
        var answer = it.base.directory.file(Rescue.ANSWER);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(answer)))
                .isEqualTo("rw-------");
        return Files.readString(answer).strip();
    }

    @Test
    @DisplayName(
            "CORE-17: the owner of the data directory gets a locked-out administrator a one-time link, and it is noted")
    void core17WayBackIn() throws IOException {
        assertThat(catchThrowableOfType(Problem.class, () -> it.signIn.signIn.signIn("root", PASSWORD, CLIENT))
                        .code())
                .isEqualTo("too-many-attempts");

        var answer = answer("root\n", "rw-------");

        assertThat(answer).startsWith("link: /ui/password#");
        it.passwords.byLink(answer.substring("link: ".length()), "a brand new secret");
        assertThat(it.signIn.signIn.signIn("root", "a brand new secret", CLIENT).cookie())
                .isNotEmpty();
        assertThat(it.base.count("core_audit WHERE action = 'user.rescued'")).isEqualTo(1);
    }

    @Test
    @DisplayName("CORE-17: a request that others could have written, or for nobody, gets no link")
    void core17Refused() throws IOException {
        assertThat(answer("root", "rw-rw----")).startsWith("refused");
        assertThat(answer("root", "rw----r--")).startsWith("refused");
        assertThat(answer("x".repeat(1_001), "rw-------")).startsWith("refused");
        assertThat(answer("nobody", "rw-------")).startsWith("refused");
        var target = it.base.directory.file("elsewhere");
        Files.writeString(target, "root");
        Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
        Files.createSymbolicLink(it.base.directory.file(Rescue.REQUEST), target);
        rescue.look();
        assertThat(Files.readString(it.base.directory.file(Rescue.ANSWER))).startsWith("refused");
    }

    @Test
    @DisplayName("CORE-17: second factor and block are lifted when that is asked for, and not otherwise")
    void core17Options() throws IOException {
        it.base.factors.offer(it.root.id(), "sealed");
        it.base.factors.confirm(it.root.id(), "sealed", 1, it.base.time.now());
        it.base.sql("UPDATE core_user SET state = 'BLOCKED'");

        assertThat(answer("root", "rw-------")).contains("--unblock");
        assertThat(answer("root unblock", "rw-------")).startsWith("link: ");
        assertThat(it.signIn.factor.isOn(it.root.id())).isTrue();
        assertThat(answer("root second-factor", "rw-------")).startsWith("link: ");
        assertThat(it.signIn.factor.isOn(it.root.id())).isFalse();
    }
}
