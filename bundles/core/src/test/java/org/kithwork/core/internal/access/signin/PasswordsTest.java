package org.kithwork.core.internal.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;

class PasswordsTest {

    private final PasswordHasher hasher = new PasswordHasher(1, 19_456);
    private final PasswordRules rules = new PasswordRules();

    @Test
    void s01APasswordIsKeptAsArgon2idWithItsParameters() {
        var stored = hasher.hash("correct horse battery");

        assertThat(stored).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").hasSizeLessThan(200);
        assertThat(hasher.matches("correct horse battery", stored)).isTrue();
        assertThat(hasher.matches("correct horse batterx", stored)).isFalse();
        assertThat(hasher.matches("anything", "not a hash")).isFalse();
        assertThat(hasher.isOutdated(stored)).isFalse();
        assertThat(hasher.isOutdated(stored.replace("m=19456", "m=9999"))).isTrue();
        assertThat(hasher.hash("correct horse battery")).isNotEqualTo(stored);
    }

    @Test
    void s05TheBlockListHasAtLeastThreeThousandUsablePasswords() {
        assertThat(rules.size()).isGreaterThan(3_000);
    }

    @ParameterizedTest
    @CsvSource({
        "short1, password-short",
        "Password123, password-common",
        "woaini1314, password-common",
        "1qaz2wsx, password-common",
        "MyKithworkPass9, password-name",
        "xx-lihua88-yy, password-name",
        "云栖grandhotel2026, password-name",
        "2026 云栖 GRAND hotel, password-name",
    })
    void s05AWeakPasswordIsRefused(String password, String code) {
        var faults = new Faults();
        rules.check(faults, "/password", password, "lihua88", "云栖 Grand Hotel");

        assertThat(faults.found())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message().code()).isEqualTo(code));
    }

    @Test
    @DisplayName("S-05: a company's name of two characters counts, one that says nothing does not")
    void s05ShortCompanyNames() {
        var faults = new Faults();
        rules.check(faults, "/password", "海棠花开满园春", "root", "海棠");
        assertThat(faults.found()).hasSize(1);
        rules.check(faults, "/password", "a spring in the hills", "root", "AB");
        rules.check(faults, "/password", "a spring in the hills", "root", "店");
        assertThat(faults.found()).hasSize(1);
    }

    @Test
    @DisplayName("S-02: no more hashes are made at once than there are places, the rest are told to come again")
    void s02HashesAtOnce() throws Exception {
        var stored = hasher.hash("correct horse battery");
        var crowd = 80;
        var pool = Executors.newFixedThreadPool(crowd);
        var most = new AtomicInteger();
        try {
            var done = new ArrayList<Future<?>>();
            for (int i = 0; i < crowd; i++) {
                done.add(pool.submit(() -> hasher.matches("correct horse battery", stored)));
            }
            while (done.stream().anyMatch(each -> !each.isDone())) {
                most.accumulateAndGet(generating(), Math::max);
            }
            var refused = 0;
            for (var each : done) {
                try {
                    assertThat(each.get()).isEqualTo(true);
                } catch (ExecutionException e) {
                    var problem = (Problem) e.getCause();
                    assertThat(problem.kind()).isEqualTo(ProblemKind.UNAVAILABLE);
                    assertThat(problem.retryAfter()).contains(Duration.ofSeconds(2));
                    refused++;
                }
            }
            assertThat(most).hasValue(1);
            // 32 wait, one is at work, and those who come once the first have gone; nobody else.
            assertThat(refused).isPositive().isLessThan(crowd);
        } finally {
            pool.shutdownNow();
        }
        assertThat(hasher.matches("correct horse battery", stored)).isTrue();
    }

    /** How many threads are inside the hash. */
    private static int generating() {
        return (int) Thread.getAllStackTraces().values().stream()
                .filter(stack -> Arrays.stream(stack)
                        .anyMatch(frame -> frame.getClassName().endsWith("Argon2BytesGenerator")))
                .count();
    }

    @Test
    void lengthIsCountedInCharactersAndALongSentenceIsFine() {
        var faults = new Faults();
        rules.check(faults, "/password", "天高云淡望断南飞雁", "root", "海棠");
        rules.check(faults, "/password", "a b".repeat(42), "root", "");

        assertThat(faults.isEmpty()).isTrue();
        rules.check(faults, "/password", "x".repeat(129), "root", "");
        assertThat(faults.found()).hasSize(1);
    }
}
