package org.kithwork.archives.internal;

import java.math.BigDecimal;
import java.util.List;

/**
 * A sentence about a customer.
 *
 * @param code what it tells: {@code visits}, {@code gap}, {@code basket}, {@code category}, {@code day-part}, {@code store},
 *     {@code channels}, {@code returns}, {@code contacts}, {@code complaints}, {@code preference}, {@code need}, {@code term},
 *     {@code buying-intent} or {@code service-problem}
 * @param text the sentence in the reader's language
 * @param figures the numbers in it, in their order
 * @param evidence the records that it was computed from
 */
public record PortraitLine(String code, String text, List<BigDecimal> figures, Evidence evidence) {

    public PortraitLine {
        figures = List.copyOf(figures);
    }
}
