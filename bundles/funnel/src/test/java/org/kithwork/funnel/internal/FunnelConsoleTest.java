package org.kithwork.funnel.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.kithwork.test.ConsoleTexts;

class FunnelConsoleTest {

    private static final Path UI = Path.of("src/main/resources/ui");

    @Test
    void bothLanguagesHaveTheSameKeysAndUiJsonNamesNoOther() {
        ConsoleTexts.checkModule(UI);
    }

    @Test
    void everyTextThatThePagesAskForIsTheirsOrOneOfTheKit() {
        var own = new TreeSet<>(ConsoleTexts.asked(UI));
        own.removeIf(key -> key.startsWith("kit.") || key.startsWith("form."));
        assertThat(ConsoleTexts.read(UI.resolve("i18n/en.json")).keySet()).containsAll(own);
    }

    @Test
    void everyTextThatThePagesPutTogetherHasOneThatBeginsSo() {
        var keys = ConsoleTexts.read(UI.resolve("i18n/en.json")).keySet();
        assertThat(ConsoleTexts.askedByStart(UI))
                .allSatisfy(start -> assertThat(keys).anyMatch(key -> key.startsWith(start)));
    }
}
