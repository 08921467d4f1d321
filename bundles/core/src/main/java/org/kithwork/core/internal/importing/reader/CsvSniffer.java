package org.kithwork.core.internal.importing.reader;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out how a file is written, in one pass over its bytes. What the user says beats what is found. */
public final class CsvSniffer {
    /** Stands for "find out" in the options of an import. */
    public static final String AUTO = "auto";

    private static final int SAMPLE = 64 * 1024;
    private static final int SAMPLE_ROWS = 50;
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final char[] SEPARATORS = {',', ';', '\t', '|'};
    private static final Set<String> READ_AS_GB18030 = Set.of("GBK", "GB2312", "X-MSWIN-936", "CP936", "MS936");

    private CsvSniffer() {}

    /**
     * Looks through the whole file.
     *
     * @param encoding "auto" or the name of an encoding
     * @param separator "auto", one character, or "tab"
     * @throws CsvException when it is empty, no text, or an option is not known
     */
    public static CsvFormat detect(ByteSource source, String encoding, String separator) throws IOException {
        ByteStatistics statistics = new ByteStatistics();
        byte[] sample = new byte[0];
        try (InputStream stream = source.open()) {
            byte[] buffer = new byte[SAMPLE];
            for (int read = stream.readNBytes(buffer, 0, SAMPLE);
                    read > 0;
                    read = stream.readNBytes(buffer, 0, SAMPLE)) {
                statistics.see(buffer, read);
                if (sample.length == 0) {
                    sample = Arrays.copyOf(buffer, read);
                }
            }
        }
        if (statistics.isEmpty()) {
            throw new CsvException(CsvException.Fault.EMPTY, 0, "the file is empty");
        }
        if (startsWith(sample, 'P', 'K', 3, 4) || startsWith(sample, 0xD0, 0xCF, 0x11, 0xE0)) {
            throw new CsvException(CsvException.Fault.WORKBOOK, 0, "the file is a workbook; save it as CSV first");
        }
        Charset marked = markOf(sample);
        Charset charset = AUTO.equalsIgnoreCase(encoding) || encoding.isBlank()
                ? marked != null ? marked : guess(statistics)
                : named(encoding, sample);
        boolean certain = charset.equals(marked)
                || charset.equals(StandardCharsets.UTF_8) && statistics.utf8Faults() == 0
                || charset.equals(GB18030) && statistics.gbFaults() == 0 && statistics.utf8Faults() > 0;
        int mark = marked == null || !marked.equals(charset) ? 0 : charset.equals(StandardCharsets.UTF_8) ? 3 : 2;
        String text = new String(sample, mark, sample.length - mark, charset);
        int declared = declaredSeparator(text);
        char chosen = separatorOf(separator, text, declared, sample.length == SAMPLE);
        int start = mark + (declared < 0 ? 0 : text.substring(0, lineEnd(text)).getBytes(charset).length);
        long rows = Math.max(0, statistics.rows(charset) - (declared < 0 ? 1 : 2));
        return new CsvFormat(charset, chosen, start, certain, rows);
    }

    private static Charset guess(ByteStatistics statistics) {
        if (statistics.hasZeros()) {
            if (statistics.looksLittleEndian()) {
                return StandardCharsets.UTF_16LE;
            }
            if (statistics.looksBigEndian()) {
                return StandardCharsets.UTF_16BE;
            }
            throw new CsvException(CsvException.Fault.NOT_TEXT, 0, "the file is no text");
        }
        return statistics.utf8Faults() == 0 || statistics.utf8Faults() < statistics.gbFaults()
                ? StandardCharsets.UTF_8
                : GB18030;
    }

    private static @Nullable Charset markOf(byte[] sample) {
        if (startsWith(sample, 0xEF, 0xBB, 0xBF)) {
            return StandardCharsets.UTF_8;
        }
        if (startsWith(sample, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16LE;
        }
        return startsWith(sample, 0xFE, 0xFF) ? StandardCharsets.UTF_16BE : null;
    }

    private static Charset named(String encoding, byte[] sample) {
        String name = encoding.strip().toUpperCase(Locale.ROOT);
        if (READ_AS_GB18030.contains(name)) {
            return GB18030;
        }
        if (name.equals("UTF-16")) {
            return startsWith(sample, 0xFE, 0xFF) ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
        }
        try {
            return Charset.forName(name.equals("UTF-8-BOM") || name.equals("UTF-8-SIG") ? "UTF-8" : name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new CsvException(CsvException.Fault.ENCODING_UNKNOWN, 0, "no encoding has this name", e);
        }
    }

    private static char separatorOf(String option, String text, int declared, boolean cut) {
        if (!AUTO.equalsIgnoreCase(option) && !option.isEmpty()) {
            String name = option.equalsIgnoreCase("tab") || option.equals("\\t") ? "\t" : option;
            if (name.length() != 1 || "\"\r\n".contains(name) || Character.isLetterOrDigit(name.charAt(0))) {
                throw new CsvException(CsvException.Fault.SEPARATOR_UNKNOWN, 0, "a separator is one character");
            }
            return name.charAt(0);
        }
        if (declared >= 0) {
            return (char) declared;
        }
        char best = ',';
        double bestScore = 0;
        for (char separator : SEPARATORS) {
            double score = score(text, separator, cut);
            if (score > bestScore) {
                best = separator;
                bestScore = score;
            }
        }
        return best;
    }

    /** How much like a table the text is with this separator: equal rows first, then many columns. */
    private static double score(String text, char separator, boolean cut) {
        int columns = 0;
        int rows = 0;
        int equal = 0;
        List<CsvRecord> records;
        try (CsvReader<CsvRecord> reader =
                CsvSource.builder(separator).allowUnclosedQuote(true).ofCsvRecord(text)) {
            records = reader.stream().limit(SAMPLE_ROWS).toList();
        } catch (IOException | RuntimeException e) {
            return 0;
        }
        int complete = cut && records.size() > 1 && records.size() < SAMPLE_ROWS ? records.size() - 1 : records.size();
        for (CsvRecord row : records.subList(0, complete)) {
            rows++;
            columns = rows == 1 ? row.getFieldCount() : columns;
            equal += row.getFieldCount() == columns ? 1 : 0;
        }
        return columns < 2 ? 0 : (double) equal / rows * 1_000 + Math.min(columns, CsvSource.MOST_COLUMNS);
    }

    /** The separator that a first line "sep=;" names, as Excel writes and reads it, or -1. */
    private static int declaredSeparator(String text) {
        return text.length() > 5 && text.regionMatches(true, 0, "sep=", 0, 4) && "\r\n".indexOf(text.charAt(5)) >= 0
                ? text.charAt(4)
                : -1;
    }

    private static int lineEnd(String text) {
        int end = 5;
        while (end < text.length() && end < 7 && "\r\n".indexOf(text.charAt(end)) >= 0) {
            end++;
            if (text.charAt(end - 1) == '\n') {
                break;
            }
        }
        return end;
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        if (bytes.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if ((bytes[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }
}
