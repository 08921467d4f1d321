package org.kithwork.core.internal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.kithwork.core.internal.access.signin.SignInFixture.CLIENT;
import static org.kithwork.core.internal.access.signin.SignInFixture.PASSWORD;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.SignIn;
import org.kithwork.core.internal.access.signin.TestBase32;
import org.kithwork.permission.UserId;
import org.kithwork.permission.spi.Roles;
import org.kithwork.problem.Problem;
import org.kithwork.test.DatabaseKind;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class SecondFactorTest {

    private static final int MANY = 20;

    private final AdminFixture it;

    SecondFactorTest(DatabaseKind kind) {
        it = new AdminFixture(kind);
    }

    @AfterEach
    void close() {
        it.close();
    }

    private SignIn.Session signIn(String code) {
        return it.signIn.signIn.signIn("root", PASSWORD, code, CLIENT);
    }

    private Problem refused(String code) {
        return catchThrowableOfType(Problem.class, () -> signIn(code));
    }

    private Problem refusedBy(Runnable act) {
        return catchThrowableOfType(Problem.class, act::run);
    }

    private String code(String secret, Duration from) {
        try {
            return new TimeBasedOneTimePasswordGenerator()
                    .generateOneTimePasswordString(
                            new SecretKeySpec(TestBase32.decode(secret), "HmacSHA1"),
                            it.base.clock.instant().plus(from),
                            Locale.ROOT);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    private String code(String secret) {
        return code(secret, Duration.ZERO);
    }

    private record Enrolled(String secret, List<String> codes) {}

    private Enrolled enrol(SignIn.Caller caller) {
        return it.base.current.as(caller, () -> {
            var offer = it.factors.begin();
            var codes = it.factors.confirm(code(offer.secret())).recoveryCodes();
            it.base.clock.advance(Duration.ofSeconds(30));
            return new Enrolled(offer.secret(), codes);
        });
    }

    private List<Boolean> atOnce(Callable<?> act) throws Exception {
        var start = new CountDownLatch(1);
        var threads = Executors.newFixedThreadPool(MANY);
        try {
            var running = new ArrayList<Future<Boolean>>();
            for (int i = 0; i < MANY; i++) {
                running.add(threads.submit(() -> {
                    start.await();
                    try {
                        act.call();
                        return true;
                    } catch (Problem e) {
                        return false;
                    }
                }));
            }
            start.countDown();
            var results = new ArrayList<Boolean>();
            for (var future : running) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }

    @Test
    @DisplayName("S-08: with a second factor the password alone signs nobody in, and a code does so once")
    void s08ACodeIsNeededAndServesOnce() {
        var enrolled = enrol(signIn(null).caller());

        assertThat(refused(null).code()).isEqualTo("code-required");
        assertThat(refused(" ").code()).isEqualTo("code-required");
        assertThat(refused("000000").code()).isEqualTo("code-invalid");
        var code = code(enrolled.secret());
        assertThat(signIn(code).cookie()).isNotEmpty();
        assertThat(refused(code).code()).isEqualTo("code-invalid");
    }

    @Test
    @DisplayName(
            "S-08: a code of the step before or after is taken, one further away is not, nor one before the last used")
    void s08OneStepEitherWay() {
        var secret = enrol(signIn(null).caller()).secret();

        it.base.clock.advance(Duration.ofMinutes(10));
        assertThat(refused(code(secret, Duration.ofSeconds(-60))).code()).isEqualTo("code-invalid");
        assertThat(refused(code(secret, Duration.ofSeconds(60))).code()).isEqualTo("code-invalid");
        assertThat(signIn(code(secret, Duration.ofSeconds(-30))).cookie()).isNotEmpty();
        assertThat(signIn(code(secret, Duration.ofSeconds(30))).cookie()).isNotEmpty();
        assertThat(refused(code(secret)).code()).isEqualTo("code-invalid");
    }

    @Test
    @DisplayName("S-08: of twenty who use one code at once, one succeeds")
    void s08OneCodeTwentyThreads() throws Exception {
        var enrolled = enrol(signIn(null).caller());
        var user = it.root.id();
        var code = code(enrolled.secret());

        var accepted = atOnce(() -> {
            if (!it.signIn.accepts(user, code)) {
                throw Problem.notFound("code");
            }
            return true;
        });

        assertThat(accepted).filteredOn(Boolean::booleanValue).hasSize(1);
    }

    @Test
    @DisplayName("S-08: of twenty who use one recovery code at once, one succeeds; ten are given, and each serves once")
    void s08OneRecoveryCodeTwentyThreads() throws Exception {
        var enrolled = enrol(signIn(null).caller());
        var user = it.root.id();
        assertThat(enrolled.codes()).hasSize(10).doesNotHaveDuplicates();
        var code = enrolled.codes().get(3);

        var accepted = atOnce(() -> {
            if (!it.signIn.accepts(user, code)) {
                throw Problem.notFound("code");
            }
            return true;
        });

        assertThat(accepted).filteredOn(Boolean::booleanValue).hasSize(1);
        var session = signIn(enrolled.codes().get(4).toUpperCase(Locale.ROOT).replace("-", " "));
        assertThat(it.base.current.as(session.caller(), it.factors::state))
                .isEqualTo(new SecondFactorAdmin.State(true, false, 8));
        var fresh = it.base.current.as(session.caller(), it.factors::newCodes).recoveryCodes();
        assertThat(refused(enrolled.codes().get(5)).code()).isEqualTo("code-invalid");
        assertThat(signIn(fresh.get(0)).cookie()).isNotEmpty();
    }

    @Test
    @DisplayName(
            "S-03: wrong codes lock the account, and the right password between them does not start the count again")
    void s03CodesCountWithPasswords() {
        var enrolled = enrol(signIn(null).caller());
        for (int i = 0; i < 5; i++) {
            assertThat(refused("00000" + i).code()).isEqualTo("code-invalid");
            if (i < 4) {
                assertThat(refused(null).code()).isEqualTo("code-required");
            }
        }

        assertThat(refused(code(enrolled.secret())).code()).isEqualTo("too-many-attempts");
    }

    @Test
    @DisplayName("S-08: the secret is sealed in the database, and an unconfirmed one counts for nothing")
    void s08SealedAndUnconfirmed() {
        var session = signIn(null);
        var offer = it.base.current.as(session.caller(), it.factors::begin);
        assertThat(offer.uri()).startsWith("otpauth://totp/Kithwork:root?secret=" + offer.secret());
        assertThat(offer.qrCode()).startsWith("data:image/svg+xml;base64,");

        assertThat(it.base.factors.find(it.root.id()).orElseThrow().sealed()).doesNotContain(offer.secret());
        assertThat(signIn(null).cookie()).isNotEmpty();
        assertThat(refusedBy(() -> it.base.current.as(session.caller(), () -> it.factors.confirm("123")))
                        .faults())
                .extracting(fault -> fault.pointer())
                .containsExactly("/code");
    }

    @Test
    @DisplayName("S-08: a user of a role that asks for a second factor may only enrol; then he has his rights")
    void s08ForcedByRole() {
        it.asRoot(() -> {
            var role = it.roles.get(it.base.roles.idsByWord().get(Roles.ADMINISTRATOR), Locale.ENGLISH);
            it.roles.change(role.id(), role.version(), TestPatch.of("{\"secondFactor\":true}"), Locale.ENGLISH);
        });
        var caller = signIn(null).caller();

        assertThat(it.base
                        .current
                        .as(caller, () -> it.signIn.signIn.profile(caller))
                        .enrolmentDue())
                .isTrue();
        assertThat(refusedBy(() ->
                                it.base.current.as(caller, () -> it.users.list(AdminFixture.first(), Locale.ENGLISH)))
                        .code())
                .isEqualTo("second-factor-due");

        enrol(caller);

        assertThat(it.base
                        .current
                        .as(caller, () -> it.users.list(AdminFixture.first(), Locale.ENGLISH))
                        .items())
                .extracting(UserAdmin.User::secondFactor)
                .containsExactly(true);
        assertThat(refusedBy(() -> it.base.current.run(caller.actor(), it.factors::remove))
                        .code())
                .isEqualTo("browser-only");
        assertThat(refusedBy(() -> it.base.current.as(caller, () -> {
                            it.factors.remove();
                            return "";
                        }))
                        .code())
                .isEqualTo("second-factor-required");
    }

    @Test
    @DisplayName(
            "S-08: an administrator takes it from one who lost his phone; in the shell a password does not do with it")
    void s08ResetAndShell() {
        enrol(signIn(null).caller());
        assertThat(refusedBy(() -> it.signIn.signIn.checkPassword("root", PASSWORD, CLIENT))
                        .code())
                .isEqualTo("key-required");

        it.asRoot(() -> it.factors.reset(new UserId(it.root.id())));

        assertThat(signIn(null).cookie()).isNotEmpty();
        assertThat(it.signIn.signIn.checkPassword("root", PASSWORD, CLIENT).id())
                .isEqualTo(it.root.id());
    }
}
