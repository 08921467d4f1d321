package org.kithwork.archives.internal;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.money.Money;

/**
 * Something that came back.
 *
 * @param net what was paid back for it
 * @param externalId its key in the system that the purchase comes from
 */
public record PurchaseReturn(
        String id,
        Instant at,
        List<Line> lines,
        Money net,
        @Nullable String externalId) {

    public PurchaseReturn {
        lines = List.copyOf(lines);
    }

    /** How much of a line came back. */
    public record Line(
            String lineId,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal quantity) {}
}
