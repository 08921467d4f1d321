package org.kithwork.core.internal.importing.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kithwork.core.internal.SharedData;

class CardTableTest {

    private static List<Map<String, String>> read(byte[] bytes) throws IOException {
        ByteSource source = () -> new ByteArrayInputStream(bytes);
        CardTable cards = CardTable.open(source, CsvSniffer.detect(source, CsvSniffer.AUTO, ","));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CsvFormat format = cards.write(out, 1 << 20);
        List<Map<String, String>> rows = new ArrayList<>();
        try (CsvSource csv = CsvSource.open(() -> new ByteArrayInputStream(out.toByteArray()), format)) {
            for (var row = csv.next(); row.isPresent(); row = csv.next()) {
                Map<String, String> cells = new LinkedHashMap<>();
                for (int i = 0; i < csv.columns().size(); i++) {
                    if (!row.get().cells().get(i).isEmpty()) {
                        cells.put(
                                csv.columns().get(i).replaceFirst(" \\([A-Z].*?\\)", ""),
                                row.get().cells().get(i));
                    }
                }
                rows.add(cells);
            }
        }
        return rows;
    }

    private static List<Map<String, String>> read(String... lines) throws IOException {
        return read(String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    private static long cells(List<Map<String, String>> rows, String... titles) {
        return rows.stream()
                .flatMap(row -> row.keySet().stream())
                .filter(column -> List.of(titles).contains(column.replaceFirst(" \\(\\d+\\)$", "")))
                .count();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "John_Doe_ANDROID.vcf",
                "John_Doe_EVOLUTION.vcf",
                "gmail-list.vcf",
                "gmail-single.vcf",
                "outlook-2003.vcf",
                "rfc2426-example.vcf",
                "rfc6350-example.vcf"
            })
    void theReferenceCardsAreReadAsTheirJsonSays(String name) throws IOException {
        JsonNode expected = SharedData.json("vcard/expected.json").get("files").get(name);

        var rows = read(Files.readAllBytes(SharedData.find("vcard/" + name)));

        assertThat(rows).hasSize(expected.get("cards").asInt());
        assertThat(cells(rows, "电话", "其他联系方式"))
                .as("TEL")
                .isEqualTo(expected.get("TEL").asLong());
        assertThat(cells(rows, "邮箱"))
                .as("EMAIL")
                .isEqualTo(expected.get("EMAIL").asLong());
        assertThat(cells(rows, "地址")).as("ADR").isEqualTo(expected.get("ADR").asLong());
        assertThat(cells(rows, "生日")).as("BDAY").isEqualTo(expected.get("BDAY").asLong());
        // Of several organisations the first one counts, and several notes are one.
        assertThat(cells(rows, "公司") > 0)
                .as("ORG")
                .isEqualTo(expected.get("ORG").asLong() > 0);
        assertThat(cells(rows, "备注") > 0)
                .as("NOTE")
                .isEqualTo(expected.get("NOTE").asLong() > 0);
        for (var shown : expected.get("FN_raw")) {
            if (!shown.asText().startsWith("=")) {
                var name1 = shown.asText().replace("\\,", ",");
                assertThat(rows).anySatisfy(row -> assertThat(row).containsEntry("姓名", name1));
            }
        }
    }

    @Test
    void aChineseNameHasTheFamilyNameFirstWhateverIsShown() throws IOException {
        assertThat(read(
                        "BEGIN:VCARD",
                        "VERSION:3.0",
                        "N:欧阳;娜娜;;;",
                        "FN:娜娜 欧阳",
                        "TEL;TYPE=HOME:010-88886666",
                        "TEL;TYPE=CELL,PREF:13812345678",
                        "TEL;TYPE=FAX:010-88886667",
                        "ADR:;;昆明路97号;浦东新区;上海市;200000;中国",
                        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29",
                        "CATEGORIES:VIP,老客户",
                        "END:VCARD",
                        "BEGIN:VCARD",
                        "VERSION:4.0",
                        "FN:Ann Lee",
                        "BDAY:--0229",
                        "UID:urn:uuid:1",
                        "END:VCARD"))
                .containsExactly(
                        Map.of(
                                "姓名", "欧阳娜娜",
                                "电话", "13812345678",
                                "电话 (2)", "010-88886666",
                                "其他联系方式", "010-88886667",
                                "地址", "中国上海市浦东新区昆明路97号 200000",
                                "生日", "--02-29",
                                "标签", "VIP、老客户"),
                        Map.of("姓名", "Ann Lee", "生日", "--02-29", "客户编号", "urn:uuid:1"));
    }

    @Test
    void aBrokenCardIsARowThatTellsWhatIsWrong() throws IOException {
        assertThat(read(
                        "BEGIN:VCARD",
                        "VERSION:3.0",
                        "TEL:13812345678",
                        "END:VCARD",
                        "BEGIN:VCARD",
                        "VERSION:3.0",
                        "FN:李明",
                        "BDAY:soon",
                        "END:VCARD"))
                .containsExactly(Map.of("电话", "13812345678"), Map.of("姓名", "李明", "生日", "soon"));
    }

    @Test
    void whatIsNoCardOrTooLongIsRefused() {
        assertThat(CardTable.isCards("\uFEFF\r\nbegin:vcard\r\n".getBytes(StandardCharsets.UTF_8)))
                .isTrue();
        assertThat(CardTable.isCards("\uFEFFBEGIN:VCARD".getBytes(StandardCharsets.UTF_16LE)))
                .isTrue();
        assertThat(CardTable.isCards("姓名,BEGIN:VCARD".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
        assertThatThrownBy(() -> read("BEGIN:VCARD", "NOTE:" + "x".repeat(17 << 20), "END:VCARD"))
                .isInstanceOfSatisfying(
                        CsvException.class, e -> assertThat(e.fault()).isEqualTo(CsvException.Fault.CARDS_BROKEN));
    }
}
