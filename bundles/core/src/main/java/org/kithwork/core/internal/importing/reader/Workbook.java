package org.kithwork.core.internal.importing.reader;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A workbook in the format of Excel since 2007: its sheets, texts and formats. Every part is read as a stream from the
 * stored file, in as many passes as it takes.
 */
final class Workbook {
    private static final int LONGEST_PART = 8 << 20;
    private static final String CONTENT_TYPES = "[Content_Types].xml";
    private static final byte[] ENCRYPTED = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);

    private final ByteSource file;
    private final Map<String, byte[]> parts = new HashMap<>();
    private final List<Sheet> sheets = new ArrayList<>();
    private final SharedStrings strings = new SharedStrings();
    private final NumberFormats formats;
    private @Nullable String textsPart;
    private @Nullable String stylesPart;

    /** A sheet of cells. */
    record Sheet(String name, boolean hidden, String part) {}

    private Workbook(ByteSource file) throws IOException {
        this.file = file;
        ZipParts.each(file, (name, content) -> {
            if (name.equals(CONTENT_TYPES) || name.endsWith(".rels") || name.endsWith("workbook.xml")) {
                byte[] bytes = content.readNBytes(LONGEST_PART + 1);
                if (bytes.length > LONGEST_PART) {
                    throw new CsvException(CsvException.Fault.WORKBOOK_TOO_LARGE, 0, "a part is too long");
                }
                parts.put(name, bytes);
            }
            if (name.endsWith("vbaProject.bin")) {
                throw new CsvException(CsvException.Fault.WORKBOOK_MACROS, 0, "the workbook holds programs");
            }
            return true;
        });
        requireWorkbook();
        String main = target("_rels/.rels", "", "/officeDocument");
        if (main == null || !parts.containsKey(main)) {
            throw new CsvException(CsvException.Fault.WORKBOOK, 0, "the archive is no workbook");
        }
        this.formats = new NumberFormats(readMain(main));
        readTexts();
    }

    static Workbook open(ByteSource file) throws IOException {
        return new Workbook(file);
    }

    /** Why a file in the format of compound documents cannot be read: it is old, or it is encrypted. */
    static CsvException compound(ByteSource file) throws IOException {
        try (InputStream stream = file.open()) {
            int matched = 0;
            byte[] buffer = new byte[64 * 1024];
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    matched = buffer[i] == ENCRYPTED[matched] ? matched + 1 : buffer[i] == ENCRYPTED[0] ? 1 : 0;
                    if (matched == ENCRYPTED.length) {
                        return new CsvException(CsvException.Fault.WORKBOOK_ENCRYPTED, 0, "the workbook is encrypted");
                    }
                }
            }
        }
        return new CsvException(CsvException.Fault.WORKBOOK_OLD, 0, "the workbook is of the format before 2007");
    }

    List<Sheet> sheets() {
        return sheets;
    }

    /**
     * The sheet of a name, else of a number from 1 on; the first one that is shown where none is named.
     *
     * @throws CsvException when there is none
     */
    Sheet sheet(@Nullable String wanted) {
        if (wanted == null || wanted.isBlank()) {
            return sheets.stream()
                    .filter(sheet -> !sheet.hidden())
                    .findFirst()
                    .or(() -> sheets.stream().findFirst())
                    .orElseThrow(() -> new CsvException(CsvException.Fault.EMPTY, 0, "the workbook has no sheet"));
        }
        for (Sheet sheet : sheets) {
            if (sheet.name().equals(wanted.strip())) {
                return sheet;
            }
        }
        if (wanted.strip().matches("[1-9][0-9]{0,3}") && Integer.parseInt(wanted.strip()) <= sheets.size()) {
            return sheets.get(Integer.parseInt(wanted.strip()) - 1);
        }
        throw new CsvException(CsvException.Fault.SHEET_UNKNOWN, 0, "there is no such sheet");
    }

    /** Takes the rows of a sheet in order. */
    void rows(Sheet sheet, SheetRows.Taker taker) throws IOException {
        boolean[] found = new boolean[1];
        ZipParts.each(file, (name, content) -> {
            if (!name.equals(sheet.part())) {
                return true;
            }
            found[0] = true;
            SheetRows.read(content, strings, formats, taker);
            return false;
        });
        if (!found[0]) {
            throw new CsvException(CsvException.Fault.WORKBOOK_BROKEN, 0, "the sheet is not in the workbook");
        }
    }

    private void requireWorkbook() throws IOException {
        byte[] types = parts.get(CONTENT_TYPES);
        if (types == null) {
            throw new CsvException(CsvException.Fault.WORKBOOK, 0, "the archive is no workbook");
        }
        Set<String> all = new HashSet<>();
        XmlPart.read(new ByteArrayInputStream(types), xml -> {
            for (String element = xml.nextStart(); element != null; element = xml.nextStart()) {
                all.add(xml.attribute("ContentType", ""));
            }
        });
        if (all.stream().anyMatch(type -> type.contains("macroEnabled") && !type.contains("binary"))) {
            throw new CsvException(CsvException.Fault.WORKBOOK_MACROS, 0, "the workbook holds programs");
        }
        if (all.stream().noneMatch(type -> type.contains("spreadsheetml"))) {
            throw new CsvException(CsvException.Fault.WORKBOOK, 0, "the archive is no workbook");
        }
    }

    /** Reads the names of the sheets, and whether days are counted from 1904. */
    private boolean readMain(String main) throws IOException {
        int slash = main.lastIndexOf('/');
        String folder = main.substring(0, slash + 1);
        String relations = folder + "_rels/" + main.substring(slash + 1) + ".rels";
        textsPart = target(relations, folder, "/sharedStrings");
        stylesPart = target(relations, folder, "/styles");
        Map<String, String> pages = targets(relations, folder, "/worksheet");
        boolean[] since1904 = new boolean[1];
        XmlPart.read(new ByteArrayInputStream(parts.getOrDefault(main, new byte[0])), xml -> {
            for (String element = xml.nextStart(); element != null; element = xml.nextStart()) {
                if (element.equals("workbookPr")) {
                    since1904[0] = Set.of("1", "true").contains(xml.attribute("date1904", "0"));
                } else if (element.equals("sheet") && pages.containsKey(xml.attribute("id", ""))) {
                    sheets.add(new Sheet(
                            xml.attribute("name", ""),
                            !xml.attribute("state", "visible").equals("visible"),
                            pages.getOrDefault(xml.attribute("id", ""), "")));
                }
            }
        });
        return since1904[0];
    }

    private void readTexts() throws IOException {
        ZipParts.each(file, (name, content) -> {
            if (name.equals(textsPart)) {
                strings.read(content);
            } else if (name.equals(stylesPart)) {
                formats.read(content);
            }
            return true;
        });
    }

    private @Nullable String target(String relations, String folder, String type) throws IOException {
        return targets(relations, folder, type).values().stream().findFirst().orElse(null);
    }

    /** The parts that a part refers to as of a type, by the id of the reference. */
    private Map<String, String> targets(String relations, String folder, String type) throws IOException {
        Map<String, String> targets = new HashMap<>();
        byte[] bytes = parts.get(relations);
        if (bytes != null) {
            XmlPart.read(new ByteArrayInputStream(bytes), xml -> {
                for (String element = xml.nextStart(); element != null; element = xml.nextStart()) {
                    String target = xml.attribute("Target", "");
                    boolean inside = !xml.attribute("TargetMode", "Internal").equals("External");
                    if (inside && xml.attribute("Type", "").endsWith(type)) {
                        targets.put(
                                xml.attribute("Id", ""),
                                target.startsWith("/") ? target.substring(1) : folder + target);
                    }
                }
            });
        }
        return targets;
    }
}
