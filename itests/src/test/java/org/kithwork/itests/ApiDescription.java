package org.kithwork.itests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The OpenAPI document as a running system serves it: it knows the operation of a request and whether an answer fits. */
final class ApiDescription {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Pattern PARAMETER = Pattern.compile("\\{[^}]+}");

    private final JsonNode document;
    private final List<Operation> operations = new ArrayList<>();
    private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();

    /** One method at one path. */
    record Operation(String method, String path, JsonNode description) {

        String name() {
            return method + " " + path;
        }

        String permission() {
            return description.path("x-permission").asText("public");
        }

        private boolean matches(String asked, String at) {
            return method.equals(asked) && pattern().matcher(at).matches();
        }

        private Pattern pattern() {
            return Pattern.compile("\\Q" + PARAMETER.matcher(path).replaceAll("\\\\E[^/]+\\\\Q") + "\\E");
        }

        private long variables() {
            return PARAMETER.matcher(path).results().count();
        }
    }

    ApiDescription(JsonNode document) {
        this.document = document;
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(verb -> operations.add(new Operation(
                                verb.getKey().toUpperCase(java.util.Locale.ROOT), path.getKey(), verb.getValue()))));
        // What is written out is meant before what a variable may stand for.
        operations.sort(Comparator.comparing(Operation::variables).thenComparing(Operation::name));
    }

    List<Operation> operations() {
        return List.copyOf(operations);
    }

    /** The operation of a request; the path is given without the base of the API. */
    Optional<Operation> find(String method, String path) {
        var at = path.split("\\?", 2)[0];
        return operations.stream()
                .filter(operation -> operation.matches(method, at))
                .findFirst();
    }

    /** A node of the document, or what it refers to. */
    JsonNode resolved(JsonNode node) {
        var reference = node.path("$ref").asText("");
        return reference.startsWith("#") ? resolved(document.at(reference.substring(1))) : node;
    }

    /** What of an answer is not as described; empty when all is. */
    List<String> faults(Operation operation, HttpResponse<String> answer) {
        var described = resolved(operation.description().path("responses").path(Integer.toString(answer.statusCode())));
        if (described.isMissingNode()) {
            return List.of("The status " + answer.statusCode() + " is not described");
        }
        var faults = new ArrayList<String>();
        described.path("headers").properties().forEach(header -> {
            if (header.getValue().path("required").asBoolean()
                    && answer.headers().firstValue(header.getKey()).isEmpty()) {
                faults.add("The header " + header.getKey() + " is missing");
            }
        });
        faults.addAll(contentFaults(described.path("content"), answer));
        return faults;
    }

    /** What of a problem is not as every problem is. */
    List<String> problemFaults(HttpResponse<String> answer) {
        return contentFaults(document.at("/components/responses/Problem/content"), answer);
    }

    private List<String> contentFaults(JsonNode content, HttpResponse<String> answer) {
        var type = answer.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
        if (content.isEmpty()) {
            return answer.body().isEmpty() ? List.of() : List.of("No content is described, there is " + type);
        }
        if (!content.has(type)) {
            return List.of("The content type " + type + " is not described");
        }
        var schema = content.path(type).path("schema");
        if (schema.isMissingNode()) {
            return List.of();
        }
        return compiled
                .computeIfAbsent(schema, this::compile)
                .validate(
                        tree(answer.body()),
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(error -> error.getInstanceLocation() + " " + error.getMessage())
                .toList();
    }

    private Schema compile(JsonNode schema) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", document.path("components"));
        return SCHEMAS.getSchema(whole);
    }

    private static JsonNode tree(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
