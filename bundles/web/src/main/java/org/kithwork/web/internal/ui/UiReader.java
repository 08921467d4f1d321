package org.kithwork.web.internal.ui;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.kithwork.problem.Message;
import org.kithwork.web.internal.Texts;
import org.kithwork.web.internal.rest.Mapper;

/** Reads and checks what a bundle brings to the console. What is wrong becomes a fault of that module alone. */
final class UiReader {

    /** The version of the kit under {@code /ui/1}. */
    static final int API = 1;

    private static final String DESCRIPTOR = "ui.json";

    private final Mapper mapper;
    private final JsonSchema schema;

    UiReader(Mapper mapper) {
        this.mapper = mapper;
        try (InputStream in = UiReader.class.getResourceAsStream("ui.schema.json")) {
            this.schema = new JsonSchema(mapper.current().readTree(in));
        } catch (IOException e) {
            throw new IllegalStateException("The schema of ui.json", e);
        }
    }

    /**
     * Reads the files of a bundle.
     *
     * @param word what to call the module as long as it does not say so itself
     */
    UiModule read(String word, String version, SortedMap<String, byte[]> contents) {
        var content = contents.get(DESCRIPTOR);
        if (content == null) {
            return UiModule.faulty(word, version, Texts.of("problem-ui-missing", DESCRIPTOR));
        }
        JsonNode descriptor;
        try {
            descriptor = mapper.current().readTree(content);
        } catch (IOException e) {
            return UiModule.faulty(word, version, Texts.of("problem-ui-unreadable", DESCRIPTOR));
        }
        var api = descriptor.path("api").asInt();
        if (api > API) {
            return UiModule.faulty(word, version, Texts.of("problem-ui-newer", api, API));
        }
        var faults = new ArrayList<>(schema.faults(descriptor));
        if (faults.isEmpty()) {
            faults.addAll(beyondSchema(descriptor, contents));
        }
        if (!faults.isEmpty()) {
            return UiModule.faulty(word, version, invalid(String.join("; ", faults)));
        }
        var texts = new HashMap<String, Map<String, String>>();
        for (var language : List.of("zh-CN", "en")) {
            var file = "i18n/" + language + ".json";
            var found = contents.get(file);
            if (found == null) {
                return UiModule.faulty(word, version, Texts.of("problem-ui-missing", file));
            }
            try {
                texts.put(language, texts(found));
            } catch (IOException e) {
                return UiModule.faulty(word, version, Texts.of("problem-ui-unreadable", file));
            }
        }
        return new UiModule(
                descriptor.get("id").asText(),
                descriptor.get("version").asText(),
                descriptor,
                texts,
                new FileSet(contents),
                null);
    }

    private static Message invalid(String faults) {
        return Texts.of("problem-ui-invalid", DESCRIPTOR, faults);
    }

    /** Paths stay below the module's word; files that are named are there. */
    private static List<String> beyondSchema(JsonNode descriptor, SortedMap<String, byte[]> contents) {
        var faults = new ArrayList<String>();
        var home = "/" + descriptor.get("id").asText();
        for (var list : List.of("nav", "pages")) {
            for (var page : descriptor.path(list)) {
                var path = page.get("path").asText();
                if (!path.equals(home) && !path.startsWith(home + "/")) {
                    faults.add(path + ": " + home + "/…");
                }
                requireFile(page.get("page").asText(), contents, faults);
            }
        }
        for (var slot : descriptor.path("slots")) {
            for (var entry : slot) {
                if (entry.has("view")) {
                    requireFile(entry.get("view").asText(), contents, faults);
                }
            }
        }
        return faults;
    }

    private static void requireFile(String name, SortedMap<String, byte[]> contents, List<String> faults) {
        if (!contents.containsKey(name)) {
            faults.add(name + ": missing");
        }
    }

    private Map<String, String> texts(byte[] content) throws IOException {
        var texts = new HashMap<String, String>();
        for (var text : mapper.current().readTree(content).properties()) {
            texts.put(text.getKey(), text.getValue().asText());
        }
        return texts;
    }
}
