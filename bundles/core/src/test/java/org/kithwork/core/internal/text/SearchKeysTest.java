package org.kithwork.core.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kithwork.core.internal.text.SearchKey.Kind.GIVEN_NAME;
import static org.kithwork.core.internal.text.SearchKey.Kind.INITIALS;
import static org.kithwork.core.internal.text.SearchKey.Kind.NAME;
import static org.kithwork.core.internal.text.SearchKey.Kind.PINYIN;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchKeysTest {
    private static List<SearchKey> keys(String name) {
        return SearchKeys.of(ChineseName.split(name), null);
    }

    @Test
    @DisplayName("CORE-08: a Chinese name is found by itself, pinyin, initials and given name")
    void aChineseNameIsFoundByNamePinyinInitialsAndGivenName() {
        assertThat(keys("张三"))
                .containsExactlyInAnyOrder(
                        new SearchKey(NAME, "张三"),
                        new SearchKey(PINYIN, "zhangsan"),
                        new SearchKey(INITIALS, "zs"),
                        new SearchKey(GIVEN_NAME, "三"),
                        new SearchKey(GIVEN_NAME, "san"));
        assertThat(keys("欧阳娜娜")).contains(new SearchKey(INITIALS, "oynn"), new SearchKey(GIVEN_NAME, "nana"));
    }

    @ParameterizedTest
    @CsvSource({
        "张三, zs",
        "张三, ZS",
        "张三, zhangsan",
        "张三, Zhang San",
        "张三, zhāng sān",
        "张三, 张三",
        "张三, 张 三",
        "张三, 三",
        "张三, ｚｓ",
        "李 明, 李明",
        "李 明, 李 明",
        "吕布, lvbu",
        "吕布, lubu",
        "吕布, lübu",
        "吕布, lǚ bù",
        "覃辉, qin",
        "覃辉, tan",
        "阿依古丽·买买提, 阿依古丽买",
        "阿依古丽·买买提, ayigul",
        "阿依古丽·买买提, 买买提",
        "阿依古丽·买买提, maimaiti",
        "O'Brien 李, obrien",
        "O'Brien 李, O’Brien",
        "O'Brien 李, 李",
        "O'Brien 李, obrienli",
        "John Smith, smith",
        "John Smith, john sm",
        "John Smith, js",
        "müller, Müller",
        "müller, muller",
        "😀客户, kehu",
        "😀客户, 😀",
        "𠮷野家, 𠮷",
        "䶮先生, 䶮",
        "ＡＢ公司, ab",
        "ＡＢ公司, AB公司",
        "ไทย, ไท",
        "单, shan",
        "!@#$%, !@",
        "<script>alert, <scr",
    })
    void aNameIsFoundByItsBeginnings(String name, String query) {
        SearchQuery read = SearchKeys.normaliseQuery(query);
        assertThat(read.kind()).isEqualTo(SearchQuery.Kind.PREFIX);
        assertThat(keys(name)).anyMatch(key -> key.value().startsWith(read.value()));
    }

    @Test
    void aSpellingByHandTakesThePlaceOfTheOthers() {
        List<SearchKey> keys = SearchKeys.of(ChineseName.split("覃辉"), "Tán Huī");
        assertThat(keys).contains(new SearchKey(PINYIN, "tanhui")).doesNotContain(new SearchKey(PINYIN, "qinhui"));
    }

    @Test
    void keysAreFewAndBounded() {
        for (String name : List.of("李".repeat(40), "女".repeat(200), "a b c d e f g h i j k l", "𠮷".repeat(90))) {
            List<SearchKey> keys = keys(name);
            assertThat(keys).hasSizeLessThanOrEqualTo(24).doesNotHaveDuplicates();
            assertThat(keys).allMatch(key -> key.value().length() <= SearchKeys.LONGEST);
            SearchQuery query = SearchKeys.normaliseQuery(name);
            assertThat(keys).anyMatch(key -> key.value().startsWith(query.value()));
        }
    }

    @ParameterizedTest
    @CsvSource({"5678", "５６７８", " 5678 "})
    void fourDigitsAreTheLastFour(String query) {
        assertThat(SearchKeys.normaliseQuery(query))
                .isEqualTo(new SearchQuery(SearchQuery.Kind.LAST_FOUR, "5678", "5678"));
    }

    @ParameterizedTest
    @CsvSource({
        "13812345678, 13812345678",
        "138 1234 5678, 13812345678",
        "138-1234-5678, 13812345678",
        "+86 138 1234 5678, 13812345678",
        "(+86)13812345678, 13812345678",
        "008613812345678, 13812345678",
        "１３８１２３４５６７８, 13812345678",
        "(010) 1234-5678, 01012345678",
        "+1 650 253 0000, +16502530000",
        "1234567, 1234567",
    })
    void sevenDigitsAndMoreAreAWholeNumber(String query, String digits) {
        SearchQuery read = SearchKeys.normaliseQuery(query);
        assertThat(read.kind()).isEqualTo(SearchQuery.Kind.NUMBER);
        assertThat(read.value()).isEqualTo(digits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"123", "12345", "A-1001", "7天", "138****5678", "1.38E+10"})
    void otherDigitsAreTheBeginningOfAKey(String query) {
        assertThat(SearchKeys.normaliseQuery(query).kind()).isEqualTo(SearchQuery.Kind.PREFIX);
    }

    @Test
    void anIdIsFoundInAnyCaseAndNothingByNothing() {
        assertThat(SearchKeys.normaliseQuery("0192F0C1-2345-7ABC-8DEF-0123456789AB")
                        .value())
                .isEqualTo("0192f0c1-2345-7abc-8def-0123456789ab");
        assertThat(SearchKeys.normaliseQuery(" \u3000").kind()).isEqualTo(SearchQuery.Kind.EMPTY);
    }

    @Test
    void identifiersAreComparedExactlyInPlainWidth() {
        assertThat(SearchKeys.identifier(" Ａ-１００１ ")).isEqualTo("A-1001");
        assertThat(SearchKeys.normaliseQuery("a-1001").identifier()).isEqualTo("a-1001");
    }
}
