package org.kithwork.core.internal.access.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kithwork.core.SignIn;
import org.kithwork.problem.Problem;
import org.kithwork.test.DatabaseKind;

class SignInTimeTest {

    private static final int TRIES = 15;

    @Test
    void s02AnUnknownUserTakesAsLongAsAWrongPassword() {
        try (var fixture = new SignInFixture(DatabaseKind.DERBY, 4_096)) {
            fixture.setUp();
            var known = new ArrayList<Long>();
            var unknown = new ArrayList<Long>();
            for (int i = 0; i < TRIES; i++) {
                known.add(time(fixture, "root", i));
                fixture.attempts.succeeded("root", null);
                unknown.add(time(fixture, "nobody" + i, i));
            }

            assertThat((double) median(known) / median(unknown)).isBetween(0.4, 2.5);
        }
    }

    private static long time(SignInFixture fixture, String username, int i) {
        var client = new SignIn.Client("192.0.2." + i, null);
        long start = System.nanoTime();
        catchThrowableOfType(Problem.class, () -> fixture.signIn.signIn(username, "not the password", client));
        return System.nanoTime() - start;
    }

    private static long median(List<Long> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }
}
