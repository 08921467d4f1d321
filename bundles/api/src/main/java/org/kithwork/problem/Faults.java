package org.kithwork.problem;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kithwork.id.Ids;

/**
 * Collects every fault of an input while its members are read, so that the caller learns all of them at once.
 * A member at fault reads as {@code null} (or the stated fallback); {@link #check()} then refuses the whole.
 */
public final class Faults {

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2199;

    private final List<Fault> found = new ArrayList<>();

    /** Notes a fault whose sentence stands beside {@code owner}. */
    public void add(String pointer, Message message) {
        found.add(new Fault(pointer, message));
    }

    /** Notes a general fault (the sentences of {@link Problem}). */
    public void add(String pointer, String code, Object... arguments) {
        add(pointer, Message.of(Problem.class, code, arguments));
    }

    /** Whether a fault of this member was found. */
    public boolean names(String pointer) {
        return found.stream().anyMatch(fault -> fault.pointer().equals(pointer));
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    public List<Fault> found() {
        return List.copyOf(found);
    }

    /** Refuses the input with {@link ProblemKind#INVALID} when anything was found. */
    public void check() {
        if (!found.isEmpty()) {
            throw Problem.invalid(found);
        }
    }

    /** A text that must be there, in NFC, not blank, of at most {@code max} code points; "" where it is at fault. */
    public String requiredText(String pointer, @Nullable String value, int max) {
        var text = optionalText(pointer, value, max);
        if (text == null && (value == null || isBlank(value))) {
            add(pointer, "required");
        }
        return text == null ? "" : text;
    }

    /** A text in NFC of at most {@code max} code points; {@code null} where absent, blank or at fault. */
    public @Nullable String optionalText(String pointer, @Nullable String value, int max) {
        if (value == null || isBlank(value)) {
            return null;
        }
        if (value.indexOf('\0') >= 0) {
            add(pointer, "text-nul");
            return null;
        }
        if (hasLoneSurrogate(value)) {
            add(pointer, "text-surrogate");
            return null;
        }
        var text = Normalizer.normalize(value, Normalizer.Form.NFC);
        if (text.codePointCount(0, text.length()) > max) {
            add(pointer, "too-long", max);
            return null;
        }
        return text;
    }

    /** An RFC 3339 instant; {@code null} where absent or at fault. */
    public @Nullable Instant instant(String pointer, @Nullable String value) {
        return parsed(
                pointer, value, "instant-invalid", v -> OffsetDateTime.parse(v).toInstant());
    }

    /** A date {@code YYYY-MM-DD}; {@code null} where absent or at fault. */
    public @Nullable LocalDate date(String pointer, @Nullable String value) {
        return parsed(pointer, value, "date-invalid", LocalDate::parse);
    }

    /** A date of the years 1900 to 2199, which fits into every column and key; {@code null} where absent or at fault. */
    public @Nullable LocalDate day(String pointer, @Nullable String value) {
        var day = date(pointer, value);
        if (day != null && (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR)) {
            add(pointer, "date-invalid");
            return null;
        }
        return day;
    }

    /** The id of a record; {@code null} where absent, blank or at fault. */
    public @Nullable String id(String pointer, @Nullable String value) {
        if (value == null || isBlank(value)) {
            return null;
        }
        if (!Ids.isId(value)) {
            add(pointer, "id-invalid");
            return null;
        }
        return value;
    }

    /** A decimal number in plain notation; {@code null} where absent or at fault. */
    public @Nullable BigDecimal decimal(String pointer, @Nullable String value) {
        return parsed(pointer, value, "number-invalid", v -> {
            var number = new BigDecimal(v);
            if (number.precision() > 18 || number.scale() > 9 || number.scale() < -9) {
                throw new NumberFormatException(v);
            }
            return number;
        });
    }

    /** One of the constants of {@code type}; {@code null} where absent or at fault. */
    public <E extends Enum<E>> @Nullable E choice(String pointer, @Nullable String value, Class<E> type) {
        if (value == null) {
            return null;
        }
        for (var constant : type.getEnumConstants()) {
            if (constant.name().equals(value)) {
                return constant;
            }
        }
        add(pointer, "choice-invalid", choices(type));
        return null;
    }

    private static String choices(Class<? extends Enum<?>> type) {
        var names = new ArrayList<String>();
        for (var constant : type.getEnumConstants()) {
            names.add(constant.name());
        }
        return String.join(", ", names);
    }

    private <T> @Nullable T parsed(String pointer, @Nullable String value, String code, Function<String, T> parser) {
        if (value == null || isBlank(value)) {
            return null;
        }
        try {
            return parser.apply(value.strip());
        } catch (DateTimeException | NumberFormatException e) {
            add(pointer, code);
            return null;
        }
    }

    /** Whether it is empty or white space alone (the Unicode property White_Space). */
    public static boolean isBlank(String value) {
        return value.codePoints().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85);
    }

    private static boolean hasLoneSurrogate(String value) {
        return value.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    @Override
    public String toString() {
        return found.stream()
                .map(f -> f.pointer() + " " + f.message().text(Locale.ENGLISH))
                .toList()
                .toString();
    }
}
