package org.kithwork.core.internal.duplicate.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarityTest {

    @ParameterizedTest
    @CsvSource({
        "NAME, martha, martha, 4",
        "NAME, martha, marhta, 2",
        "NAME, harrington, harington, 2",
        "NAME, john, peter, 0",
        "NAME, 欧阳娜娜, 欧阳娜娜, 4",
        "NAME, 张伟, 张三, 0",
        "CODE, 13812345678, 13812345687, 2",
        "CODE, 13812345678, 13912345679, 1",
        "CODE, 2000, 2999, 0",
        "DATE, 19800214, 19800241, 2",
        "DATE, 19800506, 19800605, 2",
        "DATE, 19800506, 19750506, 1",
        "DATE, 19800506, 19651231, 0",
        "TEXT, 12 tullaroop street, 12 tulloroop street, 2",
        "TEXT, 12 tullaroop street, 13 tullaroop street, 0",
        "TEXT, chicago commons st lucy, st lucy, 1",
        "TEXT, cafe bizou, bizou cafe, 2",
        "CATEGORY, nsw, vic, 0"
    })
    void valuesAreAlikeInSteps(FieldKind kind, String a, String b, int level) {
        assertThat(Similarity.level(kind, a, b)).isEqualTo(level);
        assertThat(Similarity.level(kind, b, a)).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({"'', smith", "smith, ''", "'', ''"})
    void whatIsNotKnownSaysNothing(String a, String b) {
        assertThat(Similarity.level(FieldKind.NAME, a, b)).isEqualTo(Similarity.UNKNOWN);
    }
}
