package org.kithwork.core.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kithwork.core.internal.SharedData;
import org.kithwork.customer.NameOrder;

class ChineseNameTest {
    @ParameterizedTest
    @CsvSource({
        "张三, 张, 三",
        "欧阳娜娜, 欧阳, 娜娜",
        "司马光, 司马, 光",
        "上官婉儿, 上官, 婉儿",
        "诸葛亮, 诸葛, 亮",
        "皇甫嵩, 皇甫, 嵩",
        "尉迟恭, 尉迟, 恭",
        "公孙大娘, 公孙, 大娘",
        "慕容复, 慕容, 复",
        "令狐冲, 令狐, 冲",
        "爱新觉罗玄烨, 爱新觉罗, 玄烨",
        "歐陽修, 歐陽, 修",
        "李 明, 李, 明",
        "欧阳　娜娜, 欧阳, 娜娜",
        "单雄信, 单, 雄信",
    })
    void aHanNameIsSplitByTheTableAndNotInDoubt(String full, String family, String given) {
        ChineseName name = ChineseName.split(full);
        assertThat(name.familyName()).isEqualTo(family);
        assertThat(name.givenName()).isEqualTo(given);
        assertThat(name.order()).isEqualTo(NameOrder.FAMILY_GIVEN);
        assertThat(name.doubtful()).isFalse();
        assertThat(name.displayName()).isEqualTo(family + given);
    }

    @ParameterizedTest
    @CsvSource({
        "单于琴, 单于, 琴", // 单 + 于琴 as well
        "左丘明, 左丘, 明",
        "𠮷野家, 𠮷, 野家", // not a known surname
        "张李慧敏, 张, 李慧敏", // two surnames, or a long given name
        "张先生, 张, 先生",
        "欧 阳娜娜, 欧阳, 娜娜", // somebody put the space elsewhere
    })
    void anUnsureSplitIsFlagged(String full, String family, String given) {
        ChineseName name = ChineseName.split(full);
        assertThat(name.familyName()).isEqualTo(family);
        assertThat(name.givenName()).isEqualTo(given);
        assertThat(name.doubtful()).isTrue();
    }

    @Test
    @DisplayName("Edge 8: one character alone is a surname, in doubt")
    void oneCharacterOrOneCompoundSurnameAloneIsASurnameInDoubt() {
        assertThat(ChineseName.split("单")).isEqualTo(new ChineseName("单", null, NameOrder.FAMILY_GIVEN, true, "单"));
        assertThat(ChineseName.split("欧阳")).isEqualTo(new ChineseName("欧阳", null, NameOrder.FAMILY_GIVEN, true, "欧阳"));
        assertThat(ChineseName.split("单于").familyName()).isEqualTo("单");
    }

    @ParameterizedTest
    @CsvSource({"阿依古丽·买买提, false", "müller, false", "O'Brien 李, true", "😀客户, true", "ไทย, false", "ＡＢ公司, true"})
    void otherNamesStayWholeAndAsTyped(String full, boolean doubtful) {
        assertThat(ChineseName.split(full)).isEqualTo(new ChineseName(null, full, NameOrder.WHOLE, doubtful, full));
    }

    @Test
    @DisplayName("Edge 8: forty characters stay whole")
    void fortyCharactersStayWhole() {
        String full = "李".repeat(40);
        ChineseName name = ChineseName.split(full);
        assertThat(name.order()).isEqualTo(NameOrder.WHOLE);
        assertThat(name.displayName()).isEqualTo(full);
        assertThat(name.doubtful()).isTrue();
    }

    @Test
    void latinNamesHaveTheGivenNameFirstUnlessAComma() {
        assertThat(ChineseName.split("Mary Ann Smith"))
                .isEqualTo(new ChineseName("Smith", "Mary Ann", NameOrder.GIVEN_FAMILY, false, "Mary Ann Smith"));
        assertThat(ChineseName.split("Smith, John").familyName()).isEqualTo("Smith");
        assertThat(ChineseName.split("Zhang San").doubtful()).isTrue();
    }

    @Test
    void partsAreShownTogetherWithoutASpaceOnlyInChinese() {
        assertThat(ChineseName.of("欧阳", "娜娜", null).displayName()).isEqualTo("欧阳娜娜");
        assertThat(ChineseName.of("Smith", "John", null).displayName()).isEqualTo("John Smith");
        assertThat(ChineseName.of("Smith", "John", NameOrder.FAMILY_GIVEN).displayName())
                .isEqualTo("Smith John");
        assertThat(ChineseName.of(null, "买买提", null).displayName()).isEqualTo("买买提");
        assertThatThrownBy(() -> ChineseName.of(" ", null, null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyNaughtyStringIsShownAsTyped() {
        for (JsonNode node : SharedData.json("strings/blns.json")) {
            String text = node.asText();
            ChineseName name = ChineseName.split(text);
            assertThat(name.displayName()).isEqualTo(text);
            SearchKeys.of(name, null).forEach(key -> assertThat(key.value()).isNotEmpty());
            assertThat(SortKeys.of(name, null)).hasSizeLessThanOrEqualTo(SortKeys.LONGEST);
        }
    }

    @Test
    void theUsualSurnamesAreKnown() {
        JsonNode lists = SharedData.json("chinese/faker_zh_CN_lists.json");
        lists.path("person").path("last_names").forEach(node -> {
            ChineseName name = ChineseName.split(node.asText() + "小明");
            assertThat(name.familyName()).isEqualTo(node.asText());
            assertThat(name.doubtful()).as(node.asText()).isFalse();
        });
    }

    @Test
    void familyAndGivenNameAlwaysMakeTheShownName() {
        String characters = "欧阳司马单于张李王𠮷㐂䶮娜明东方西门";
        int[] points = characters.codePoints().toArray();
        for (int a : points) {
            for (int b : points) {
                for (int c : points) {
                    String full = Character.toString(a) + Character.toString(b) + Character.toString(c);
                    ChineseName name = ChineseName.split(full);
                    assertThat(name.familyName() + name.givenName())
                            .isEqualTo(full)
                            .isEqualTo(name.displayName());
                }
            }
        }
    }
}
