package org.kithwork.core.internal.importing.reader;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts that cells of a workbook refer to by number, as the bytes of their UTF-8 one behind the other: a table of
 * 100,000 rows has a million of them.
 */
final class SharedStrings {
    /** The most bytes that the texts of a workbook may have together. */
    static final int MOST_BYTES = 96 << 20;

    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private byte[] bytes = new byte[1 << 16];
    private int[] ends = new int[1 << 12];
    private int count;

    void read(InputStream part) throws IOException {
        XmlPart.read(part, xml -> {
            for (String element = xml.nextStart(); element != null; element = xml.nextStart()) {
                if (element.equals("si")) {
                    add(richText(xml, "si"));
                }
            }
        });
    }

    /** The text of an element that holds runs, without what tells how it is spoken. */
    static String richText(XmlPart xml, String element) throws javax.xml.stream.XMLStreamException {
        StringBuilder text = new StringBuilder();
        for (String inner = xml.nextStartIn(element); inner != null; inner = xml.nextStartIn(element)) {
            if (inner.equals("rPh")) {
                xml.skip();
            } else if (inner.equals("t")) {
                text.append(xml.text());
            }
        }
        return plain(text.toString());
    }

    /** A text as it is meant: what XML cannot hold is written _x000D_ there. */
    static String plain(String text) {
        if (text.indexOf("_x") < 0) {
            return text;
        }
        Matcher escaped = ESCAPED.matcher(text);
        return escaped.replaceAll(
                found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    }

    private void add(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        int start = count == 0 ? 0 : ends[count - 1];
        if ((long) start + encoded.length > MOST_BYTES) {
            throw new CsvException(CsvException.Fault.WORKBOOK_TOO_LARGE, 0, "the workbook has too many texts");
        }
        if (start + encoded.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(MOST_BYTES, Math.max(start + encoded.length, 2 * bytes.length)));
        }
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
        }
        System.arraycopy(encoded, 0, bytes, start, encoded.length);
        ends[count++] = start + encoded.length;
    }

    String get(int index) {
        if (index < 0 || index >= count) {
            throw new CsvException(CsvException.Fault.WORKBOOK_BROKEN, 0, "a cell refers to a text that is not there");
        }
        int start = index == 0 ? 0 : ends[index - 1];
        return new String(bytes, start, ends[index] - start, StandardCharsets.UTF_8);
    }
}
