package org.kithwork.intake.internal.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.intake.internal.webhook.Webhook.State;
import org.kithwork.rest.Patch;

/**
 * What is said of a webhook; raw, so that every fault can be named at once.
 *
 * @param active {@code true} where absent
 */
public record WebhookDraft(
        @Nullable String name,
        @Nullable String url,
        @Nullable List<String> events,
        @Nullable Boolean active) {

    /** A webhook with what a patch says of it. */
    static WebhookDraft of(Webhook webhook, Patch patch) {
        var events = patch.value("events", String[].class);
        return new WebhookDraft(
                patch.has("name") ? patch.text("name") : webhook.name(),
                patch.has("url") ? patch.text("url") : webhook.url(),
                patch.has("events") ? (events == null ? null : List.of(events)) : webhook.events(),
                patch.has("active")
                        ? patch.value("active", Boolean.class)
                        : Boolean.valueOf(webhook.state() == State.ACTIVE));
    }
}
