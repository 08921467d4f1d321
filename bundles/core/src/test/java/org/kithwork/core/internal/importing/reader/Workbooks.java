package org.kithwork.core.internal.importing.reader;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes workbooks part by part, so that tests decide every byte of what they hold. */
public final class Workbooks {
    private static final String MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    private static final String TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    private final Map<String, String> sheets = new LinkedHashMap<>();
    private final Map<String, String> more = new LinkedHashMap<>();
    private final List<String> texts = new ArrayList<>();
    private String properties = "";
    private String type = MAIN;
    private String main = "xl/workbook.xml";
    private String formats = "";
    private String styles = "<xf numFmtId=\"0\"/>";

    /** A sheet of these rows: the XML of {@code sheetData}. */
    public Workbooks sheet(String name, String... rows) {
        sheets.put(name, String.join("", rows));
        return this;
    }

    /** A row of cells, each the XML of a {@code c}. */
    public static String row(int number, String... cells) {
        StringBuilder row = new StringBuilder("<row r=\"" + number + "\">");
        for (int i = 0; i < cells.length; i++) {
            row.append(cells[i].replace("<c", "<c r=\"" + (char) ('A' + i) + number + "\""));
        }
        return row.append("</row>").toString();
    }

    /** A text in the cell itself. */
    public static String text(String text) {
        return "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">" + text + "</t></is></c>";
    }

    /** A number in one of the styles. */
    public static String number(String value, int style) {
        return "<c s=\"" + style + "\"><v>" + value + "</v></c>";
    }

    /** A text that is shared. */
    public String shared(String xml) {
        texts.add("<si>" + xml + "</si>");
        return "<c t=\"s\"><v>" + (texts.size() - 1) + "</v></c>";
    }

    public Workbooks since1904() {
        properties = "<workbookPr date1904=\"1\"/>";
        return this;
    }

    public Workbooks type(String contentType) {
        type = contentType;
        return this;
    }

    /** The part that is the workbook. */
    public Workbooks main(String part) {
        main = part;
        return this;
    }

    /** Styles 1, 2, … by the number of their format. */
    public Workbooks styles(int... formatIds) {
        StringBuilder all = new StringBuilder("<xf numFmtId=\"0\"/>");
        for (int id : formatIds) {
            all.append("<xf numFmtId=\"").append(id).append("\"/>");
        }
        styles = all.toString();
        return this;
    }

    public Workbooks format(int id, String code) {
        formats += "<numFmt numFmtId=\"" + id + "\" formatCode=\"" + code + "\"/>";
        return this;
    }

    public Workbooks part(String name, String content) {
        more.put(name, content);
        return this;
    }

    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            put(
                    zip,
                    "[Content_Types].xml",
                    "<Types><Override PartName=\"/xl/workbook.xml\" ContentType=\"" + type + "\"/></Types>");
            put(zip, "_rels/.rels", relation("rId1", "officeDocument", main));
            StringBuilder names = new StringBuilder();
            StringBuilder relations = new StringBuilder();
            int number = 0;
            for (var sheet : sheets.entrySet()) {
                String id = "rId" + ++number;
                boolean hidden = sheet.getKey().startsWith("hidden");
                names.append("<sheet name=\"" + sheet.getKey() + "\" sheetId=\"" + number + "\""
                        + (hidden ? " state=\"hidden\"" : "") + " r:id=\"" + id + "\"/>");
                relations.append(one(id, "worksheet", "worksheets/sheet" + number + ".xml"));
                put(
                        zip,
                        "xl/worksheets/sheet" + number + ".xml",
                        "<worksheet><cols><col min=\"1\"/></cols><sheetData>" + sheet.getValue()
                                + "</sheetData><mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells></worksheet>");
            }
            relations.append(one("rIdT", "sharedStrings", "sharedStrings.xml"));
            relations.append(one("rIdS", "styles", "/xl/styles.xml"));
            put(
                    zip,
                    "xl/workbook.xml",
                    "<workbook xmlns:r=\"r\">" + properties + "<sheets>" + names + "</sheets></workbook>");
            put(zip, "xl/_rels/workbook.xml.rels", "<Relationships>" + relations + "</Relationships>");
            put(zip, "xl/sharedStrings.xml", "<sst>" + String.join("", texts) + "</sst>");
            put(
                    zip,
                    "xl/styles.xml",
                    "<styleSheet><numFmts>" + formats
                            + "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>" + styles
                            + "</cellXfs><cellStyles/></styleSheet>");
            for (var part : more.entrySet()) {
                put(zip, part.getKey(), part.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static String relation(String id, String type, String target) {
        return "<Relationships>" + one(id, type, target) + "</Relationships>";
    }

    private static String one(String id, String type, String target) {
        return "<Relationship Id=\"" + id + "\" Type=\"" + TYPE + type + "\" Target=\"" + target + "\"/>";
    }

    private static void put(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
