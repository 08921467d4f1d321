package org.kithwork.core.internal.importing.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kithwork.core.internal.importing.reader.Workbooks.number;
import static org.kithwork.core.internal.importing.reader.Workbooks.row;
import static org.kithwork.core.internal.importing.reader.Workbooks.text;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WorkbookTableTest {
    private static final long MOST = 1 << 20;

    private static ByteSource source(byte[] bytes) {
        return () -> new ByteArrayInputStream(bytes);
    }

    private static List<List<String>> read(byte[] bytes, String sheet) throws IOException {
        WorkbookTable table = WorkbookTable.open(source(bytes), sheet);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CsvFormat format = table.write(out, table.headerRow(), MOST);
        List<List<String>> rows = new ArrayList<>();
        try (CsvSource csv = CsvSource.open(source(out.toByteArray()), format)) {
            rows.add(csv.columns());
            for (var row = csv.next(); row.isPresent(); row = csv.next()) {
                rows.add(row.get().cells().subList(0, csv.columns().size()));
            }
        }
        assertThat(format.estimatedRows()).isEqualTo(rows.size() - 1L);
        return rows;
    }

    private static List<List<String>> read(Workbooks book) throws IOException {
        return read(book.bytes(), null);
    }

    private static void refused(byte[] bytes, CsvException.Fault fault) {
        assertThatThrownBy(() -> read(bytes, null))
                .isInstanceOfSatisfying(
                        CsvException.class, e -> assertThat(e.fault()).isEqualTo(fault));
    }

    @Test
    @DisplayName("IMP-08: a date is read by the format of its cell, in the system of 1900")
    void imp08_datesOf1900() throws IOException {
        var book = new Workbooks()
                .styles(14, 22, 164, 165, 20)
                .format(164, "yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@")
                .format(165, "[$-804]aaaa;@")
                .sheet(
                        "s",
                        row(1, text("a"), text("b")),
                        row(2, number("45413", 1), number("45413.75", 2)),
                        row(3, number("45413", 3), number("45413", 0)),
                        row(4, number("1", 1), number("59", 1)),
                        row(5, number("61", 1), number("60", 1)),
                        row(6, number("0.5", 5), number("-3", 1)));

        assertThat(read(book))
                .containsExactly(
                        List.of("a", "b"),
                        List.of("2024-05-01", "2024-05-01 18:00"),
                        List.of("2024-05-01", "45413"),
                        List.of("1900-01-01", "1900-02-28"),
                        List.of("1900-03-01", "60"),
                        List.of("12:00", "-3"));
    }

    @Test
    @DisplayName("IMP-08: the same number is four years and a day later in the system of 1904")
    void imp08_datesOf1904() throws IOException {
        var book = new Workbooks()
                .since1904()
                .styles(14)
                .sheet("s", row(1, text("a"), text("b")), row(2, number("43951", 1), number("0", 1)));

        assertThat(read(book)).contains(List.of("2024-05-01", "1904-01-01"));
    }

    @Test
    @DisplayName("IMP-08: a number keeps its digits, its zeros by the format, and shows it where digits are lost")
    void imp08_numbers() throws IOException {
        var book = new Workbooks()
                .styles(11, 164, 4)
                .format(164, "000000")
                .sheet(
                        "s",
                        row(1, text("a"), text("b"), text("c")),
                        row(2, number("13812345678", 0), number("1.3812345678E10", 0), number("13800000000", 1)),
                        row(3, number("123", 2), number("1.10105194912310002E17", 0), number("29.329999999999998", 3)),
                        row(4, text("0012"), text("1.38E+10"), number("0.1", 0)));

        assertThat(read(book))
                .containsExactly(
                        List.of("a", "b", "c"),
                        List.of("13812345678", "13812345678", "1.38E+10"),
                        List.of("000123", "1.1010519491231E+17", "29.33"),
                        List.of("0012", "1.38E+10", "0.1"));
    }

    @Test
    void textsAreReadWhereverTheyLieAndFormulasByWhatTheyGave() throws IOException {
        var book = new Workbooks();
        var rich = book.shared("<r><t>王</t></r><r><rPr><b/></rPr><t>小二</t></r><rPh><t>wang</t></rPh>");
        var lines = book.shared("<t>第一行_x000D_\n第二行</t>");
        book.sheet(
                "s",
                row(1, text("姓名"), text("备注"), text("和"), text("对")),
                row(2, rich, lines, "<c t=\"str\"><f>A1&amp;B1</f><v>甲乙</v></c>", "<c t=\"b\"><v>1</v></c>"),
                row(
                        3,
                        text("李"),
                        text("a&amp;b"),
                        "<c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>",
                        "<c><f>1+1</f><v>2</v></c>"),
                row(4, text("赵"), "<c/>", "<c t=\"d\"><v>2024-05-01T00:00:00</v></c>", "<c><f>X</f></c>"));

        assertThat(read(book))
                .containsExactly(
                        List.of("姓名", "备注", "和", "对"),
                        List.of("王小二", "第一行\r\n第二行", "甲乙", "TRUE"),
                        List.of("李", "a&b", "#DIV/0!", "2"),
                        List.of("赵", "", "2024-05-01", ""));
    }

    @Test
    void aTitleAboveTheHeaderIsPassedOverAndEmptyRowsKeepTheirPlace() throws IOException {
        var book = new Workbooks()
                .sheet("s", row(1, text("客户名单")), row(3, text("a"), text("b")), row(6, text("1"), text("2")));

        assertThat(read(book)).containsExactly(List.of("a", "b"), List.of("", ""), List.of("", ""), List.of("1", "2"));
    }

    @Test
    void aSheetIsChosenByNameOrNumberElseTheFirstThatIsShown() throws IOException {
        var bytes = new Workbooks()
                .sheet("hidden", row(1, text("x"), text("y")))
                .sheet("一月", row(1, text("a"), text("b")))
                .sheet("二月", row(1, text("c"), text("d")))
                .bytes();

        assertThat(WorkbookTable.open(source(bytes), null).sheets()).containsExactly("hidden", "一月", "二月");
        assertThat(read(bytes, null)).containsExactly(List.of("a", "b"));
        assertThat(read(bytes, "二月")).containsExactly(List.of("c", "d"));
        assertThat(read(bytes, "1")).containsExactly(List.of("x", "y"));
        assertThatThrownBy(() -> read(bytes, "三月"))
                .isInstanceOfSatisfying(
                        CsvException.class, e -> assertThat(e.fault()).isEqualTo(CsvException.Fault.SHEET_UNKNOWN));
    }

    @Test
    void whatIsNoTableIsRefusedWithItsReason() throws IOException {
        var sheet = row(1, text("a"), text("b"));
        refused(new Workbooks().type("application/x-document").sheet("s", sheet).bytes(), CsvException.Fault.WORKBOOK);
        refused(new Workbooks().sheet("s").bytes(), CsvException.Fault.EMPTY);
        refused(
                new Workbooks()
                        .type("application/vnd.ms-excel.sheet.macroEnabled.main+xml")
                        .sheet("s", sheet)
                        .bytes(),
                CsvException.Fault.WORKBOOK_MACROS);
        refused(
                new Workbooks().sheet("s", sheet).part("xl/vbaProject.bin", "x").bytes(),
                CsvException.Fault.WORKBOOK_MACROS);
        var whole = new Workbooks().sheet("s", sheet.repeat(1)).bytes();
        refused(Arrays.copyOf(whole, whole.length / 2), CsvException.Fault.WORKBOOK_BROKEN);
        refused(
                new Workbooks()
                        .sheet("s", row(2, text("a"), text("b")), row(1, text("c")))
                        .bytes(),
                CsvException.Fault.WORKBOOK_BROKEN);
        refused(
                new Workbooks()
                        .sheet("s", row(1, text("a"), "<c t=\"s\"><v>7</v></c>"))
                        .bytes(),
                CsvException.Fault.WORKBOOK_BROKEN);
    }

    @Test
    void anOldWorkbookIsToldFromAnEncryptedOne() throws IOException {
        byte[] old = new byte[200_000];
        assertThat(WorkbookTable.compound(source(old)).fault()).isEqualTo(CsvException.Fault.WORKBOOK_OLD);
        byte[] name = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
        System.arraycopy(name, 0, old, 65_530, name.length);
        assertThat(WorkbookTable.compound(source(old)).fault()).isEqualTo(CsvException.Fault.WORKBOOK_ENCRYPTED);
    }

    @Test
    void entitiesAreNotExpandedAndNothingFromElsewhereIsRead() {
        var laughs = "<!DOCTYPE a [<!ENTITY b \"" + "ha".repeat(1000) + "\"><!ENTITY c \"&b;&b;&b;&b;\">]>";
        refused(
                hostile(laughs + "<worksheet><sheetData>" + row(1, text("&c;"), text("b"))
                        + "</sheetData></worksheet>"),
                CsvException.Fault.WORKBOOK_BROKEN);
        refused(
                hostile("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><worksheet><sheetData>"
                        + row(1, text("a"), text("b")) + "</sheetData></worksheet>"),
                CsvException.Fault.WORKBOOK_BROKEN);
    }

    /** A workbook whose only sheet is this text. */
    private static byte[] hostile(String sheet) {
        String rels =
                "<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" Target=\"evil.xml\"/></Relationships>";
        return new Workbooks()
                .part(
                        "xl/other/workbook.xml",
                        "<workbook xmlns:r=\"r\"><sheets><sheet name=\"s\" r:id=\"rId1\"/></sheets></workbook>")
                .part("xl/other/_rels/workbook.xml.rels", rels)
                .part("xl/other/evil.xml", sheet)
                .main("xl/other/workbook.xml")
                .bytes();
    }

    @Test
    void anArchiveThatUnpacksToTooMuchIsRefusedBeforeItIsUnpacked() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            var zeros = new byte[1 << 20];
            for (int i = 0; i < 100; i++) {
                zip.write(zeros);
            }
            zip.closeEntry();
        }
        refused(out.toByteArray(), CsvException.Fault.WORKBOOK_TOO_LARGE);
    }

    @Test
    void aTextThatIsSharedByTooManyCellsIsRefusedAsWell() throws IOException {
        var book = new Workbooks();
        var shared = book.shared("<t>" + "x".repeat(30_000) + "</t>");
        var rows = new String[40];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = row(i + 1, shared, shared);
        }
        refused(book.sheet("s", rows).bytes(), CsvException.Fault.WORKBOOK_TOO_LARGE);
    }

    @Test
    void aRowBeyondTheColumnsIsSeenToBeTooLong() throws IOException {
        var bytes = new Workbooks()
                .sheet(
                        "s",
                        row(1, text("a"), text("b")),
                        "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>1</t></is></c>"
                                + "<c r=\"XFD2\" t=\"inlineStr\"><is><t>2</t></is></c></row>")
                .bytes();
        var table = WorkbookTable.open(source(bytes), null);
        var out = new ByteArrayOutputStream();
        var format = table.write(out, 1, MOST);
        try (var csv = CsvSource.open(source(out.toByteArray()), format)) {
            assertThat(csv.next().orElseThrow().shape()).isEqualTo(CsvRow.Shape.LONG);
        }
        assertThatThrownBy(() -> table.write(OutputStream.nullOutputStream(), 9, MOST))
                .isInstanceOf(CsvException.class);
    }
}
