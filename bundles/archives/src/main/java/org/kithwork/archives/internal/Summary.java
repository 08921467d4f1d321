package org.kithwork.archives.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.money.Money;

/**
 * A customer in figures, as far as the actor has the right to what they count; void purchases count nowhere.
 *
 * @param net what the purchases are worth, less what came back, in the company's currency
 * @param otherNets the same for purchases in other currencies, each for itself
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Summary(
        @Nullable Long purchases,
        @Nullable Money net,
        @Nullable List<Money> otherNets,
        @Nullable Instant firstAt,
        @Nullable Instant lastAt,
        @Nullable Long interactions,
        @Nullable Instant lastInteractionAt) {}
