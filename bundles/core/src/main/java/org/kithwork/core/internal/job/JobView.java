package org.kithwork.core.internal.job;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A job as those see it who watch it.
 *
 * @param total 0 while unknown
 * @param problems in the reader's language
 */
public record JobView(
        String id,
        String kind,
        String title,
        String module,
        JobState state,
        long done,
        long total,
        @Nullable Double ratePerSecond,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant estimatedEnd,
        @Nullable Instant finishedAt,
        List<Trouble> problems,
        @Nullable String link) {

    /** Something that went wrong, as the problems of requests are written. */
    public record Trouble(String type, String title, String detail) {

        /** In the reader's language. */
        public static Trouble of(Said said, Locale locale) {
            var text = said.text(locale);
            return new Trouble("https://kithwork.org/problems/" + said.code(), text, text);
        }
    }
}
