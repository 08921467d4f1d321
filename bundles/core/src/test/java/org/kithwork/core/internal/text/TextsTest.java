package org.kithwork.core.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kithwork.core.internal.SharedData;

class TextsTest {
    @Test
    void everyNaughtyStringIsStoredAsItIs() {
        SharedData.json("strings/blns.json").forEach(node -> {
            String text = node.asText();
            assertThat(Texts.stored(text)).isEqualTo(text);
            assertThat(Texts.fault(text, 300)).isEmpty();
        });
    }

    @Test
    void anEmptyOrBlankNameIsRefusedAndOnlyThat() {
        assertThat(Texts.faultOfName("", 10)).contains(Texts.Fault.BLANK);
        assertThat(Texts.faultOfName(" \t\u3000\u00A0\u2009\u0085\n", 10)).contains(Texts.Fault.BLANK);
        assertThat(Texts.faultOfName("\u0001", 10)).isEmpty();
        assertThat(Texts.faultOfName("\u200B", 10)).isEmpty();
        assertThat(Texts.fault("", 10)).isEmpty();
    }

    @Test
    void whatNoDatabaseCanHoldIsAFault() {
        assertThat(Texts.fault("a\u0000b", 10)).contains(Texts.Fault.NUL);
        assertThat(Texts.fault("a\uD83D", 10)).contains(Texts.Fault.SURROGATE);
        assertThat(Texts.fault("\uDE00a", 10)).contains(Texts.Fault.SURROGATE);
        assertThat(Texts.fault("\uD83Da", 10)).contains(Texts.Fault.SURROGATE);
        assertThat(Texts.fault("\uD83D\uDE00", 10)).isEmpty();
    }

    @Test
    void lengthCountsCodePointsOfTheStoredForm() {
        assertThat(Texts.length("𠮷😀a")).isEqualTo(3);
        assertThat(Texts.fault("𠮷".repeat(40), 40)).isEmpty();
        assertThat(Texts.fault("𠮷".repeat(41), 40)).contains(Texts.Fault.TOO_LONG);
        assertThat(Texts.fault("e\u0301".repeat(40), 40)).isEmpty();
    }

    @Test
    void storingComposesAndStaysComposed() {
        assertThat(Texts.stored("e\u0301")).isEqualTo("é");
        for (int point = 0x20; point < 0x3400; point++) {
            String once = Texts.stored(Character.toString(point));
            assertThat(Texts.stored(once)).isEqualTo(once);
        }
    }

    @Test
    void cuttingNeverHalvesACharacter() {
        assertThat(Texts.cut("a𠮷", 2)).isEqualTo("a");
        assertThat(Texts.cut("a𠮷", 3)).isEqualTo("a𠮷");
    }
}
