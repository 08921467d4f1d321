package org.kithwork.importing.row;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;

/**
 * Reads the spellings of tills and spreadsheets into the one that drafts understand. What it does not understand it
 * hands on as it stands, so that the draft names it; what a spreadsheet has spoilt it names itself.
 */
public final class Cells {

    private static final Pattern PLAIN = Pattern.compile("[+-]?\\d+(\\.\\d+)?");
    private static final Pattern GROUPED = Pattern.compile("[+-]?\\d{1,3}([,' ]\\d{3})+(\\.\\d+)?");
    private static final Pattern SCIENTIFIC = Pattern.compile("[+-]?\\d+(\\.\\d+)?[eE][+-]?\\d+");
    private static final Pattern SERIAL = Pattern.compile("\\d{5}(\\.\\d+)?");
    private static final Pattern CURRENCY_SIGNS = Pattern.compile("^[¥￥$€£]\\s*|\\s*元$");

    private static final List<DateTimeFormatter> FORMATS = List.of(
            format("uuuu-M-d"), format("uuuu/M/d"), format("uuuu.M.d"), format("uuuu年M月d日"), format("uuuuMMdd"));

    private Cells() {}

    private static DateTimeFormatter format(String date) {
        return new DateTimeFormatterBuilder()
                .append(DateTimeFormatter.ofPattern(date, Locale.ROOT))
                .appendPattern("[['T'][ ]H:mm[:ss]]")
                .appendPattern("[['T'][ ]HHmmss]")
                .appendOptional(new DateTimeFormatterBuilder()
                        .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
                        .toFormatter(Locale.ROOT))
                .toFormatter(Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    static Message message(String code, Object... arguments) {
        return Message.of(Cells.class, code, arguments);
    }

    /** A time in RFC 3339; a time without a zone is one of the import's, a date alone is its first moment. */
    public static @Nullable String time(
            Faults faults, String pointer, @Nullable String cell, ZoneId zone, @Nullable String pattern) {
        if (cell == null) {
            return null;
        }
        var text = narrow(cell);
        if (SERIAL.matcher(text).matches()) {
            faults.add(pointer, message("spreadsheet-date"));
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toString();
        } catch (DateTimeParseException e) {
            return local(text, pattern)
                    .map(time -> time.atZone(zone)
                            .toInstant()
                            .truncatedTo(ChronoUnit.MICROS)
                            .toString())
                    .orElse(text);
        }
    }

    private static Optional<LocalDateTime> local(String text, @Nullable String pattern) {
        if (pattern != null) {
            try {
                return Optional.of(parse(text, DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)));
            } catch (IllegalArgumentException | DateTimeException e) {
                return Optional.empty();
            }
        }
        for (var format : FORMATS) {
            try {
                return Optional.of(parse(text, format));
            } catch (DateTimeException e) {
                // the next one
            }
        }
        return Optional.empty();
    }

    private static LocalDateTime parse(String text, DateTimeFormatter format) {
        var parsed = format.parse(text);
        var time = parsed.query(TemporalQueries.localTime());
        return LocalDateTime.of(LocalDate.from(parsed), time == null ? LocalTime.MIDNIGHT : time);
    }

    /** A number in plain notation: without currency sign and thousands separators, negative where in brackets. */
    public static @Nullable String number(Faults faults, String pointer, @Nullable String cell) {
        if (cell == null) {
            return null;
        }
        var text = CURRENCY_SIGNS.matcher(narrow(cell)).replaceAll("");
        if (SCIENTIFIC.matcher(text).matches()) {
            faults.add(pointer, message("spreadsheet-number"));
            return null;
        }
        if (text.startsWith("(") && text.endsWith(")")) {
            text = "-"
                    + CURRENCY_SIGNS
                            .matcher(text.substring(1, text.length() - 1))
                            .replaceAll("");
        }
        if (GROUPED.matcher(text).matches()) {
            text = text.replaceAll("[,' ]", "");
        }
        return PLAIN.matcher(text).matches() && text.startsWith("+") ? text.substring(1) : text;
    }

    /** Full-width digits and letters as half-width ones, without white space around. */
    public static String narrow(String cell) {
        return Normalizer.normalize(cell, Normalizer.Form.NFKC).strip();
    }
}
