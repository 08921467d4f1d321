package org.kithwork.web.internal.ui;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Checks a document against the part of JSON Schema that our own schemas use: type, required, properties,
 * additionalProperties, items, pattern, minLength, minimum.
 */
final class JsonSchema {

    private final JsonNode schema;

    JsonSchema(JsonNode schema) {
        this.schema = schema;
    }

    /** Every place that does not fit, such as {@code /nav/0/page: required}; empty when all fits. */
    List<String> faults(JsonNode document) {
        var faults = new ArrayList<String>();
        check(schema, document, JsonPointer.empty(), faults);
        return faults;
    }

    private static void check(JsonNode schema, JsonNode value, JsonPointer at, List<String> faults) {
        var type = schema.path("type").asText("");
        if (!type.isEmpty() && !isOfType(type, value)) {
            faults.add(at + ": " + type);
            return;
        }
        if (value.isObject()) {
            checkObject(schema, value, at, faults);
        } else if (value.isArray() && schema.has("items")) {
            for (int i = 0; i < value.size(); i++) {
                check(schema.get("items"), value.get(i), at.appendIndex(i), faults);
            }
        } else if (value.isTextual()) {
            checkText(schema, value.asText(), at, faults);
        } else if (value.isNumber()
                && schema.has("minimum")
                && value.asLong() < schema.get("minimum").asLong()) {
            faults.add(at + ": minimum " + schema.get("minimum").asText());
        }
    }

    private static void checkObject(JsonNode schema, JsonNode value, JsonPointer at, List<String> faults) {
        for (var name : schema.path("required")) {
            if (!value.has(name.asText())) {
                faults.add(at.appendProperty(name.asText()) + ": required");
            }
        }
        var properties = schema.path("properties");
        var others = schema.path("additionalProperties");
        for (var member : value.properties()) {
            var place = at.appendProperty(member.getKey());
            if (properties.has(member.getKey())) {
                check(properties.get(member.getKey()), member.getValue(), place, faults);
            } else if (others.isObject()) {
                check(others, member.getValue(), place, faults);
            } else if (others.isBoolean() && !others.asBoolean()) {
                faults.add(place + ": unknown");
            }
        }
    }

    private static void checkText(JsonNode schema, String text, JsonPointer at, List<String> faults) {
        if (text.length() < schema.path("minLength").asInt(0)) {
            faults.add(at + ": empty");
        }
        var pattern = schema.path("pattern");
        if (pattern.isTextual()
                && !Pattern.compile(pattern.asText()).matcher(text).find()) {
            faults.add(at + ": " + pattern.asText());
        }
    }

    private static boolean isOfType(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> false;
        };
    }
}
