package org.kithwork.archives.internal;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.rest.Patch;

/**
 * What is said of a rule, or of a change of one; raw, so that every fault can be named at once.
 *
 * @param active true where absent
 */
public record SignalRuleDraft(
        @Nullable String name,
        @Nullable String kind,
        @Nullable List<@Nullable String> words,
        @Nullable String channel,
        @Nullable String direction,
        @Nullable Integer count,
        @Nullable Integer days,
        @Nullable Boolean active) {

    /** What is said of a rule once a patch has changed the members that it names. */
    static SignalRuleDraft of(SignalRule now, Patch patch) {
        patch.allow(SignalRuleDraft.class);
        return new SignalRuleDraft(
                member(patch, "name", String.class, now.name()),
                member(patch, "kind", String.class, now.kind().name()),
                words(patch, now),
                member(patch, "channel", String.class, name(now.channel())),
                member(patch, "direction", String.class, name(now.direction())),
                member(patch, "count", Integer.class, now.count()),
                member(patch, "days", Integer.class, now.days()),
                member(patch, "active", Boolean.class, now.active()));
    }

    private static @Nullable List<@Nullable String> words(Patch patch, SignalRule now) {
        if (!patch.has("words")) {
            return List.copyOf(now.words());
        }
        var words = patch.value("words", String[].class);
        return words == null ? null : Arrays.asList(words);
    }

    private static <T> @Nullable T member(Patch patch, String name, Class<T> type, @Nullable T now) {
        return patch.has(name) ? patch.value(name, type) : now;
    }

    private static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }
}
