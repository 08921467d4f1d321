package org.kithwork.funnel.internal.pool;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.rest.Patch;
import org.kithwork.text.Bilingual;

/**
 * What is said of a pool; raw, so that every fault can be named at once.
 *
 * @param rules all of them
 */
public record PoolDraft(
        @Nullable Bilingual name,
        @Nullable List<String> teams,
        @Nullable List<String> stores,
        @Nullable RulesDraft rules,
        @Nullable Boolean retired) {

    /** The rules; what is absent does not hold. */
    public record RulesDraft(
            @Nullable Integer claimsPerDay,
            @Nullable Integer capacity,
            @Nullable Integer coolOffDays,
            @Nullable Integer recycleAfterDays,
            @Nullable Integer recycleWithoutDealDays,
            @Nullable String contractField,
            @Nullable Integer contractGraceDays) {

        static final RulesDraft NONE = new RulesDraft(null, null, null, null, null, null, null);

        static RulesDraft of(PoolRules rules) {
            return new RulesDraft(
                    rules.claimsPerDay(),
                    rules.capacity(),
                    rules.coolOffDays(),
                    rules.recycleAfterDays(),
                    rules.recycleWithoutDealDays(),
                    rules.contractField(),
                    rules.contractGraceDays());
        }
    }

    /** What a pool is after a patch. */
    static PoolDraft of(Pool before, Patch patch) {
        return new PoolDraft(
                patch.has("name") ? patch.value("name", Bilingual.class) : before.name(),
                patch.has("teams")
                        ? list(patch.value("teams", String[].class))
                        : before.teams().stream().map(Object::toString).toList(),
                patch.has("stores")
                        ? list(patch.value("stores", String[].class))
                        : before.stores().stream().map(Object::toString).toList(),
                patch.has("rules") ? patch.value("rules", RulesDraft.class) : RulesDraft.of(before.rules()),
                patch.has("retired") ? patch.value("retired", Boolean.class) : Boolean.valueOf(before.retired()));
    }

    private static <T> @Nullable List<T> list(T @Nullable [] values) {
        return values == null ? null : List.of(values);
    }
}
