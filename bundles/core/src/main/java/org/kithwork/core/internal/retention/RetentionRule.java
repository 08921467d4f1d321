package org.kithwork.core.internal.retention;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;
import org.kithwork.privacy.spi.RetentionAction;

/**
 * How long a kind of record is kept.
 *
 * @param id the kind, {@code module.kind}
 * @param actions what may become of the records; empty where they are never removed
 * @param present whether the module that holds them runs
 * @param version 0 while nobody has set the rule
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RetentionRule(
        String id,
        String title,
        List<RetentionAction> actions,
        int minimumMonths,
        int months,
        @Nullable RetentionAction action,
        boolean active,
        boolean present,
        long version,
        @Nullable Instant updatedAt,
        @Nullable ActorName updatedBy) {}
