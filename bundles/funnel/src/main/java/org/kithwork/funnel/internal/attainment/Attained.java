package org.kithwork.funnel.internal.attainment;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.money.Money;

/**
 * How much of a target is reached.
 *
 * @param name of the user, the team or the store; {@code null} where it is gone
 * @param net what was won in the month less what came back in it, in the currency of the target; {@code null} where amounts are hidden
 * @param share of the target, 1 for all of it; {@code null} of a target of nothing and where amounts are hidden
 * @param expected the share of the month that has begun
 * @param withoutRate currencies that the sum does not contain, since there is no rate for them
 */
public record Attained(
        Target target,
        @Nullable String name,
        @Nullable Money net,

        @Nullable @JsonFormat(shape = JsonFormat.Shape.STRING)
        BigDecimal share,

        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal expected,
        List<Currency> withoutRate) {

    public Attained {
        withoutRate = List.copyOf(withoutRate);
    }
}
