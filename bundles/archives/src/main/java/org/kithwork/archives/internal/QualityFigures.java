package org.kithwork.archives.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.QualityLine.Standing;
import org.kithwork.customer.CustomerKind;
import org.kithwork.customer.MemberState;

/** The formulas of completeness and freshness, in per cent with six decimal places; empty where nothing is to be counted. */
final class QualityFigures {

    static final int SCALE = 6;
    private static final BigDecimal HUNDRED = new BigDecimal(100);

    private QualityFigures() {}

    /** How each field that has a rule in use stands, in the order of the rules. */
    static List<QualityLine> lines(
            Collection<QualityRule> rules,
            CustomerKind kind,
            Map<String, MemberState> states,
            Map<String, Instant> confirmed,
            Instant now) {
        var lines = new ArrayList<QualityLine>();
        for (var rule : rules) {
            if (rule.isUsed() && rule.isFor(kind)) {
                lines.add(line(rule, states.get(rule.field()), confirmed.get(rule.field()), now));
            }
        }
        return lines;
    }

    private static QualityLine line(
            QualityRule rule, @Nullable MemberState state, @Nullable Instant confirmed, Instant now) {
        if (state == null) {
            return new QualityLine(rule.field(), Standing.MISSING, rule.weight(), null, null, false, null);
        }
        var since = confirmed != null && confirmed.isAfter(state.since()) ? confirmed : state.since();
        var days = rule.maxAgeDays();
        Instant staleAt = null;
        if (days != null) {
            staleAt = state.valid() ? since.plus(Duration.ofDays(days)) : since;
        }
        return new QualityLine(
                rule.field(),
                state.valid() ? Standing.VALID : Standing.INVALID,
                rule.weight(),
                since,
                staleAt,
                staleAt != null && !staleAt.isAfter(now),
                state.contactPoint());
    }

    /** Σ weight of what is filled and valid / Σ weights. */
    static Optional<BigDecimal> completeness(Collection<QualityLine> lines) {
        var all = BigDecimal.ZERO;
        var good = BigDecimal.ZERO;
        for (var line : lines) {
            all = all.add(line.weight());
            if (line.standing() == Standing.VALID) {
                good = good.add(line.weight());
            }
        }
        return percent(good, all);
    }

    /** The share of values that are to be confirmed from time to time and were, in time. */
    static Optional<BigDecimal> freshness(Collection<QualityLine> lines) {
        var aging = lines.stream().filter(line -> line.staleAt() != null).toList();
        var fresh = aging.stream().filter(line -> !line.stale()).count();
        return percent(BigDecimal.valueOf(fresh), BigDecimal.valueOf(aging.size()));
    }

    static Optional<BigDecimal> percent(BigDecimal part, BigDecimal whole) {
        return whole.signum() <= 0
                ? Optional.empty()
                : Optional.of(part.multiply(HUNDRED).divide(whole, SCALE, RoundingMode.HALF_UP));
    }
}
