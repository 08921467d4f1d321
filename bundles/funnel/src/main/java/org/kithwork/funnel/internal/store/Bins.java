package org.kithwork.funnel.internal.store;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.figure.Histograms.Bin;
import org.kithwork.funnel.internal.figure.Histograms.Counter;
import org.kithwork.store.Sql;

/**
 * Counts durations in the database, grouped by a text that may be none.
 *
 * @param group the column of the text
 * @param millis the column of the durations
 * @param query asks for what is selected of those to be counted
 */
record Bins(FunnelUnit unit, String group, String millis, Function<String, Sql> query)
        implements Counter<Optional<String>> {

    @Override
    public List<Bin<Optional<String>>> count(Duration width, Map<Optional<String>, Set<Long>> within, Duration wider) {
        var index = index(width);
        var sql = query.apply(group + ", " + index + ", COUNT(*), SUM(" + millis + ")");
        if (!within.isEmpty()) {
            sql.where(Sql.Condition.any(within.entrySet().stream()
                    .map(bins -> is(bins.getKey().orElse(null)).and(Sql.Condition.in(index(wider), bins.getValue())))
                    .toList()));
        }
        return unit.in(em -> sql.groupBy(group + ", " + index).rows(em).stream()
                .map(row -> new Bin<>(
                        Optional.ofNullable((String) row[0]),
                        ((Number) row[1]).longValue(),
                        ((Number) row[2]).longValue(),
                        Duration.ofMillis(((Number) row[3]).longValue())))
                .toList());
    }

    private String index(Duration width) {
        return millis + " / " + width.toMillis();
    }

    private Sql.Condition is(@Nullable String text) {
        return text == null ? Sql.Condition.of(group + " IS NULL") : Sql.Condition.of(group + " = ?", text);
    }
}
