package org.kithwork.funnel.internal.score;

import org.jspecify.annotations.Nullable;
import org.kithwork.text.Bilingual;

/**
 * So many points where something holds.
 *
 * @param points from -100 to 100, and not 0
 * @param halfLifeDays after so many days the fact is worth half of them; {@code null} where it is always worth the same
 */
public record ScoreRule(
        ScoreRuleId id,
        long version,
        Bilingual name,
        Condition condition,
        int points,
        @Nullable Integer halfLifeDays,
        boolean active) {}
