package org.kithwork.core.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SortKeysTest {
    private static String key(String name) {
        return SortKeys.of(ChineseName.split(name), null);
    }

    @Test
    void namesStandInTheOrderOfPinyin() {
        List<String> expected = List.of("7天", "安娜", "陈晨", "李雷", "单雄信", "孙权", "王五", "张三", "张三丰", "赵云", "Amy");
        List<String> names = new ArrayList<>(expected);
        Collections.shuffle(names, new Random(1));
        names.sort(Comparator.comparing(SortKeysTest::key));
        assertThat(names).isEqualTo(expected);
    }

    @Test
    void aSurnameSortsByItsOwnReading() {
        assertThat(key("单雄信")).isGreaterThan(key("沙僧")).isLessThan(key("沈括"));
        assertThat(key("仇英")).isGreaterThan(key("钱学森")).isLessThan(key("屈原"));
        assertThat(key("万俟卨")).isGreaterThan(key("孟子")).isLessThan(key("牛皋"));
        assertThat(SortKeys.of(ChineseName.split("覃辉"), "Tán Huī")).isGreaterThan(key("孙权"));
        assertThat(key("覃辉")).isLessThan(key("孙权"));
    }

    @Test
    void everyStandInIsReadAsItStandsFor() {
        Surnames.allReadings().forEach((surname, readings) -> {
            if (Texts.length(surname) == 1) {
                String reading = readings.get(0);
                String usual = Pinyin.of(surname.codePointAt(0));
                assertThat(usual.equals(reading) || SortKeys.hasStandIn(reading))
                        .as("%s is read %s, ICU says %s", surname, reading, usual)
                        .isTrue();
            }
        });
        SortKeys.standIns()
                .forEach((reading, character) ->
                        assertThat(Pinyin.of(character.codePointAt(0))).isEqualTo(reading));
    }

    @Test
    void keysAreBoundedHexAndCutNamesKeepTheirOrder() {
        String longest = key("张".repeat(40) + "𠮷".repeat(160));
        assertThat(longest).hasSize(SortKeys.LONGEST).matches("[0-9a-f]+");
        assertThat(SortKeys.unique(longest, "0192f0c1-2345-7abc-8def-0123456789ab")
                        .length())
                .isLessThanOrEqualTo(400);
        assertThat(key("张".repeat(200))).isLessThanOrEqualTo(key("赵".repeat(200)));
    }
}
