package org.kithwork.core.internal.access.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.kithwork.core.internal.access.signin.SignInFixture.CLIENT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.SignIn;
import org.kithwork.core.internal.access.CorePermissions;
import org.kithwork.permission.Permission;
import org.kithwork.problem.Problem;
import org.kithwork.test.DatabaseKind;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class SetUpTest {

    private final SignInFixture fixture;

    SetUpTest(DatabaseKind kind) {
        fixture = new SignInFixture(kind);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void s04FiftySetUpsAtOnceMakeExactlyOneAdministrator() throws InterruptedException, ExecutionException {
        var token = fixture.setUpToken();
        var tasks = new ArrayList<Callable<String>>();
        for (int i = 0; i < 50; i++) {
            var name = "first" + i;
            tasks.add(() -> {
                try {
                    fixture.signIn.setUp(fixture.form(token, name), CLIENT);
                    return "made";
                } catch (Problem problem) {
                    return problem.code();
                }
            });
        }
        var pool = Executors.newFixedThreadPool(50);
        var answers = new ArrayList<String>();
        try {
            for (Future<String> future : pool.invokeAll(tasks)) {
                answers.add(future.get());
            }
        } finally {
            pool.shutdown();
        }

        assertThat(answers).filteredOn("made"::equals).hasSize(1);
        assertThat(answers)
                .allMatch(
                        answer -> java.util.Set.of("made", "setup-done", "busy").contains(answer));
        assertThat(fixture.base.users.list(
                        new org.kithwork.permission.Visibility(
                                true, java.util.Set.of(), java.util.Set.of(), java.util.Set.of()),
                        org.kithwork.page.PageRequest.first(50)))
                .hasSize(1);
    }

    @Test
    void theFirstUserIsAdministratorAndOwnerOfEverything() {
        var session = fixture.setUp();

        fixture.base.current.run(session.caller().actor(), () -> {
            var view = fixture.base.access.visibility(CorePermissions.CUSTOMER_VIEW);
            assertThat(view.all()).isTrue();
            assertThat(fixture.base.access.permissions())
                    .contains(
                            CorePermissions.USER_EDIT,
                            Permission.of("core:customer:unmask"),
                            Permission.of("core:customer:export"),
                            Permission.of("core:import:create"));
            var profile = fixture.signIn.profile(session.caller());
            assertThat(profile.user().username()).isEqualTo("root");
            assertThat(profile.company()).isEqualTo(new SignIn.Company("My company", "Asia/Shanghai", "CNY", null));
        });
    }

    @Test
    void theTokenIsPrintedOnceAndItsFileIsForItsUserAloneAndRemovedAfterwards() throws IOException {
        var token = fixture.setUpToken();
        var file = fixture.base.directory.file(SetUpToken.FILE);

        assertThat(fixture.base.terminal.toString()).contains(token).contains("http://");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        fixture.setUp();
        assertThat(file).doesNotExist();
        assertThat(fixture.signIn.setupRequired()).isFalse();
    }

    @Test
    void anExpiredTokenIsRefusedAndRenewed() {
        var old = fixture.setUpToken();
        fixture.base.clock.advance(Duration.ofMinutes(31));

        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> fixture.signIn.setUp(fixture.form(old, "root"), CLIENT))
                .satisfies(problem -> assertThat(problem.code()).isEqualTo("setup-token-invalid"));
        var renewed = fixture.setUpToken();
        assertThat(renewed).isNotEqualTo(old);
        assertThat(fixture.signIn.setUp(fixture.form(renewed, "root"), CLIENT).cookie())
                .hasSize(43);
    }

    @Test
    void aFaultyFormNamesEveryFaultAndDoesNotUseTheTokenUp() {
        var token = fixture.setUpToken();
        var form = new SignIn.SetUp(token, "a b", "12345678", null, null, "Mars/Olympus", "XXY", null, "fr");

        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> fixture.signIn.setUp(form, CLIENT))
                .satisfies(problem -> assertThat(problem.faults())
                        .extracting(fault -> fault.pointer())
                        .containsExactly("/username", "/password", "/zone", "/currency", "/language"));
        assertThat(fixture.signIn.setUp(fixture.form(token, "root"), CLIENT).cookie())
                .isNotEmpty();
    }
}
