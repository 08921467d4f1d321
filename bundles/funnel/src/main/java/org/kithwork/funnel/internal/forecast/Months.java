package org.kithwork.funnel.internal.forecast;

import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;

/** Some months, one behind the other. */
public record Months(YearMonth from, YearMonth until) {

    private static final int MOST = 24;
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2199;

    /**
     * Reads months as a query names them, written {@code 2026-03}.
     *
     * @param instead what holds of those that are not named
     */
    public static Months read(@Nullable String from, @Nullable String until, Months instead) {
        var faults = new Faults();
        var first = month(faults, "/from", from);
        var last = month(faults, "/until", until);
        faults.check();
        var months = new Months(first == null ? instead.from : first, last == null ? instead.until : last);
        if (months.from.plusMonths(MOST).compareTo(months.until) <= 0) {
            faults.add("/until", message("months-many", MOST));
        }
        faults.check();
        return months;
    }

    /** A month; {@code null} where absent or at fault. */
    public static @Nullable YearMonth month(Faults faults, String pointer, @Nullable String said) {
        if (said == null || Faults.isBlank(said)) {
            return null;
        }
        try {
            var month = YearMonth.parse(said.strip());
            if (month.getYear() >= FIRST_YEAR && month.getYear() <= LAST_YEAR) {
                return month;
            }
        } catch (DateTimeException e) {
            // said below
        }
        faults.add(pointer, message("month-invalid"));
        return null;
    }

    /** Each of them; none where the last is before the first. */
    public List<YearMonth> all() {
        return Stream.iterate(from, month -> !month.isAfter(until), month -> month.plusMonths(1))
                .toList();
    }

    private static Message message(String code, Object... arguments) {
        return Message.of(Months.class, code, arguments);
    }
}
