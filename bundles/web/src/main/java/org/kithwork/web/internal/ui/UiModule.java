package org.kithwork.web.internal.ui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kithwork.problem.Message;

/**
 * What one bundle brings to the console.
 *
 * @param id the module's word
 * @param descriptor its {@code ui.json}; an empty object when it is at fault
 * @param texts by language and key
 * @param fault what is wrong with it; nothing of it is shown then
 */
record UiModule(
        String id,
        String version,
        JsonNode descriptor,
        Map<String, Map<String, String>> texts,
        FileSet files,
        @Nullable Message fault) {

    static UiModule faulty(String id, String version, Message fault) {
        return new UiModule(
                id, version, JsonNodeFactory.instance.objectNode(), Map.of(), new FileSet(new TreeMap<>()), fault);
    }

    String base() {
        return "/m/" + id + "/" + files.hash() + "/";
    }

    Optional<Message> problem() {
        return Optional.ofNullable(fault);
    }

    /** The texts of a language, completed by the other where one is missing. */
    Map<String, String> textsIn(String language) {
        var all = new TreeMap<>(texts.getOrDefault("en", Map.of()));
        all.putAll(texts.getOrDefault(language, Map.of()));
        return all;
    }
}
