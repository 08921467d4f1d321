package org.kithwork.core.internal.importing.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kithwork.core.internal.SharedData;

class CsvSourceTest {
    private static final Charset GB18030 = Charset.forName("GB18030");

    private static ByteSource bytes(byte[] content) {
        return () -> new ByteArrayInputStream(content);
    }

    private static ByteSource utf8(String content) {
        return bytes(content.getBytes(StandardCharsets.UTF_8));
    }

    private static CsvSource open(ByteSource source) throws IOException {
        return CsvSource.open(source, CsvSniffer.detect(source, "auto", "auto"));
    }

    private static List<CsvRow> rows(CsvSource source) {
        List<CsvRow> rows = new ArrayList<>();
        for (Optional<CsvRow> row = source.next(); row.isPresent(); row = source.next()) {
            rows.add(row.get());
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "comma_in_quotes",
                "empty",
                "empty_crlf",
                "escaped_quotes",
                "json",
                "newlines",
                "newlines_crlf",
                "quotes_and_newlines",
                "simple",
                "simple_crlf",
                "utf8"
            })
    void theTortureFilesAreReadAsTheirJsonSays(String name) throws IOException {
        Path file = SharedData.find("csv/csv-spectrum/csvs/" + name + ".csv");
        JsonNode expected = SharedData.json("csv/csv-spectrum/json/" + name + ".json");
        String text = Files.readString(file);
        if (name.endsWith("_crlf")) { // a copy may have lost its carriage returns on the way
            text = text.replace("\r", "").replace("\n", "\r\n");
        }
        try (CsvSource source = open(utf8(text))) {
            List<CsvRow> rows = rows(source);
            assertThat(rows).hasSize(expected.size());
            for (int r = 0; r < rows.size(); r++) {
                assertThat(source.header()).hasSize(expected.get(r).size());
                for (int c = 0; c < source.header().size(); c++) {
                    assertThat(rows.get(r).cells().get(c))
                            .isEqualTo(
                                    expected.get(r).path(source.header().get(c)).asText());
                }
            }
        }
    }

    @Test
    void quotesInsideAnUnquotedCellAreText() throws IOException {
        Path file = SharedData.find("csv/csv-spectrum/csvs/location_coordinates.csv");
        try (CsvSource source = open(() -> Files.newInputStream(file))) {
            assertThat(source.header()).hasSize(4);
            assertThat(source.next().orElseThrow().cells()).hasSize(4).contains("Modesto");
        }
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.CsvSource({
        "customers_utf8, UTF-8, ','",
        "customers_utf8_bom_crlf, UTF-8, ','",
        "customers_gb18030, GB18030, ','",
        "customers_gbk, GB18030, ','",
        "customers_utf16le_bom_tab, UTF-16LE, '\t'",
        "customers_utf8_semicolon_allquoted, UTF-8, ';'",
    })
    void everyEncodingGivesTheSameRows(String name, String encoding, char separator) throws IOException {
        JsonNode expected = SharedData.json("csv/encodings/expected.json");
        Path file = SharedData.find("csv/encodings/" + name + ".csv");
        ByteSource source = () -> Files.newInputStream(file);
        CsvFormat format = CsvSniffer.detect(source, "auto", "auto");
        assertThat(format.encoding()).isEqualTo(encoding);
        assertThat(format.separator()).isEqualTo(separator);
        assertThat(format.certain()).isTrue();
        assertThat(format.estimatedRows()).isEqualTo(200);
        JsonNode rows = null;
        for (var each : expected.properties()) {
            boolean gbk = each.getKey().startsWith("rows_gbk");
            if (each.getKey().startsWith("rows_") && gbk == name.equals("customers_gbk")) {
                rows = each.getValue();
            }
        }
        try (CsvSource open = CsvSource.open(source, format)) {
            List<CsvRow> read = rows(open);
            assertThat(open.header()).isEqualTo(texts(expected.path("header")));
            assertThat(read).hasSize(rows.size());
            for (int i = 0; i < read.size(); i++) {
                assertThat(read.get(i).cells()).isEqualTo(texts(rows.get(i)));
                assertThat(read.get(i).number()).isEqualTo(i + 1);
                assertThat(read.get(i).isDamaged()).isFalse();
            }
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asText()));
        return texts;
    }

    @Test
    void readingGoesOnAfterAnyRowInEveryEncodingAndLineEnd() throws IOException {
        Random random = new Random(7);
        String[] cells = {
            "", "a", "张三", "𠮷", "\"两行\n一格\"", "\"x\r\ny\"", "\"a\"\"b\"", "😀", "\"a\rb\"", "long ".repeat(50)
        };
        for (String charset : List.of("UTF-8", "GB18030", "UTF-16LE", "UTF-16BE")) {
            for (String end : List.of("\n", "\r\n", "\r")) {
                StringBuilder text = new StringBuilder(charset.startsWith("UTF") ? "\uFEFF" : "")
                        .append("编号,乙,丙")
                        .append(end);
                for (int row = 0; row < 300; row++) {
                    text.append(row)
                            .append(',')
                            .append(cells[random.nextInt(cells.length)])
                            .append(',');
                    text.append(cells[random.nextInt(cells.length)]).append(end);
                    text.append(random.nextInt(10) == 0 ? end : "");
                }
                ByteSource source = bytes(text.toString().getBytes(Charset.forName(charset)));
                CsvFormat format = CsvSniffer.detect(source, "auto", "auto");
                assertThat(format.encoding()).isEqualTo(charset);
                List<CsvRow> all;
                List<String> header;
                try (CsvSource whole = CsvSource.open(source, format)) {
                    header = whole.header();
                    all = rows(whole);
                }
                assertThat(all).hasSize(300);
                for (int done = 0; done < 300; done += 37) {
                    try (CsvSource rest = CsvSource.resume(
                            source, format, header, all.get(done).position())) {
                        assertThat(rows(rest)).isEqualTo(all.subList(done + 1, 300));
                    }
                }
            }
        }
    }

    @Test
    void utf16WithoutAMarkIsKnownByItsZeros() throws IOException {
        for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            ByteSource source = bytes("姓名\t手机\r\n张三\t13812345678\r\n".getBytes(charset));
            CsvFormat format = CsvSniffer.detect(source, "auto", "auto");
            assertThat(format.charset()).isEqualTo(charset);
            assertThat(format.separator()).isEqualTo('\t');
            try (CsvSource open = CsvSource.open(source, format)) {
                assertThat(rows(open).get(0).cells()).containsExactly("张三", "13812345678");
            }
        }
    }

    @Test
    void oneGbCharacterAtTheEndOfALongFileDecides() throws IOException {
        byte[] ascii = "a,b\n1,2\n".repeat(50_000).getBytes(StandardCharsets.US_ASCII);
        byte[] end = "张三,李四\n".getBytes(GB18030);
        byte[] all = Arrays.copyOf(ascii, ascii.length + end.length);
        System.arraycopy(end, 0, all, ascii.length, end.length);
        assertThat(CsvSniffer.detect(bytes(all), "auto", "auto").charset()).isEqualTo(GB18030);
        assertThat(CsvSniffer.detect(bytes(ascii), "auto", "auto").charset()).isEqualTo(StandardCharsets.UTF_8);
    }

    @Test
    void whatTheUserSaysBeatsWhatIsFound() throws IOException {
        ByteSource source = utf8("a;b,c\n1;2,3\n4;5,6\n");
        assertThat(CsvSniffer.detect(source, "gbk", "|").charset()).isEqualTo(GB18030);
        assertThat(CsvSniffer.detect(source, "auto", "|").separator()).isEqualTo('|');
        assertThat(CsvSniffer.detect(source, "auto", "tab").separator()).isEqualTo('\t');
        assertThatThrownBy(() -> CsvSniffer.detect(source, "klingon", "auto"))
                .isInstanceOfSatisfying(
                        CsvException.class, e -> assertThat(e.fault().code()).isEqualTo("csv-encoding-unknown"));
        for (String separator : List.of("ab", "\"", "x", "\n")) {
            assertThatThrownBy(() -> CsvSniffer.detect(source, "auto", separator))
                    .isInstanceOf(CsvException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void theSeparatorIsFoundAmongQuotedOthers(String separator) throws IOException {
        String row = String.join(separator, "\"a,b;c|d\te\"", "2", "\"x\ny\"") + "\n";
        assertThat(CsvSniffer.detect(utf8(row.repeat(20)), "auto", "auto").separator())
                .isEqualTo(separator.charAt(0));
    }

    @Test
    void excelsSeparatorLineIsNoRow() throws IOException {
        for (String mark : List.of("", "\uFEFF")) {
            try (CsvSource source = open(utf8(mark + "sep=;\r\na;b\r\n1;2,5\r\n"))) {
                assertThat(source.header()).containsExactly("a", "b");
                assertThat(rows(source).get(0).cells()).containsExactly("1", "2,5");
            }
        }
    }

    @Test
    void columnsGetNamesThatDiffer() throws IOException {
        try (CsvSource source = open(utf8("备注, 备注 ,,姓名,备注 (2),,\n1,2,3,4,5\n"))) {
            assertThat(source.columns()).containsExactly("备注", "备注 (2)", "#3", "姓名", "备注 (2) (2)");
        }
    }

    @Test
    void shortRowsAreFilledAndLongOnesTold() throws IOException {
        try (CsvSource source = open(utf8("a,b,c\n1,2,3\n1\n1,2,3,,\n1,2,3,4\n,,\n"))) {
            List<CsvRow> rows = rows(source);
            assertThat(rows.stream().map(CsvRow::shape))
                    .containsExactly(
                            CsvRow.Shape.FULL,
                            CsvRow.Shape.SHORT,
                            CsvRow.Shape.FULL,
                            CsvRow.Shape.LONG,
                            CsvRow.Shape.FULL);
            assertThat(rows.get(1).cells()).containsExactly("1", "", "");
            assertThat(rows.get(4).isBlank()).isTrue();
        }
    }

    @Test
    @DisplayName("S-36: files that are no tables are refused by name")
    void filesThatAreNoTablesAreRefusedByName() {
        assertFault(bytes(new byte[0]), CsvException.Fault.EMPTY);
        assertFault(utf8("\n\n"), CsvException.Fault.EMPTY);
        assertFault(bytes(new byte[] {'P', 'K', 3, 4, 0, 0}), CsvException.Fault.WORKBOOK);
        assertFault(bytes(new byte[] {1, 0, 0, 2, 0, 0, 0, 0}), CsvException.Fault.NOT_TEXT);
        assertFault(utf8("a,b\n1,2\n3,\"open\n5,6\n"), CsvException.Fault.QUOTES);
        assertFault(utf8("a,b\n1,\"x\"y\n"), CsvException.Fault.QUOTES);
        assertFault(utf8("a,b\n1,\"" + "x\n".repeat(3_000_000)), CsvException.Fault.QUOTES);
        assertFault(utf8("a,".repeat(200) + "b\n"), CsvException.Fault.TOO_MANY_COLUMNS);
    }

    @Test
    void twoHundredColumnsAreRead() throws IOException {
        try (CsvSource source = open(utf8("a,".repeat(199) + "b\n"))) {
            assertThat(source.columns()).hasSize(200).doesNotHaveDuplicates();
        }
    }

    private static void assertFault(ByteSource bytes, CsvException.Fault fault) {
        assertThatThrownBy(() -> {
                    try (CsvSource source = open(bytes)) {
                        rows(source);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .isInstanceOfSatisfying(
                        CsvException.class, e -> assertThat(e.fault()).isEqualTo(fault));
    }
}
