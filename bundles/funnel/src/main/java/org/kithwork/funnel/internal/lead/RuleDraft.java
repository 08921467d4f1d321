package org.kithwork.funnel.internal.lead;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a rule of assignment.
 *
 * @param id of one that is there, so that its turn goes on
 */
public record RuleDraft(
        @Nullable String id,
        @Nullable String name,
        @Nullable List<String> sources,
        @Nullable List<String> stores,
        @Nullable List<String> has,
        @Nullable List<String> users,
        @Nullable List<String> teams) {}
