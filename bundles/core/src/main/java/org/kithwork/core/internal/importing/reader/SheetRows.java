package org.kithwork.core.internal.importing.reader;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a sheet: what formulas gave when the workbook was saved, texts, numbers by their format. */
final class SheetRows {
    private static final int MOST_CELLS = CsvSource.MOST_COLUMNS + 1;
    private static final int MOST_ROWS = 1_048_576;

    private final XmlPart xml;
    private final SharedStrings strings;
    private final NumberFormats formats;
    private final Taker taker;

    /** Takes rows as they come. */
    interface Taker {
        /**
         * Takes a row.
         *
         * @param number its number in the sheet, the first one being 1; rows without a cell are left out
         * @return whether further rows are wanted
         */
        boolean row(int number, List<String> cells);
    }

    private SheetRows(XmlPart xml, SharedStrings strings, NumberFormats formats, Taker taker) {
        this.xml = xml;
        this.strings = strings;
        this.formats = formats;
        this.taker = taker;
    }

    static void read(InputStream part, SharedStrings strings, NumberFormats formats, Taker taker) throws IOException {
        XmlPart.read(part, xml -> new SheetRows(xml, strings, formats, taker).rows());
    }

    private void rows() throws XMLStreamException {
        int number = 0;
        for (String element = xml.nextStart(); element != null; element = xml.nextStart()) {
            if (element.equals("row")) {
                int named = number(xml.attribute("r", ""));
                if (named != 0 && named <= number || named > MOST_ROWS) {
                    throw new CsvException(CsvException.Fault.WORKBOOK_BROKEN, 0, "the rows are out of order");
                }
                number = named == 0 ? number + 1 : named;
                List<String> cells = cells();
                if (!cells.isEmpty() && !taker.row(number, cells)) {
                    return;
                }
            } else if (element.equals("sheetData")) {
                continue;
            } else if (!element.equals("worksheet")) {
                xml.skip();
            }
        }
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private List<String> cells() throws XMLStreamException {
        List<String> cells = new ArrayList<>();
        int column = 0;
        for (String element = xml.nextStartIn("row"); element != null; element = xml.nextStartIn("row")) {
            if (!element.equals("c")) {
                xml.skip();
                continue;
            }
            int named = column(xml.attribute("r"));
            column = named < 0 ? column : named;
            String text = cell();
            if (!text.isEmpty()) {
                // What lies far beyond the columns is still seen to lie there.
                int at = Math.min(column, MOST_CELLS - 1);
                while (cells.size() <= at) {
                    cells.add("");
                }
                cells.set(at, text);
            }
            column++;
        }
        return cells;
    }

    /** The column of a reference such as AB12, from 0 on; -1 without one. */
    private static int column(@Nullable String reference) {
        int column = 0;
        if (reference != null) {
            for (int i = 0; i < reference.length() && i < 4; i++) {
                char letter = reference.charAt(i);
                if (letter < 'A' || letter > 'Z') {
                    break;
                }
                column = 26 * column + letter - 'A' + 1;
            }
        }
        return column - 1;
    }

    private String cell() throws XMLStreamException {
        String type = xml.attribute("t", "n");
        String style = xml.attribute("s", "");
        String value = "";
        for (String element = xml.nextStartIn("c"); element != null; element = xml.nextStartIn("c")) {
            switch (element) {
                case "v" -> value = xml.text();
                case "is" -> value = SharedStrings.richText(xml, "is");
                default -> xml.skip();
            }
        }
        if (value.isEmpty()) {
            return value;
        }
        return switch (type) {
            case "s" -> strings.get(index(value));
            case "str" -> SharedStrings.plain(value);
            case "b" -> value.strip().equals("1") ? "TRUE" : "FALSE";
            case "n" -> formats.text(value, style);
            case "d" -> value.strip().replaceFirst("T00:00:00(?:\\.0+)?Z?$", "").replace('T', ' ');
            default -> value;
        };
    }

    private static int index(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
