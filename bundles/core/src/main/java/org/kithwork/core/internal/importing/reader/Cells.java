package org.kithwork.core.internal.importing.reader;

import com.ibm.icu.text.Normalizer2;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads dates, times and numbers as spreadsheets and people write them. Never throws for what stood in a cell. */
public final class Cells {
    /** The digits were lost to a spreadsheet's 1.38E+10. */
    public static final String SCIENTIFIC = "number-scientific";

    /** A number that is none. */
    public static final String NUMBER_INVALID = "number-invalid";

    /** A date that is none. */
    public static final String DATE_INVALID = "date-invalid";

    /** 03/04/2024 may be March or April. */
    public static final String DATE_AMBIGUOUS = "date-ambiguous";

    /** A bare number that was read as the day count of Excel. */
    public static final String EXCEL_SERIAL = "date-excel-serial";

    private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();
    private static final LocalDate EXCEL_1900 = LocalDate.of(1899, 12, 30);
    private static final LocalDate EXCEL_1904 = LocalDate.of(1904, 1, 1);
    private static final Pattern SCIENCE = Pattern.compile("[+-]?[0-9][0-9.,]*[eE][+-]?[0-9]{1,3}");
    private static final Pattern PLAIN = Pattern.compile("[+-]?(?:[0-9]{1,30}(?:\\.[0-9]{0,18})?|\\.[0-9]{1,18})");
    private static final Pattern GROUPED = Pattern.compile("[+-]?[0-9]{1,3}(?:[, '][0-9]{3})+(?:\\.[0-9]{0,18})?");
    private static final Pattern CURRENCY = Pattern.compile("^(?:CNY|RMB|USD|[¥$€£])\\s*|\\s*(?:元|块|CNY|RMB|USD)$");
    private static final Pattern YEAR_FIRST = Pattern.compile(
            "([0-9]{4})\\s*[-/.年]\\s*([0-9]{1,2})\\s*[-/.月]\\s*([0-9]{1,2})\\s*日?(?:\\s*(?:星期|周)[一二三四五六日天])?(.*)");
    private static final Pattern COMPACT =
            Pattern.compile("((?:19|20)[0-9]{2})([01][0-9])([0-3][0-9])(?:\\s*([0-9]{2})([0-9]{2})([0-9]{2})?)?");
    private static final Pattern YEAR_LAST = Pattern.compile("([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})(.*)");
    private static final Pattern SERIAL = Pattern.compile("[0-9]{1,6}(?:\\.[0-9]+)?");
    private static final Pattern TIME = Pattern.compile(
            "[T\\s]*(上午|下午|AM|PM|am|pm)?\\s*([0-9]{1,2})[:时点]([0-9]{1,2})(?:[:分]([0-9]{1,2})?(?:[.,]([0-9]{1,9}))?秒?)?分?\\s*(AM|PM|am|pm)?");
    private static final int NOON = 12;

    private Cells() {}

    /** The text of a cell: what Excel wraps as ="00123" to keep its zeros is unwrapped, otherwise untouched. */
    public static String text(String cell) {
        boolean wrapped = cell.length() >= 3 && cell.startsWith("=\"") && cell.endsWith("\"");
        return wrapped ? cell.substring(2, cell.length() - 1) : cell;
    }

    /** A number: full-width digits, thousands separators, currency signs, (1.00) for -1.00; never 1.38E+10. */
    public static Cell<BigDecimal> number(String cell) {
        String text = plain(cell);
        if (text.isEmpty()) {
            return Cell.empty();
        }
        if (SCIENCE.matcher(text).matches()) {
            return Cell.fault(SCIENTIFIC);
        }
        boolean negative = text.startsWith("(") && text.endsWith(")");
        String bare = negative ? text.substring(1, text.length() - 1).strip() : text;
        boolean signed = bare.startsWith("-");
        bare = CURRENCY.matcher(signed ? bare.substring(1).strip() : bare).replaceAll("");
        if (GROUPED.matcher(bare).matches()) {
            bare = bare.replaceAll("[, ']", "");
        }
        if (!PLAIN.matcher(bare).matches()) {
            return Cell.fault(NUMBER_INVALID);
        }
        if (signed && !Character.isDigit(bare.charAt(0)) && bare.charAt(0) != '.') {
            return Cell.fault(NUMBER_INVALID);
        }
        BigDecimal value = new BigDecimal(bare.endsWith(".") ? bare + "0" : bare);
        return Cell.of(negative != signed ? value.negate() : value);
    }

    /** A date in many spellings; a time behind it is passed over. */
    public static Cell<LocalDate> date(String cell, boolean since1904) {
        Cell<Moment> moment = moment(cell, ZoneOffset.UTC, since1904);
        return new Cell<>(moment.value() == null ? null : moment.value().date(), moment.fault(), moment.hint());
    }

    /**
     * A point of time; without an offset it is one of the zone, without a time the start of its day there.
     *
     * @param since1904 whether bare numbers count days from 1904, as old Excel for Mac did
     */
    public static Cell<Moment> moment(String cell, ZoneId zone, boolean since1904) {
        String text = plain(cell);
        if (text.isEmpty()) {
            return Cell.empty();
        }
        try {
            return read(text, zone, since1904);
        } catch (DateTimeException e) {
            return Cell.fault(DATE_INVALID);
        }
    }

    private static Cell<Moment> read(String text, ZoneId zone, boolean since1904) {
        Matcher compact = COMPACT.matcher(text);
        if (compact.matches()) {
            LocalDate date = date(compact.group(1), compact.group(2), compact.group(3));
            String hour = compact.group(4);
            String second = compact.group(6);
            return hour == null
                    ? day(date, zone)
                    : time(
                            date,
                            LocalTime.of(
                                    Integer.parseInt(hour),
                                    Integer.parseInt(compact.group(5)),
                                    second == null ? 0 : Integer.parseInt(second)),
                            zone);
        }
        Matcher yearFirst = YEAR_FIRST.matcher(text);
        if (yearFirst.matches()) {
            LocalDate date = date(yearFirst.group(1), yearFirst.group(2), yearFirst.group(3));
            return withTime(text, date, yearFirst.group(4), zone);
        }
        Matcher yearLast = YEAR_LAST.matcher(text);
        if (yearLast.matches()) {
            int first = Integer.parseInt(yearLast.group(1));
            int second = Integer.parseInt(yearLast.group(2));
            if (first <= NOON && second <= NOON && first != second) {
                return Cell.fault(DATE_AMBIGUOUS);
            }
            boolean dayFirst = first > NOON;
            LocalDate date =
                    date(yearLast.group(3), yearLast.group(dayFirst ? 2 : 1), yearLast.group(dayFirst ? 1 : 2));
            return withTime(text, date, yearLast.group(4), zone);
        }
        return SERIAL.matcher(text).matches()
                ? serial(new BigDecimal(text), zone, since1904)
                : Cell.fault(DATE_INVALID);
    }

    private static Cell<Moment> withTime(String text, LocalDate date, String rest, ZoneId zone) {
        if (rest.isBlank()) {
            return day(date, zone);
        }
        Matcher time = TIME.matcher(rest);
        if (time.matches()) {
            return time(date, timeOf(time), zone);
        }
        try {
            OffsetDateTime exact = OffsetDateTime.parse(text.replaceFirst("(?<=[0-9])\\s+(?=[0-9])", "T"));
            return Cell.of(
                    new Moment(exact.toInstant(), exact.atZoneSameInstant(zone).toLocalDate(), false));
        } catch (DateTimeParseException e) {
            return Cell.fault(DATE_INVALID);
        }
    }

    private static LocalTime timeOf(Matcher time) {
        String half = time.group(1) != null ? time.group(1) : time.group(6);
        int hour = Integer.parseInt(time.group(2));
        if (half != null) {
            boolean afternoon = half.equals("下午") || half.equalsIgnoreCase("PM");
            hour = hour % NOON + (afternoon ? NOON : 0);
        }
        String fraction = time.group(5);
        int nanos = fraction == null ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
        int second = time.group(4) == null ? 0 : Integer.parseInt(time.group(4));
        return LocalTime.of(hour, Integer.parseInt(time.group(3)), second, nanos);
    }

    /** Days since Excel's beginning; only those between 1920 and 2100, so that a plain number is no date by chance. */
    private static Cell<Moment> serial(BigDecimal days, ZoneId zone, boolean since1904) {
        LocalDate date = (since1904 ? EXCEL_1904 : EXCEL_1900).plusDays(days.longValue());
        if (date.getYear() < 1920 || date.getYear() > 2100) {
            return Cell.fault(DATE_INVALID);
        }
        BigDecimal fraction = days.remainder(BigDecimal.ONE);
        if (fraction.signum() == 0) {
            return new Cell<>(day(date, zone).value(), null, EXCEL_SERIAL);
        }
        long seconds = fraction.multiply(BigDecimal.valueOf(86_400))
                .setScale(0, RoundingMode.HALF_UP)
                .longValue();
        LocalDateTime at = date.atStartOfDay().plusSeconds(seconds);
        return Cell.hinted(new Moment(at.atZone(zone).toInstant(), at.toLocalDate(), false), EXCEL_SERIAL);
    }

    private static LocalDate date(@Nullable String year, @Nullable String month, @Nullable String day) {
        return LocalDate.of(number0(year), number0(month), number0(day));
    }

    private static int number0(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static Cell<Moment> day(LocalDate date, ZoneId zone) {
        return Cell.of(new Moment(date.atStartOfDay(zone).toInstant(), date, true));
    }

    private static Cell<Moment> time(LocalDate date, LocalTime time, ZoneId zone) {
        return Cell.of(new Moment(date.atTime(time).atZone(zone).toInstant(), date, false));
    }

    private static String plain(String cell) {
        return NFKC.normalize(text(cell)).strip();
    }
}
