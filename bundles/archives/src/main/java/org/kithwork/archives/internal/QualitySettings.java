package org.kithwork.archives.internal;

import java.math.BigDecimal;

/**
 * What holds for the quality of all data.
 *
 * @param version 0 while they are as they came
 * @param tasksPerDay at most so many values come on a person's list for a day; 0 for none
 * @param freshnessTarget at least so many per cent of the values that grow old are confirmed in time
 * @param completenessTarget the average of completeness is at least so many per cent
 * @param duplicatesTarget at most so many per cent of customers may be there twice
 */
public record QualitySettings(
        long version,
        int tasksPerDay,
        BigDecimal freshnessTarget,
        BigDecimal completenessTarget,
        BigDecimal duplicatesTarget) {

    static final QualitySettings AS_THEY_CAME =
            new QualitySettings(0, 5, new BigDecimal(90), new BigDecimal(80), new BigDecimal(2));
}
