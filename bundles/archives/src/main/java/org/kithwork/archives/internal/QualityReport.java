package org.kithwork.archives.internal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The review of the written process: how good the data were, quarter by quarter, against what was aimed at, and what holds
 * for each field. Groups that are too small are left out, and numbers of people are rounded.
 *
 * @param quarters the newest first
 * @param fields the fields with a rule in use
 */
public record QualityReport(List<Quarter> quarters, List<Process> fields) {

    public QualityReport {
        quarters = List.copyOf(quarters);
        fields = List.copyOf(fields);
    }

    /**
     * A quarter.
     *
     * @param takenOn the day on which it was counted last; of a quarter that is over its last one
     * @param customers about how many there are; {@code null} where there are too few to say anything
     * @param stores the stores with enough customers, the largest first
     * @param withheld whether stores are left out
     */
    public record Quarter(
            String quarter,
            LocalDate takenOn,
            @Nullable Long customers,
            Measure freshness,
            Measure completeness,
            Measure duplicates,
            List<OfStore> stores,
            boolean withheld) {

        public Quarter {
            stores = List.copyOf(stores);
        }
    }

    /**
     * A figure in per cent, with one decimal place.
     *
     * @param value {@code null} where nothing is counted
     * @param met whether it reached the target; {@code null} where there is no figure
     */
    public record Measure(
            @Nullable BigDecimal value,
            BigDecimal target,
            @Nullable Boolean met) {}

    /**
     * A store, in whole per cent.
     *
     * @param storeId {@code null} for the customers of none
     */
    public record OfStore(
            @Nullable String storeId,
            @Nullable String name,
            long customers,
            @Nullable BigDecimal completeness,
            @Nullable BigDecimal freshness) {}

    /**
     * What holds for a field.
     *
     * @param editors the names of the roles that may change it
     * @param reviewDue whether the rule itself is to be looked at again
     */
    public record Process(
            String field,
            String title,
            List<String> editors,
            @Nullable String check,
            @Nullable Integer maxAgeDays,
            BigDecimal weight,
            @Nullable LocalDate reviewOn,
            boolean reviewDue) {

        public Process {
            editors = List.copyOf(editors);
        }
    }
}
