package org.kithwork.web.internal.openapi;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kithwork.permission.Requires;
import org.kithwork.web.internal.http.ModuleGate;
import org.kithwork.web.internal.http.Resources;
import org.kithwork.web.internal.http.Target;
import org.kithwork.web.internal.rest.Mapper;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** The description of the API, put together from the resources that are registered at this moment. Nothing is kept. */
@Component(service = OpenApiResource.class)
@JakartarsResource
@Path("openapi.json")
@Produces(MediaType.APPLICATION_JSON)
public final class OpenApiResource {

    private final Resources resources;
    private final ModuleGate gate;
    private final Mapper mapper;

    @Activate
    public OpenApiResource(@Reference Resources resources, @Reference ModuleGate gate, @Reference Mapper mapper) {
        this.resources = resources;
        this.gate = gate;
        this.mapper = mapper;
    }

    @GET
    @Requires(Requires.SIGNED_IN)
    public Map<String, Object> read() {
        var schemas = new Schemas(mapper.current());
        var operations = new Operations(schemas);
        var paths = new TreeMap<String, Map<String, Object>>();
        resources.all().stream()
                .filter(root -> root.module() == null || gate.isOpen(root.module()))
                .sorted(Comparator.comparing(root -> root.resource().getClass().getName()))
                .forEach(root -> add(root, operations, paths));
        paths.put("/events", Map.of("get", events()));
        var document = new LinkedHashMap<String, Object>();
        document.put("openapi", "3.1.0");
        document.put("info", Map.of("title", "Kithwork", "version", "1"));
        document.put("servers", List.of(Map.of("url", Target.API)));
        document.put("security", List.of(Map.of("token", List.of()), Map.of("session", List.of())));
        document.put("paths", paths);
        document.put("components", components(schemas));
        return document;
    }

    private static void add(Resources.Root root, Operations operations, Map<String, Map<String, Object>> paths) {
        var type = root.resource().getClass();
        var base = type.getAnnotation(Path.class);
        if (base == null) {
            return;
        }
        var tag = root.module() == null ? Operations.CORE : root.module();
        Arrays.stream(type.getMethods())
                .sorted(Comparator.comparing(Method::toString))
                .forEach(method -> Operations.verb(method)
                        .ifPresent(verb -> paths.computeIfAbsent(path(base, method), path -> new TreeMap<>())
                                .putIfAbsent(verb, operations.of(type, method, verb, tag))));
    }

    private static String path(Path base, Method method) {
        var own = method.getAnnotation(Path.class);
        var path = "/" + strip(base.value())
                + (own == null || strip(own.value()).isEmpty() ? "" : "/" + strip(own.value()));
        return path.replaceAll("\\{\\s*(\\w[\\w.-]*)\\s*:[^}]*}", "{$1}");
    }

    private static String strip(String path) {
        return path.replaceAll("^/+|/+$", "");
    }

    private static Map<String, Object> events() {
        var operation = new LinkedHashMap<String, Object>();
        operation.put("operationId", "Events.listen");
        operation.put("tags", List.of(Operations.CORE));
        operation.put("x-permission", Requires.SIGNED_IN);
        operation.put(
                "responses",
                Map.of(
                        "200", Map.of("description", "Success", "content", Map.of("text/event-stream", Map.of())),
                        "401", Map.of("$ref", "#/components/responses/Problem"),
                        "406", Map.of("$ref", "#/components/responses/Problem"),
                        "429", Map.of("$ref", "#/components/responses/Problem"),
                        "503", Map.of("$ref", "#/components/responses/Problem")));
        return operation;
    }

    private static Map<String, Object> components(Schemas schemas) {
        var text = Map.of("type", "string");
        var fault = Map.of(
                "type", "object",
                "required", List.of("pointer", "code", "message"),
                "properties", Map.of("pointer", text, "code", text, "message", text));
        var problem = Map.of(
                "type", "object",
                "required", List.of("type", "title", "status", "detail", "requestId"),
                "properties",
                        Map.of(
                                "type",
                                Map.of("type", "string", "pattern", "^https://kithwork.org/problems/"),
                                "title",
                                text,
                                "status",
                                Map.of("type", "integer"),
                                "detail",
                                text,
                                "requestId",
                                text,
                                "errors",
                                Map.of("type", "array", "items", fault)));
        var all = new TreeMap<String, Object>(schemas.components());
        all.put("Problem", problem);
        var components = new LinkedHashMap<String, Object>();
        components.put("schemas", all);
        components.put(
                "responses",
                Map.of(
                        "Problem",
                        Map.of(
                                "description",
                                "A failure, by RFC 9457",
                                "content",
                                Map.of(
                                        "application/problem+json",
                                        Map.of("schema", Map.of("$ref", "#/components/schemas/Problem"))))));
        components.put(
                "securitySchemes",
                Map.of(
                        "token", Map.of("type", "http", "scheme", "bearer"),
                        "session", Map.of("type", "apiKey", "in", "cookie", "name", "__Host-kw")));
        return components;
    }
}
