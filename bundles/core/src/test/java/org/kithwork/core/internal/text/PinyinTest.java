package org.kithwork.core.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinyinTest {
    @ParameterizedTest
    @CsvSource({
        "张三, zhangsan",
        "欧阳娜娜, ouyangnana",
        "单雄信, shanxiongxin",
        "仇英, qiuying",
        "解缙, xiejin",
        "曾国藩, zengguofan",
        "查良镛, zhaliangyong",
        "区小明, ouxiaoming",
        "朴树, piaoshu",
        "盖叫天, gejiaotian",
        "任正非, renzhengfei",
        "华佗, huatuo",
        "尉迟恭, yuchigong",
        "万俟卨, moqixie",
        "长孙无忌, zhangsunwuji",
        "乐毅, yueyi",
        "员半千, yunbanqian",
        "黑明, heming",
        "缪荃孙, miaoquansun",
        "冼星海, xianxinghai",
        "逄先知, pangxianzhi",
        "召公, shaogong",
        "尹志平, yinzhiping",
        "令狐冲, linghuchong",
        "翟志刚, zhaizhigang",
        "卜凡, bufan",
        "吕布, lvbu",
        "吴长江, wuchangjiang",
    })
    void aSurnameIsReadAsASurname(String name, String full) {
        assertThat(Pinyin.of(ChineseName.split(name)).get(0).full()).isEqualTo(full);
    }

    @Test
    void aReadingOfASurnameDoesNotReachIntoTheGivenName() {
        assertThat(Pinyin.of(ChineseName.split("王任查")).get(0).full()).isEqualTo("wangrencha");
        assertThat(Pinyin.of(ChineseName.split("李华")).get(0).full()).isEqualTo("lihua");
    }

    @Test
    void twoCommonReadingsAreBothKept() {
        assertThat(Pinyin.of(ChineseName.split("覃辉")).stream().map(Pinyin.Spelling::full))
                .containsExactly("qinhui", "tanhui");
        assertThat(Pinyin.of(ChineseName.split("张茜")).stream().map(Pinyin.Spelling::full))
                .containsExactly("zhangqian", "zhangxi");
    }

    @Test
    void aSpellingByHandBeatsTheTable() {
        ChineseName name = ChineseName.split("单雄信");
        assertThat(Pinyin.of(name, "Dān Xióngxìn"))
                .isEqualTo(new Pinyin.Spelling(List.of("dan"), List.of("xiong", "xin")));
        assertThat(Pinyin.of(ChineseName.split("吕西安"), "Lǚ Xi'an").initials()).isEqualTo("lxa");
        assertThat(Pinyin.of(name, "???")).isEqualTo(new Pinyin.Spelling(List.of(), List.of()));
    }

    @Test
    void everyCommonCharacterHasAReadingOfPlainLetters() {
        int missing = 0;
        for (int point = 0x4E00; point <= 0x9FA5; point++) {
            String reading = Pinyin.of(point);
            assertThat(reading).matches("[a-z]*");
            missing += reading.isEmpty() ? 1 : 0;
        }
        assertThat(missing).isLessThan(200);
        assertThat(Pinyin.of('a')).isEmpty();
        assertThat(Pinyin.of(0x1F600)).isEmpty();
    }

    @Test
    void manyThreadsReadTheSame() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Callable<String>> readers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                readers.add(() -> {
                    StringBuilder all = new StringBuilder();
                    for (int point = 0x3400; point < 0x3800; point++) {
                        all.append(Pinyin.of(point)).append(' ');
                    }
                    return all.toString();
                });
            }
            List<String> results = new ArrayList<>();
            for (Future<String> future : pool.invokeAll(readers)) {
                results.add(future.get());
            }
            assertThat(results).allMatch(results.get(0)::equals);
        } finally {
            pool.shutdownNow();
        }
    }
}
