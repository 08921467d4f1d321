package org.kithwork.core.internal.access.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kithwork.problem.Faults;

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
    })
    void s05AWeakPasswordIsRefused(String password, String code) {
        var faults = new Faults();
        rules.check(faults, "/password", password, "lihua88");

        assertThat(faults.found())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message().code()).isEqualTo(code));
    }

    @Test
    void lengthIsCountedInCharactersAndALongSentenceIsFine() {
        var faults = new Faults();
        rules.check(faults, "/password", "天高云淡望断南飞雁", "root");
        rules.check(faults, "/password", "a b".repeat(42), "root");

        assertThat(faults.isEmpty()).isTrue();
        rules.check(faults, "/password", "x".repeat(129), "root");
        assertThat(faults.found()).hasSize(1);
    }
}
