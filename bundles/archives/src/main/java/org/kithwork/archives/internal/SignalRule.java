package org.kithwork.archives.internal;

import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What has to be said, how often and within how many days, to be a signal.
 *
 * @param words any of them, in the topic or the text of an interaction
 * @param channel only interactions that came this way; {@code null} for all
 * @param direction only what came in, or went out; {@code null} for both
 * @param count so many interactions make one signal
 * @param days the interactions lie within so many days of now
 */
public record SignalRule(
        SignalRuleId id,
        long version,
        String name,
        SignalKind kind,
        List<String> words,
        @Nullable InteractionChannel channel,
        @Nullable Direction direction,
        int count,
        int days,
        boolean active) {

    private static final Pattern SPACES = Pattern.compile("\\s+");

    public SignalRule {
        words = List.copyOf(words);
    }

    /** The earliest time that still counts. */
    Instant from(Instant now) {
        return now.minus(Duration.ofDays(days));
    }

    boolean isAbout(Interaction said) {
        return (channel == null || channel == said.channel())
                && (direction == null || direction == said.direction())
                && (names(said.topic()) || names(said.body()));
    }

    private boolean names(@Nullable String text) {
        if (text == null) {
            return false;
        }
        var folded = folded(text);
        return words.stream().anyMatch(word -> folded.contains(folded(word)));
    }

    /** The form in which words are compared: width, case and the number of spaces make no difference. */
    static String folded(String text) {
        return SPACES.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT))
                .replaceAll(" ");
    }
}
