package org.kithwork.core.internal.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kithwork.core.internal.SharedData;

class PhoneNumbersTest {
    private static PhoneNumber parse(String typed) {
        return PhoneNumbers.parse(typed, "CN");
    }

    @Test
    void everyChineseSpellingIsReadAsTheMetadataSays() {
        for (JsonNode node : SharedData.json("phone/cn_cases.json").path("cases")) {
            String input = node.path("input").asText();
            PhoneNumber number = parse(input);
            if (node.path("e164").isNull()) {
                boolean foreign = number.storable() && !number.e164().startsWith("+86");
                assertThat(foreign || !number.storable()).as(input).isTrue();
            } else {
                assertThat(number.e164()).as(input).isEqualTo(node.path("e164").asText());
                PhoneNumber.Type type = switch (node.path("type").asText()) {
                    case "mobile" -> PhoneNumber.Type.MOBILE;
                    case "fixedLine" -> PhoneNumber.Type.FIXED_LINE;
                    default -> PhoneNumber.Type.SERVICE;
                };
                assertThat(number.type()).as(input).isEqualTo(type);
                assertThat(number.raw()).isEqualTo(input);
            }
        }
    }

    @Test
    void theExampleNumbersOfAllRegionsAreValid() throws IOException {
        List<String> lines = Files.readAllLines(SharedData.find("phone/example_numbers.csv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",");
            assertThat(PhoneNumbers.parse(cells[3], cells[0]).e164()).as(line).isEqualTo(cells[4]);
            assertThat(parse(cells[4]).e164()).as(line).isEqualTo(cells[4]);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "138****5678",
                "138 **** 5678",
                "138xxxx5678",
                "138＊＊＊＊5678",
                "184****1234-5678",
                "+86 138****5678",
                "010-****5678"
            })
    void aNumberWithItsMiddleHiddenIsStoredAndNeverMatched(String typed) {
        PhoneNumber number = parse(typed);
        assertThat(number.type()).isEqualTo(PhoneNumber.Type.MASKED);
        assertThat(number.storable()).isTrue();
        assertThat(number.matchable()).isFalse();
        assertThat(number.normalised()).isEmpty();
        assertThat(number.raw()).isEqualTo(typed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "17012345678转1234",
                "13812345678-1234",
                "13812345678,1234",
                "13812345678 分机 12",
                "13812345678#1234",
                "+86 13812345678-1234"
            })
    void aParcelsRelayNumberIsStoredAndNeverMatched(String typed) {
        PhoneNumber number = parse(typed);
        assertThat(number.type()).isEqualTo(PhoneNumber.Type.RELAY);
        assertThat(number.storable()).isTrue();
        assertThat(number.matchable()).isFalse();
        assertThat(number.extension()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "010-12345678转801, +861012345678;ext=801",
        "010-12345678-801, +861012345678;ext=801",
        "(021) 61234567 ext. 12, +862161234567;ext=12",
        "0571-87654321, +8657187654321",
    })
    void aLandLineKeepsItsAreaCodeAndExtension(String typed, String normalised) {
        PhoneNumber number = parse(typed);
        assertThat(number.type()).isEqualTo(PhoneNumber.Type.FIXED_LINE);
        assertThat(number.normalised()).contains(normalised);
        assertThat(number.matchable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"400-810-1234", "8008101234", "4008101234转2"})
    void aCompanysNumberIsNobodys(String typed) {
        assertThat(parse(typed).type()).isEqualTo(PhoneNumber.Type.SERVICE);
        assertThat(parse(typed).matchable()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1.38E+10, SCIENTIFIC",
        "1.38123E10, SCIENTIFIC",
        "１．３８Ｅ＋１０, SCIENTIFIC",
        "'', EMPTY",
        "'  ', EMPTY",
        "abc, INVALID",
        "12345, INVALID",
        "张三13812345678, INVALID",
        "13812345678abc, INVALID",
        "2381234567890, INVALID",
        "13812345678/13912345678, SEVERAL",
        "13812345678 13912345678, SEVERAL",
        "13812345678、010-12345678, SEVERAL",
    })
    void whatIsNoNumberIsRefusedByName(String typed, PhoneNumber.Fault fault) {
        PhoneNumber number = parse(typed);
        assertThat(number.fault()).isEqualTo(fault);
        assertThat(number.storable()).isFalse();
        assertThat(number.e164()).isNull();
        assertThat(fault.code()).startsWith("phone-");
    }

    @Test
    void aLandLineWithoutItsZeroIsReadAndFlagged() {
        assertThat(parse("1012345678").leadingZeroLost()).isTrue();
        assertThat(parse("75581234567").leadingZeroLost()).isTrue();
        assertThat(parse("75581234567").e164()).isEqualTo("+8675581234567");
        for (String fine : List.of("010-12345678", "+86 10 1234 5678", "13812345678", "4008101234")) {
            assertThat(parse(fine).leadingZeroLost()).as(fine).isFalse();
        }
    }

    @Test
    void neighboursAndTheWorldAreRead() {
        assertThat(parse("+852 9123 4567").type()).isEqualTo(PhoneNumber.Type.MOBILE);
        assertThat(PhoneNumbers.parse("9123 4567", "HK").e164()).isEqualTo("+85291234567");
        assertThat(PhoneNumbers.parse("0912345678", "TW").e164()).isEqualTo("+886912345678");
        assertThat(parse("+1 650 253 0000").display()).isEqualTo("+1 650-253-0000");
        assertThat(parse("13812345678").display()).isEqualTo("138 1234 5678");
    }

    @Test
    void theLastFourAreThoseOfTheNumberNotOfItsExtension() {
        assertThat(parse("138 1234 5678").lastFour()).contains("5678");
        assertThat(parse("010-12345678转801").lastFour()).contains("5678");
        assertThat(parse("138****5678").lastFour()).contains("5678");
        assertThat(parse("138****78").lastFour()).isEmpty();
        assertThat(parse("abc1234").lastFour()).isEmpty();
    }

    @Test
    void everyMobileIsReadFromEverySpelling() {
        for (int i = 0; i < 500; i++) {
            String digits = "13" + (i % 10) + String.format("%08d", i * 7_919L % 100_000_000);
            String wide = digits.chars()
                    .collect(StringBuilder::new, (b, c) -> b.append((char) (c - '0' + '０')), StringBuilder::append)
                    .toString();
            for (String typed : List.of(
                    digits,
                    "+86" + digits,
                    "0086" + digits,
                    "86" + digits,
                    digits.substring(0, 3) + "-" + digits.substring(3, 7) + "-" + digits.substring(7),
                    digits.substring(0, 3) + " " + digits.substring(3, 7) + "　" + digits.substring(7),
                    wide)) {
                assertThat(parse(typed).normalised()).as(typed).contains("+86" + digits);
            }
        }
    }

    @Test
    void noTextMakesItFail() {
        SharedData.json("strings/blns.json")
                .forEach(node -> assertThatCode(() -> {
                            PhoneNumber number = parse(node.asText());
                            Masks.phone(number);
                            assertThat(number.lastFour().orElse("0000")).hasSize(4);
                        })
                        .doesNotThrowAnyException());
    }
}
