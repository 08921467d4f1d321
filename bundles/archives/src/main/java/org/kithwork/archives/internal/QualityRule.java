package org.kithwork.archives.internal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerKind;

/**
 * What is expected of a field of customers: part of the written process of their information.
 *
 * @param field the name of the member, as in {@link org.kithwork.customer.MemberStates}
 * @param version 0 while it is as it came
 * @param weight how much it counts for completeness; 0 for not at all
 * @param maxAgeDays after how many days it is to be confirmed again; {@code null} for never
 * @param check how it is checked, in the company's own words
 * @param reviewOn when this rule itself is to be looked at again
 * @param kinds the kinds of customer that have the field
 */
public record QualityRule(
        String field,
        long version,
        String titleZh,
        String titleEn,
        BigDecimal weight,
        @Nullable Integer maxAgeDays,
        @Nullable String check,
        @Nullable LocalDate reviewOn,
        List<CustomerKind> kinds) {

    public QualityRule {
        kinds = List.copyOf(kinds);
    }

    boolean isFor(CustomerKind kind) {
        return kinds.contains(kind);
    }

    boolean isReviewDue(LocalDate today) {
        return reviewOn != null && !reviewOn.isAfter(today);
    }

    boolean isUsed() {
        return weight.signum() > 0 || maxAgeDays != null;
    }
}
