package org.kithwork.core.internal.module;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kithwork.problem.Message;

/**
 * A plan in words.
 *
 * @param from the version of the core that runs
 * @param to the version that the core would have; {@code null} when no newer one is here
 * @param schema whose tables change
 * @param needed bytes of room that it takes, its backup included
 * @param backup when the newest proven backup was made
 * @param reasons why it cannot be put aside
 */
public record UpdatePlanView(
        String from,
        @Nullable String to,
        List<UpdatePlan.Step> modules,
        List<Passed> leftOut,
        List<String> schema,
        List<String> permissions,
        boolean restart,
        long needed,
        long free,
        @Nullable Instant backup,
        boolean refused,
        List<String> reasons) {

    /** A newer version that is here and not taken. */
    public record Passed(String name, String version, String reason) {}

    public static UpdatePlanView of(UpdatePlan plan, Locale locale) {
        return new UpdatePlanView(
                plan.from(),
                plan.to(),
                plan.modules(),
                plan.leftOut().stream()
                        .map(one -> new Passed(
                                one.name(), one.version(), one.reason().text(locale)))
                        .toList(),
                plan.schema(),
                plan.permissions(),
                plan.restart(),
                plan.needed(),
                plan.free(),
                plan.backup(),
                plan.refused(),
                plan.reasons().stream().map((Message one) -> one.text(locale)).toList());
    }
}
