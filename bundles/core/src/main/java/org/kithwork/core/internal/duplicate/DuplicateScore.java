package org.kithwork.core.internal.duplicate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.kithwork.core.internal.duplicate.DuplicateProfile.Point;
import org.kithwork.customer.ContactType;

/**
 * How likely two customers are the same, from 0 to 100, with what speaks for and against it.
 *
 * @param rules those that hold, the strongest first
 */
public record DuplicateScore(int score, List<DuplicateRule> rules) {

    /** From here on a merge is proposed. */
    public static final int PROPOSE = 90;
    /** From here on people look at the pair. */
    public static final int REVIEW = 60;

    private static final int MOST = 100;
    private static final Duration FRESH = Duration.ofDays(180);

    public DuplicateScore {
        rules = List.copyOf(rules);
    }

    /** The score by the default weights. */
    public static DuplicateScore of(DuplicateProfile a, DuplicateProfile b, Instant now) {
        var rules = new ArrayList<DuplicateRule>();
        addContacts(a, b, now.minus(FRESH), rules);
        addIdentifiers(a, b, rules);
        addPerson(a, b, rules);
        int sum = rules.stream().mapToInt(DuplicateRule::points).sum();
        Collections.sort(rules);
        return new DuplicateScore(Math.max(0, Math.min(MOST, sum)), rules);
    }

    private static void addContacts(DuplicateProfile a, DuplicateProfile b, Instant fresh, List<DuplicateRule> rules) {
        var found = new ArrayList<DuplicateRule>();
        for (var mine : a.points()) {
            for (var other : b.points()) {
                if (mine.type() == other.type() && mine.equal().equals(other.equal())) {
                    found.add(rule(mine, other, fresh));
                }
            }
        }
        if (found.contains(DuplicateRule.PHONE)) {
            found.remove(DuplicateRule.PHONE_OLD);
        }
        found.stream().distinct().forEach(rules::add);
    }

    private static DuplicateRule rule(Point mine, Point other, Instant fresh) {
        if (mine.type() == ContactType.ADDRESS) {
            return DuplicateRule.ADDRESS;
        }
        if (mine.shared() || other.shared()) {
            return DuplicateRule.HOUSEHOLD;
        }
        if (mine.type() == ContactType.EMAIL) {
            return DuplicateRule.EMAIL;
        }
        return mine.confirmed().isBefore(fresh) || other.confirmed().isBefore(fresh)
                ? DuplicateRule.PHONE_OLD
                : DuplicateRule.PHONE;
    }

    private static void addIdentifiers(DuplicateProfile a, DuplicateProfile b, List<DuplicateRule> rules) {
        boolean equal = false;
        boolean other = false;
        for (var scheme : a.identifiers().keySet()) {
            var values = b.identifiers().get(scheme);
            if (values != null) {
                boolean disjoint = Collections.disjoint(a.identifiers().get(scheme), values);
                equal |= !disjoint;
                other |= disjoint;
            }
        }
        if (equal) {
            rules.add(DuplicateRule.IDENTIFIER);
        }
        if (other) {
            rules.add(DuplicateRule.OTHER_IDENTIFIER);
        }
    }

    private static void addPerson(DuplicateProfile a, DuplicateProfile b, List<DuplicateRule> rules) {
        if (!a.name().isEmpty() && a.name().equals(b.name())) {
            rules.add(DuplicateRule.NAME);
        } else if (!Collections.disjoint(a.spoken(), b.spoken())) {
            rules.add(DuplicateRule.PINYIN);
        }
        if (a.birthMonth() != null
                && a.birthDay() != null
                && a.birthMonth().equals(b.birthMonth())
                && a.birthDay().equals(b.birthDay())) {
            rules.add(DuplicateRule.BIRTHDAY);
        }
        if (isKnown(a.sex()) && isKnown(b.sex()) && a.sex() != b.sex()) {
            rules.add(DuplicateRule.OTHER_SEX);
        }
    }

    private static boolean isKnown(int sex) {
        return sex == 1 || sex == 2;
    }
}
