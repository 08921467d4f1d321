package org.kithwork.core.internal.importing.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kithwork.core.internal.SharedData;

class CellsTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-03-05",
                "2024/3/5",
                "2024.03.05",
                "20240305",
                "2024年3月5日",
                "２０２４年０３月０５日",
                "2024-3-5 星期二",
                " 2024-03-05 ",
                "2024年03月05日 周二",
                "45356",
                "2024-03-05 23:59:59",
                "2024-03-05T00:00:00"
            })
    void aDateIsReadFromManySpellings(String cell) {
        assertThat(Cells.date(cell, false).value()).isEqualTo(LocalDate.of(2024, 3, 5));
    }

    @Test
    void everyDayIsReadFromEverySpelling() {
        for (LocalDate day = LocalDate.of(1920, 1, 1); day.getYear() < 2050; day = day.plusDays(13)) {
            long serial = day.toEpochDay() - LocalDate.of(1899, 12, 30).toEpochDay();
            for (String cell : new String[] {
                day.toString(),
                day.toString().replace("-", ""),
                day.getYear() + "/" + day.getMonthValue() + "/" + day.getDayOfMonth(),
                day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日",
                Long.toString(serial)
            }) {
                assertThat(Cells.date(cell, false).value()).as(cell).isEqualTo(day);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2024-03-05 10:30, 2024-03-05T02:30:00Z",
        "2024/3/5 10:30:15, 2024-03-05T02:30:15Z",
        "20240305103015, 2024-03-05T02:30:15Z",
        "2024年3月5日 10时30分15秒, 2024-03-05T02:30:15Z",
        "2024-03-05 下午3:05, 2024-03-05T07:05:00Z",
        "2024-03-05 12:05 AM, 2024-03-04T16:05:00Z",
        "2024-03-05T10:30:00Z, 2024-03-05T10:30:00Z",
        "2024-03-05T10:30:00+08:00, 2024-03-05T02:30:00Z",
        "2024-03-05 10:30:00+09:00, 2024-03-05T01:30:00Z",
        "2024-03-05 10:30:15.5, 2024-03-05T02:30:15.500Z",
        "45356.4375, 2024-03-05T02:30:00Z",
        "25/12/2024 08:00, 2024-12-25T00:00:00Z"
    })
    void aTimeIsOneOfTheZoneUnlessItSaysItsOffset(String cell, Instant at) {
        assertThat(Cells.moment(cell, SHANGHAI, false).value().at()).isEqualTo(at);
        assertThat(Cells.moment(cell, SHANGHAI, false).value().dateOnly()).isFalse();
    }

    @Test
    void aDateAloneIsTheStartOfItsDay() {
        Moment moment = Cells.moment("2024-03-05", SHANGHAI, false).value();
        assertThat(moment).isEqualTo(new Moment(Instant.parse("2024-03-04T16:00:00Z"), LocalDate.of(2024, 3, 5), true));
    }

    @Test
    void excelsDayCountIsToldAndDependsOnItsBeginning() {
        assertThat(Cells.date("45356", false).hint()).isEqualTo(Cells.EXCEL_SERIAL);
        assertThat(Cells.date("43894", true).value()).isEqualTo(LocalDate.of(2024, 3, 5));
        assertThat(Cells.date("2024", false).fault()).isEqualTo(Cells.DATE_INVALID);
        assertThat(Cells.date("2024-03-05", false).hint()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-30, date-invalid",
        "2023-02-29, date-invalid",
        "2024-13-01, date-invalid",
        "03/04/2024, date-ambiguous",
        "20241301, date-invalid",
        "tomorrow, date-invalid",
        "2024-03-05 25:00, date-invalid",
        "4.5356E+4, date-invalid",
        "2024-03-05 abc, date-invalid"
    })
    void whatIsNoDateIsAFault(String cell, String fault) {
        assertThat(Cells.date(cell, false).fault()).isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource({
        "1234.50, 1234.50",
        "'1,234.50', 1234.50",
        "'1,234,567', 1234567",
        "１２３．５, 123.5",
        "￥1２３, 123",
        "¥ 1200, 1200",
        "88元, 88",
        "(1.00), -1.00",
        "-5, -5",
        "+5, 5",
        ".5, 0.5",
        "5., 5.0",
        "'$1,000.00', 1000.00",
        "-¥5, -5",
        "CNY 5, 5",
        "0.10, 0.10"
    })
    void aNumberIsReadFromManySpellings(String cell, BigDecimal value) {
        assertThat(Cells.number(cell).value()).isEqualByComparingTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "1.38E+10, number-scientific", "1e5, number-scientific", "'1,5', number-invalid", "'12,34', number-invalid",
                "abc, number-invalid",
        "1-2, number-invalid", "--5, number-invalid", "1 2, number-invalid", "=1+1, number-invalid",
                "NaN, number-invalid"
    })
    void whatIsNoNumberIsAFault(String cell, String fault) {
        assertThat(Cells.number(cell).fault()).isEqualTo(fault);
    }

    @Test
    void anEmptyCellIsNeitherValueNorFault() {
        assertThat(Cells.number(" 　").isEmpty()).isTrue();
        assertThat(Cells.date("", false).isEmpty()).isTrue();
    }

    @Test
    void excelsWrappedTextIsUnwrapped() {
        assertThat(Cells.text("=\"00123\"")).isEqualTo("00123");
        assertThat(Cells.text("=1+1")).isEqualTo("=1+1");
        assertThat(Cells.text("=\"")).isEqualTo("=\"");
    }

    @Test
    void noTextMakesItFail() {
        SharedData.json("strings/blns.json").forEach(node -> {
            Cells.number(node.asText());
            Cells.moment(node.asText(), SHANGHAI, false);
        });
    }

    @Test
    void lostLeadingZerosShowAgainstTheWidthOfTheColumn() {
        ZeroLoss column = new ZeroLoss();
        for (int i = 0; i < 100; i++) {
            column.see(Integer.toString(i < 90 ? 100_000 + i : 10_000 + i));
        }
        assertThat(column.isSuspect("77889")).isTrue();
        assertThat(column.isSuspect("177889")).isFalse();
        assertThat(column.isSuspect("A7788")).isFalse();
        column.see("077889");
        assertThat(column.isSuspect("77889")).isFalse();
        assertThat(new ZeroLoss().isSuspect("1")).isFalse();
    }
}
