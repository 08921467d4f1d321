package org.kithwork.archives.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kithwork.problem.Message;

/** What the module writes to the audit is shown in words. */
class AuditWordsTest {

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void everyActionAndEveryKindOfRecordHasAText(String language) {
        var locale = Locale.forLanguageTag(language);
        var actions = Stream.concat(
                new ArchivesEvents()
                        .eventTypes().stream()
                                .filter(type -> type.title() != null)
                                .map(type -> type.name().substring("archives.".length())),
                Stream.of(
                        "interaction.changed",
                        "attachment.removed",
                        "attachment.downloaded",
                        "preference.withdrawn",
                        "preference-key.added",
                        "preference-key.changed",
                        "need.edited",
                        "recommendation.excluded",
                        "recommendation.included",
                        "term.changed",
                        "quality-rule.changed",
                        "quality-settings.changed",
                        "signal.changed",
                        "signal-rule.added",
                        "signal-rule.changed",
                        "signal-rule.removed"));
        assertThat(actions)
                .allSatisfy(action ->
                        assertThat(words("action." + action, locale)).as(action).isPresent());
        assertThat(List.of(
                        "purchase",
                        "interaction",
                        "attachment",
                        "preference",
                        "preference-key",
                        "recommendation",
                        "need",
                        "term",
                        "value",
                        "quality-rule",
                        "quality-settings",
                        "signal",
                        "signal-rule"))
                .allSatisfy(object ->
                        assertThat(words("object." + object, locale)).as(object).isPresent());
    }

    private static java.util.Optional<String> words(String code, Locale locale) {
        return Message.of(ArchivesPermissions.class, code).pattern(locale);
    }
}
