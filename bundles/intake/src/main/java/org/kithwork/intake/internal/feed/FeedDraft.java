package org.kithwork.intake.internal.feed;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kithwork.importing.StandingImport;
import org.kithwork.rest.Patch;

/**
 * What is said of a feed; raw, so that every fault can be named at once.
 *
 * @param type {@code HOOK} or {@code FOLDER}; it never changes, nor does {@code slug}
 * @param active {@code true} where absent
 * @param rows where in a message the rows are, as a JSON pointer to a list
 * @param key places that together name a row in its source, such as the number of an order and of its line: what comes a second
 *     time under another message is known by it
 * @param patienceHours for a folder: how long a file of which rows were refused is tried again, since what they need may come
 *     later, such as the order of a return; 0, where absent, sets it apart at once
 * @param kind what comes in, a kind of import such as {@code customers}
 * @param source the system that it comes from; keys are unique in it. The slug where absent
 * @param mapping the field of each column of a file, or of each place of a message as a JSON pointer; {@code #} before the
 *     pointer means a place of the row, where a message has several
 */
public record FeedDraft(
        @Nullable String slug,
        @Nullable String name,
        @Nullable String type,
        @Nullable Boolean active,
        @Nullable String rows,
        @Nullable List<String> key,
        @Nullable Integer patienceHours,
        @Nullable String kind,
        @Nullable String source,
        @Nullable String onDuplicate,
        @Nullable Map<String, String> mapping,
        @Nullable Map<String, String> options) {

    /** A feed with what a patch says of it. */
    static FeedDraft of(Feed feed, Patch patch) {
        var how = feed.how();
        return new FeedDraft(
                feed.slug(),
                patch.has("name") ? patch.text("name") : feed.name(),
                feed.type().name(),
                patch.has("active") ? patch.value("active", Boolean.class) : Boolean.valueOf(feed.active()),
                patch.has("rows") ? patch.text("rows") : feed.rows(),
                patch.has("key")
                        ? List.of(Objects.requireNonNullElse(patch.value("key", String[].class), new String[0]))
                        : feed.key(),
                patch.has("patienceHours")
                        ? patch.value("patienceHours", Integer.class)
                        : Integer.valueOf(feed.patienceHours()),
                patch.has("kind") ? patch.text("kind") : how.kind(),
                patch.has("source") ? patch.text("source") : how.source(),
                patch.has("onDuplicate") ? patch.text("onDuplicate") : how.onDuplicate(),
                texts(how.mapping(), patch, "mapping"),
                texts(how.options(), patch, "options"));
    }

    /** Entries of the patch over those before; {@code null} takes one away, and no patch leaves all. */
    @SuppressWarnings("unchecked")
    private static Map<String, String> texts(Map<String, String> before, Patch patch, String member) {
        var texts = new LinkedHashMap<>(before);
        Map<String, Object> said = Objects.requireNonNullElse(patch.value(member, Map.class), Map.of());
        said.forEach((name, value) -> {
            if (value == null) {
                texts.remove(name);
            } else {
                texts.put(name, value.toString());
            }
        });
        return texts;
    }

    StandingImport how() {
        return new StandingImport(
                kind,
                source == null || source.isBlank() ? slug : source,
                onDuplicate,
                mapping == null ? Map.of() : mapping,
                options == null ? Map.of() : options);
    }
}
