package org.kithwork.web.internal.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.kithwork.test.ConsoleTexts;

class ConsoleTextsTest {

    private static final Path KIT = Path.of("src/main/resources/ui/1");
    private static final Path TEXTS = KIT.resolve("i18n");

    @Test
    void bothLanguagesHaveTheSameKeysOnTheFirstPages() {
        ConsoleTexts.checkSame(
                ConsoleTexts.read(TEXTS.resolve("zh-CN.json")), ConsoleTexts.read(TEXTS.resolve("en.json")));
    }

    @Test
    void bothLanguagesHaveTheSameKeysOnTheOtherPages() {
        ConsoleTexts.checkSame(
                ConsoleTexts.read(TEXTS.resolve("zh-CN.more.json")), ConsoleTexts.read(TEXTS.resolve("en.more.json")));
    }

    @Test
    void everyTextThatTheConsoleAsksForIsThere() {
        var texts = new TreeMap<>(ConsoleTexts.read(TEXTS.resolve("en.json")));
        texts.putAll(ConsoleTexts.read(TEXTS.resolve("en.more.json")));
        assertThat(texts.keySet()).containsAll(ConsoleTexts.asked(KIT));
        assertThat(ConsoleTexts.askedByStart(KIT))
                .allSatisfy(start -> assertThat(texts.ceilingKey(start)).startsWith(start));
    }
}
