package org.kithwork.funnel.internal.score;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.money.MoneyDraft;
import org.kithwork.rest.Patch;
import org.kithwork.text.Bilingual;

/**
 * What is said of a rule; raw, so that every fault can be named at once.
 *
 * @param halfLifeDays the points stay as they are where absent
 * @param active true where absent
 */
public record ScoreRuleDraft(
        @Nullable Bilingual name,
        @Nullable When condition,
        @Nullable Integer points,
        @Nullable Integer halfLifeDays,
        @Nullable Boolean active) {

    /** A condition as written; of the members those of its kind. */
    public record When(
            @Nullable String kind,
            @Nullable List<String> sources,
            @Nullable MoneyDraft amount,
            @Nullable String stage,
            @Nullable Integer probability,
            @Nullable String signal,
            @Nullable String figure,
            @Nullable String comparison,
            @Nullable String value,
            @Nullable Integer days,
            @Nullable String member) {

        private static When of(Condition condition) {
            var amount = condition.amount();
            return new When(
                    condition.kind().name(),
                    condition.sources(),
                    amount == null
                            ? null
                            : new MoneyDraft(
                                    amount.amount().toPlainString(),
                                    amount.currency().getCurrencyCode()),
                    text(condition.stage()),
                    condition.probability(),
                    condition.signal(),
                    text(condition.figure()),
                    text(condition.comparison()),
                    condition.value() == null ? null : condition.value().toPlainString(),
                    condition.days(),
                    condition.member());
        }

        private static @Nullable String text(@Nullable Object value) {
            return value == null ? null : value.toString();
        }
    }

    /** What is said of a rule once a patch has changed the members that it names. */
    static ScoreRuleDraft of(ScoreRule now, Patch patch) {
        return new ScoreRuleDraft(
                patch.has("name") ? patch.value("name", Bilingual.class) : now.name(),
                patch.has("condition") ? patch.value("condition", When.class) : When.of(now.condition()),
                patch.has("points") ? patch.value("points", Integer.class) : Integer.valueOf(now.points()),
                patch.has("halfLifeDays") ? patch.value("halfLifeDays", Integer.class) : now.halfLifeDays(),
                patch.has("active") ? patch.value("active", Boolean.class) : Boolean.valueOf(now.active()));
    }
}
