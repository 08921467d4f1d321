package org.kithwork.itests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** What attackers send, from the public lists beside the project, and JSON made of it after a described schema. */
final class Payloads {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Stands for half a character, which no text can hold. */
    static final String LONE_SURROGATE = "half a character";

    /** What is no body at all. */
    static final List<String> NO_BODIES =
            List.of("null", "[]", "{", "\"x\"", "1", "[".repeat(5_000), "{\"a\":1,\"a\":2}", "{\"\":\"\"}", "\uFEFF{}");

    private Payloads() {}

    /** Every line of every list, each once. */
    static List<String> all() {
        var folder = SharedData.find("security");
        var lines = new LinkedHashSet<String>();
        try (var files = Files.list(folder)) {
            for (var file : files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lines.removeIf(String::isBlank);
        return List.copyOf(lines);
    }

    /** The strings of the list of naughty strings. */
    static List<String> naughty() {
        return strings(SharedData.find("strings/blns.json"));
    }

    private static List<String> strings(Path file) {
        try {
            return List.of(JSON.readValue(file.toFile(), String[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A body that has the payload wherever the schema has a text; {@code everywhere} puts it elsewhere as well. */
    static JsonNode body(ApiDescription api, JsonNode schema, String payload, boolean everywhere) {
        var meant = api.resolved(schema);
        var choice = meant.path("anyOf").path(0);
        if (!choice.isMissingNode()) {
            return body(api, choice, payload, everywhere);
        }
        return switch (meant.path("type").asText()) {
            case "object" -> object(api, meant, payload, everywhere);
            case "array" -> NODES.arrayNode().add(body(api, meant.path("items"), payload, everywhere));
            case "integer", "number" -> everywhere ? NODES.textNode(payload) : NODES.numberNode(1);
            case "boolean" -> everywhere ? NODES.textNode(payload) : NODES.booleanNode(false);
            default -> NODES.textNode(payload);
        };
    }

    private static JsonNode object(ApiDescription api, JsonNode schema, String payload, boolean everywhere) {
        var object = NODES.objectNode();
        schema.path("properties")
                .properties()
                .forEach(member -> object.set(member.getKey(), body(api, member.getValue(), payload, everywhere)));
        if (schema.path("additionalProperties").isObject()) {
            object.set("x", body(api, schema.path("additionalProperties"), payload, everywhere));
        }
        if (everywhere) {
            object.put(payload, payload);
        }
        return object;
    }

    /** Values that no member expects. */
    static List<JsonNode> oddities() {
        var deep = new ArrayList<JsonNode>();
        JsonNode nested = NODES.objectNode();
        for (int i = 0; i < 200; i++) {
            nested = NODES.objectNode().set("a", nested);
        }
        deep.add(nested);
        deep.add(NODES.nullNode());
        deep.add(NODES.arrayNode());
        deep.add(NODES.objectNode());
        deep.add(NODES.numberNode(1e308));
        deep.add(NODES.numberNode(Long.MIN_VALUE));
        deep.add(NODES.textNode("\u0000"));
        deep.add(NODES.textNode(LONE_SURROGATE));
        deep.add(NODES.textNode("长".repeat(40_000)));
        deep.add(NODES.booleanNode(true));
        return deep;
    }
}
