package org.kithwork.core.internal.importing.reader;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** What the number of a cell means by the format of the cell: a date, a number with zeros before it, or just a number. */
final class NumberFormats {
    private static final Pattern LITERALS = Pattern.compile("\"[^\"]*\"|\\\\.|_.|\\*.");
    private static final Pattern ELAPSED = Pattern.compile("\\[[hms]+]");
    private static final Pattern BRACKETS = Pattern.compile("\\[[^\\]]*]");
    private static final Pattern ZEROS = Pattern.compile("0{2,30}");
    private static final BigDecimal EXACT = BigDecimal.TEN.pow(15);
    private static final MathContext SHOWN = new MathContext(15, RoundingMode.HALF_UP);
    private static final int LAST_SERIAL = 2_958_465;

    private final List<Integer> idOfStyle = new ArrayList<>();
    private final Map<Integer, String> codes = new HashMap<>();
    private final Map<Integer, Kind> kinds = new HashMap<>();
    private final boolean since1904;

    private enum Kind {
        PLAIN,
        DATE,
        SCIENTIFIC,
        ZEROS
    }

    NumberFormats(boolean since1904) {
        this.since1904 = since1904;
    }

    void read(InputStream part) throws IOException {
        XmlPart.read(part, xml -> {
            boolean cells = false;
            for (String element = xml.nextStart(); element != null; element = xml.nextStart()) {
                switch (element) {
                    case "numFmt" -> codes.put(number(xml.attribute("numFmtId", "0")), xml.attribute("formatCode", ""));
                    case "cellXfs" -> cells = true;
                    case "cellStyleXfs", "cellStyles", "dxfs" -> cells = false;
                    case "xf" -> {
                        if (cells) {
                            idOfStyle.add(number(xml.attribute("numFmtId", "0")));
                        }
                    }
                    default -> {
                        // Fonts and colours say nothing about the value.
                    }
                }
            }
        });
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** The number as a table would be written with it: nothing is made up that the workbook does not hold. */
    String text(String raw, String style) {
        BigDecimal value;
        try {
            value = raw.length() > 40 ? BigDecimal.valueOf(Double.parseDouble(raw)) : new BigDecimal(raw.strip());
        } catch (NumberFormatException e) {
            return raw;
        }
        int index = style.isEmpty() ? 0 : number(style);
        int id = index >= 0 && index < idOfStyle.size() ? idOfStyle.get(index) : 0;
        return switch (kinds.computeIfAbsent(id, this::kind)) {
            case DATE -> date(value);
            case SCIENTIFIC -> scientific(value);
            case ZEROS -> zeros(value, codes.getOrDefault(id, ""));
            case PLAIN -> plain(value);
        };
    }

    private Kind kind(int id) {
        String code = codes.get(id);
        if (code == null) {
            boolean date = id >= 14 && id <= 22 || id >= 27 && id <= 36 || id == 45 || id == 47 || id >= 50 && id <= 58;
            return date ? Kind.DATE : id == 11 || id == 48 ? Kind.SCIENTIFIC : Kind.PLAIN;
        }
        String bare = LITERALS.matcher(code.split(";", 2)[0]).replaceAll("");
        if (ZEROS.matcher(bare).matches()) {
            return Kind.ZEROS;
        }
        String lower = bare.toLowerCase(Locale.ROOT);
        if (lower.contains("e+") || lower.contains("e-")) {
            return Kind.SCIENTIFIC;
        }
        if (ELAPSED.matcher(lower).find()) {
            return Kind.PLAIN;
        }
        String letters = BRACKETS.matcher(lower).replaceAll("");
        return !letters.contains("general") && letters.chars().anyMatch(c -> "ymdhs".indexOf(c) >= 0)
                ? Kind.DATE
                : Kind.PLAIN;
    }

    /** As it would be shown with the digits that a spreadsheet keeps; beyond these it has lost some, and says so. */
    private static String plain(BigDecimal value) {
        if (value.abs().compareTo(EXACT) >= 0) {
            return scientific(value);
        }
        BigDecimal shown = value.round(SHOWN).stripTrailingZeros();
        return shown.signum() == 0 ? "0" : shown.toPlainString();
    }

    private static String scientific(BigDecimal value) {
        if (value.signum() == 0) {
            return "0";
        }
        BigDecimal shown = value.round(SHOWN).stripTrailingZeros();
        int exponent = shown.precision() - shown.scale() - 1;
        BigDecimal mantissa = shown.movePointLeft(exponent);
        return mantissa.toPlainString() + "E" + (exponent < 0 ? "-" : "+")
                + String.format(Locale.ROOT, "%02d", Math.abs(exponent));
    }

    private static String zeros(BigDecimal value, String code) {
        String text = plain(value);
        return value.signum() < 0 || text.indexOf('.') >= 0 || text.length() >= code.length()
                ? text
                : "0".repeat(code.length() - text.length()) + text;
    }

    private String date(BigDecimal value) {
        if (value.signum() < 0 || value.compareTo(BigDecimal.valueOf(LAST_SERIAL + 1L)) >= 0) {
            return plain(value);
        }
        long seconds = value.multiply(BigDecimal.valueOf(86_400))
                .setScale(0, RoundingMode.HALF_UP)
                .longValue();
        long days = Math.floorDiv(seconds, 86_400L);
        LocalTime time = LocalTime.ofSecondOfDay(Math.floorMod(seconds, 86_400L));
        if (days == 0 && value.signum() > 0) {
            return time.toString();
        }
        // Of 1900 a spreadsheet believes that it had a 29 February, which is the number 60.
        if (!since1904 && (days == 60 || days == 0)) {
            return plain(value);
        }
        LocalDate first = since1904
                ? LocalDate.of(1904, 1, 1)
                : days < 60 ? LocalDate.of(1899, 12, 31) : LocalDate.of(1899, 12, 30);
        LocalDate date = first.plusDays(days);
        return time.equals(LocalTime.MIDNIGHT) ? date.toString() : date + " " + time;
    }
}
