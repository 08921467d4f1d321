package org.kithwork.core.internal.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.kithwork.core.internal.duplicate.DuplicateProfile.Point;
import org.kithwork.customer.ContactType;

/** The table of default weights, row by row. */
class DuplicateScoreTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant FRESH = NOW.minus(Duration.ofDays(180));
    private static final Instant OLD = FRESH.minusMillis(1);

    private static DuplicateProfile person(
            String name, String spoken, @Nullable Integer month, int sex, List<Point> points) {
        var spellings = spoken.isEmpty() ? Set.<String>of() : Set.of(spoken);
        return new DuplicateProfile("", name, spellings, month, month, sex, points, Map.of());
    }

    private static DuplicateProfile card(String scheme, String... values) {
        return new DuplicateProfile("", "", Set.of(), null, null, 0, List.of(), Map.of(scheme, Set.of(values)));
    }

    private static Point phone(Instant confirmed) {
        return new Point(ContactType.PHONE, "phone", false, confirmed);
    }

    private static Point of(ContactType type) {
        return new Point(type, type.name(), false, NOW);
    }

    private static DuplicateProfile with(Point... points) {
        return person("", "", null, 0, List.of(points));
    }

    private static int score(DuplicateProfile a, DuplicateProfile b) {
        var score = DuplicateScore.of(a, b, NOW);
        assertThat(DuplicateScore.of(b, a, NOW)).isEqualTo(score);
        return score.score();
    }

    @Test
    @DisplayName("CORE-10: phone 60, e-mail 50, address 15, and together a merge is proposed")
    void contacts() {
        assertThat(score(with(phone(FRESH)), with(phone(FRESH)))).isEqualTo(60);
        assertThat(score(with(of(ContactType.EMAIL)), with(of(ContactType.EMAIL))))
                .isEqualTo(50);
        assertThat(score(with(of(ContactType.ADDRESS)), with(of(ContactType.ADDRESS))))
                .isEqualTo(15);
        var both = with(phone(NOW), of(ContactType.EMAIL));
        assertThat(DuplicatePair.Proposal.of(score(both, both))).isEqualTo(DuplicatePair.Proposal.MERGE);
    }

    @Test
    @DisplayName("Edge 2: a phone confirmed more than 180 days ago may be a stranger's, and alone proposes nothing")
    void reissuedPhone() {
        assertThat(score(with(phone(OLD)), with(phone(NOW)))).isEqualTo(40).isLessThan(DuplicateScore.REVIEW);
        var a = person("张伟", "zhangwei", null, 0, List.of(phone(OLD)));
        assertThat(score(a, a)).isEqualTo(DuplicateScore.REVIEW);
    }

    @Test
    @DisplayName("ARC-21, Edge 1: a number that is marked as shared speaks for a household, not for one person")
    void sharedPhone() {
        var shared = new Point(ContactType.PHONE, "phone", true, NOW);
        var same = person("王芳", "wangfang", 3, 2, List.of(shared));
        assertThat(DuplicateScore.of(same, same, NOW).rules())
                .containsExactly(DuplicateRule.NAME, DuplicateRule.BIRTHDAY, DuplicateRule.HOUSEHOLD);
        assertThat(score(same, same)).isEqualTo(20 + 15 - 30);
    }

    @Test
    @DisplayName("CORE-10: name 20, the same sound in other characters 8, birthday 15, other sex -20")
    void person() {
        var mail = of(ContactType.EMAIL);
        var a = person("李娜", "lina", 5, 2, List.of(mail));
        assertThat(score(a, a)).isEqualTo(85);
        assertThat(score(a, person("李纳", "lina", 5, 2, List.of(mail)))).isEqualTo(73);
        assertThat(score(a, person("李娜", "lina", 6, 2, List.of(mail)))).isEqualTo(70);
        assertThat(score(a, person("李娜", "lina", 5, 1, List.of(mail)))).isEqualTo(65);
        assertThat(score(a, person("李娜", "lina", 5, 9, List.of(mail)))).isEqualTo(85);
        assertThat(score(a, person("赵敏", "zhaomin", null, 0, List.of(mail)))).isEqualTo(50);
    }

    @Test
    @DisplayName("CORE-10: the same member card 100; other values of the same scheme -60")
    void identifiers() {
        assertThat(score(card("card", "1"), card("card", "1", "2"))).isEqualTo(100);
        assertThat(score(card("card", "1"), card("card", "2"))).isZero();
        assertThat(DuplicateScore.of(card("card", "1"), card("card", "2"), NOW).rules())
                .containsExactly(DuplicateRule.OTHER_IDENTIFIER);
        assertThat(DuplicateScore.of(card("card", "1"), card("pos", "1"), NOW).rules())
                .isEmpty();
    }

    @Test
    @DisplayName("CORE-10: those without a name have no equal names")
    void nameless() {
        assertThat(score(with(), with())).isZero();
    }
}
