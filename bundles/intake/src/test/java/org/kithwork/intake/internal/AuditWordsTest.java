package org.kithwork.intake.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kithwork.problem.Message;

/** What the module writes to the audit is shown in words. */
class AuditWordsTest {

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void everyActionAndEveryKindOfRecordHasAText(String language) {
        var locale = Locale.forLanguageTag(language);
        for (var code : List.of(
                "action.form.created",
                "action.form.changed",
                "action.kiosk.opened",
                "action.submission.received",
                "action.submission.confirmed",
                "action.submission.accepted",
                "action.submission.noted",
                "action.submission.rejected",
                "action.submission.link-shown",
                "action.webhook.created",
                "action.webhook.changed",
                "action.webhook.deleted",
                "action.webhook.secret-renewed",
                "action.webhook.pinged",
                "action.webhook.resent",
                "action.webhook.disabled",
                "object.webhook",
                "action.feed.created",
                "action.feed.changed",
                "action.feed.deleted",
                "action.feed.secret-renewed",
                "action.feed.message-resent",
                "action.feed.file-done",
                "action.feed.file-failed",
                "object.feed",
                "object.form",
                "object.submission")) {
            assertThat(Message.of(IntakePermissions.class, code).pattern(locale))
                    .as(code)
                    .isPresent();
        }
    }
}
