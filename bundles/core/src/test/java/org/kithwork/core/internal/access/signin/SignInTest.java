package org.kithwork.core.internal.access.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.kithwork.core.internal.access.signin.SignInFixture.CLIENT;
import static org.kithwork.core.internal.access.signin.SignInFixture.PASSWORD;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.core.SignIn;
import org.kithwork.problem.Problem;
import org.kithwork.test.DatabaseKind;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class SignInTest {

    private final SignInFixture fixture;

    SignInTest(DatabaseKind kind) {
        fixture = new SignInFixture(kind);
    }

    @BeforeEach
    void setUp() {
        fixture.setUp();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Problem refused(String username, String password) {
        return catchThrowableOfType(Problem.class, () -> fixture.signIn.signIn(username, password, CLIENT));
    }

    @Test
    void anUnknownUserGetsTheSameAnswerAsAWrongPassword() {
        var wrong = refused("root", "not the password");
        var unknown = refused("nobody", "not the password");

        assertThat(unknown.kind()).isEqualTo(wrong.kind());
        assertThat(unknown.code()).isEqualTo(wrong.code()).isEqualTo("sign-in-failed");
        assertThat(unknown.detail(Locale.ENGLISH)).isEqualTo(wrong.detail(Locale.ENGLISH));
    }

    @Test
    void s03FiveFailuresLockTheAccountForOneThenTwoMinutesWhateverThePassword() {
        for (int i = 0; i < 5; i++) {
            assertThat(refused("root", "wrong" + i).code()).isEqualTo("sign-in-failed");
        }

        var locked = refused("root", PASSWORD);
        assertThat(locked.code()).isEqualTo("too-many-attempts");
        assertThat(locked.retryAfter()).contains(Duration.ofMinutes(1));

        fixture.base.clock.advance(Duration.ofSeconds(61));
        assertThat(refused("root", "wrong again").code()).isEqualTo("sign-in-failed");
        assertThat(refused("root", PASSWORD).retryAfter()).contains(Duration.ofMinutes(2));

        fixture.base.clock.advance(Duration.ofSeconds(121));
        assertThat(fixture.signIn.signIn("ROOT ", PASSWORD, CLIENT).cookie()).isNotEmpty();
        assertThat(refused("root", "wrong").code()).isEqualTo("sign-in-failed");
    }

    @Test
    void theLongestWaitIsThirtyMinutesAndNamesOfNobodyAreLockedAlike() {
        for (int i = 0; i < 12; i++) {
            refused("nobody", "wrong");
            fixture.base.clock.advance(Duration.ofMinutes(30));
        }
        refused("nobody", "wrong");

        assertThat(refused("nobody", "wrong").retryAfter()).contains(Duration.ofMinutes(30));
    }

    @Test
    void shellAndBrowserShareOneCounter() {
        for (int i = 0; i < 5; i++) {
            catchThrowableOfType(Problem.class, () -> fixture.signIn.checkPassword("root", "wrong", CLIENT));
        }

        assertThat(refused("root", PASSWORD).code()).isEqualTo("too-many-attempts");
    }

    @Test
    void anAddressThatTriesManyNamesWaitsToo() {
        for (int i = 0; i < Attempts.ADDRESS_LIMIT; i++) {
            fixture.attempts.begin("name" + i, "198.51.100.7");
        }

        var refused = catchThrowableOfType(Problem.class, () -> fixture.attempts.begin("another", "198.51.100.7"));
        assertThat(refused.code()).isEqualTo("too-many-attempts");
        fixture.attempts.begin("another", "198.51.100.8");
    }

    @Test
    void s06ASessionEndsAfterThirtyIdleMinutesAndAfterTwelveHours() {
        var cookie = fixture.signIn.signIn("root", PASSWORD, CLIENT).cookie();
        for (int i = 0; i < 24; i++) {
            assertThat(fixture.signIn.session(cookie)).isPresent();
            fixture.base.clock.advance(Duration.ofMinutes(29));
        }
        assertThat(fixture.signIn.session(cookie)).isPresent();
        fixture.base.clock.advance(Duration.ofMinutes(25));
        assertThat(fixture.signIn.session(cookie)).isEmpty();

        var idle = fixture.signIn.signIn("root", PASSWORD, CLIENT).cookie();
        fixture.base.clock.advance(Duration.ofMinutes(31));
        assertThat(fixture.signIn.session(idle)).isEmpty();
    }

    @Test
    void signingOutEndsTheSessionAtOnceAndTheDatabaseNeverHoldsTheCookie() {
        var session = fixture.signIn.signIn("root", PASSWORD, CLIENT);
        assertThat(fixture.signIn.session(session.cookie()).map(SignIn.Caller::csrfToken))
                .contains(session.caller().csrfToken());
        assertThat(fixture.sessions.id(session.cookie())).isPresent();

        fixture.signIn.signOut(session.cookie());

        assertThat(fixture.signIn.session(session.cookie())).isEmpty();
        assertThat(fixture.signIn.session("")).isEmpty();
        assertThat(fixture.signIn.token("kw_" + session.cookie())).isEmpty();
    }

    @Test
    void aBlockedUserLosesHisSessionAndRightsAtOnce() {
        var session = fixture.signIn.signIn("root", PASSWORD, CLIENT);
        fixture.base.sql("UPDATE core_user SET state = 'BLOCKED'");
        fixture.base.rights.forget();

        assertThat(fixture.signIn.session(session.cookie())).isEmpty();
        assertThat(refused("root", PASSWORD).code()).isEqualTo("sign-in-failed");
        assertThat(fixture.base.current.as(session.caller().actor(), fixture.base.access::permissions))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "S-03, edge 33: a clock set back frees no account that waits, makes no wait longer, and revives no session")
    void s03AClockSetBack() {
        var idle = fixture.signIn.signIn("root", PASSWORD, CLIENT).cookie();
        fixture.base.clock.advance(Duration.ofMinutes(31));
        for (int i = 0; i < 5; i++) {
            refused("root", "wrong" + i);
        }

        fixture.base.clock.advance(Duration.ofDays(-400));

        assertThat(refused("root", PASSWORD).retryAfter()).contains(Duration.ofMinutes(1));
        assertThat(fixture.signIn.session(idle)).isEmpty();
    }

    @Test
    @DisplayName("S-03: a wait that a clock far ahead has written lasts half an hour at most after a restart")
    void s03AWaitOfAClockAhead() {
        fixture.base.clock.advance(Duration.ofDays(400));
        for (int i = 0; i < 5; i++) {
            refused("root", "wrong" + i);
        }
        fixture.base.clock.advance(Duration.ofDays(-400));
        var time = SteadyTime.by(fixture.base.clock);
        var restarted = new Attempts(fixture.base.attempts, fixture.base.database.transactions(), time);

        var waits = catchThrowableOfType(Problem.class, () -> restarted.begin("root", null));
        assertThat(waits.retryAfter()).contains(Duration.ofMinutes(30));
        fixture.base.clock.advance(Duration.ofMinutes(31));
        restarted.begin("root", null);
    }

    @Test
    @DisplayName("S-03: an API token that nobody has counts for the address it came from")
    void s03TokensCountByAddress() {
        for (int i = 0; i < Attempts.ADDRESS_LIMIT; i++) {
            assertThat(fixture.signIn.token("kw_" + i, CLIENT)).isEmpty();
        }

        assertThat(catchThrowableOfType(Problem.class, () -> fixture.signIn.token("kw_x", CLIENT))
                        .code())
                .isEqualTo("too-many-attempts");
        assertThat(refused("root", PASSWORD).code()).isEqualTo("too-many-attempts");
    }

    @Test
    @DisplayName("S-03: all together may fail 300 times at once, and then five times a second")
    void s03EverybodyTogether() {
        for (int i = 0; i < 300; i++) {
            fixture.attempts.begin("name" + i, "198.51.100." + i % 100);
        }

        assertThat(catchThrowableOfType(Problem.class, () -> fixture.attempts.begin("one more", null))
                        .code())
                .isEqualTo("too-many-attempts");
        fixture.base.clock.advance(Duration.ofSeconds(1));
        for (int i = 0; i < 5; i++) {
            fixture.attempts.begin("later" + i, null);
        }
        assertThat(catchThrowableOfType(Problem.class, () -> fixture.attempts.begin("one more", null))
                        .code())
                .isEqualTo("too-many-attempts");
    }
}
