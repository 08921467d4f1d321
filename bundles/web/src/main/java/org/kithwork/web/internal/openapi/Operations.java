package org.kithwork.web.internal.openapi;

import com.fasterxml.jackson.databind.JavaType;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kithwork.permission.Public;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Patch;
import org.kithwork.rest.Returns;
import org.kithwork.rest.Takes;

/** One REST method as an operation. */
final class Operations {

    /** The tag of what no module brings. */
    static final String CORE = "core";

    private static final String JSON = "application/json";
    private static final String FORM = "multipart/form-data";
    private static final Map<String, Object> TEXT = Map.of("type", "string");
    private static final Map<String, Object> LIMIT =
            Map.of("type", "integer", "minimum", 1, "maximum", 200, "default", 50);

    private static final Map<Integer, String> DESCRIPTIONS = Map.of(
            201, "Created", 202, "Accepted; the work goes on", 204, "Done; there is nothing to say", 301, "Moved");
    private static final Set<Integer> LOCATED = Set.of(201, 202, 301);

    private final Schemas schemas;

    Operations(Schemas schemas) {
        this.schemas = schemas;
    }

    /** The HTTP method, in small letters; empty for what answers none. */
    static Optional<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(java.util.Objects::nonNull)
                .map(verb -> verb.value().toLowerCase(java.util.Locale.ROOT))
                .findFirst();
    }

    Map<String, Object> of(Class<?> resource, Method method, String verb, String tag) {
        var operation = new LinkedHashMap<String, Object>();
        operation.put("operationId", id(resource, method, tag));
        operation.put("tags", List.of(tag));
        var isOpen = method.isAnnotationPresent(Public.class)
                || (!method.isAnnotationPresent(Requires.class) && resource.isAnnotationPresent(Public.class));
        if (isOpen) {
            operation.put("security", List.of());
        } else {
            operation.put("x-permission", permission(resource, method));
        }
        var parameters = parameters(method, verb, isOpen);
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        var body = body(resource, method);
        body.ifPresent(found -> {
            found.put("required", method.isAnnotationPresent(Consumes.class));
            operation.put("requestBody", found);
        });
        operation.put("responses", responses(resource, method, verb, body.isPresent(), parameters));
        return operation;
    }

    private static String id(Class<?> resource, Method method, String tag) {
        var name = resource.getSimpleName().replaceAll("Resource$", "") + "." + method.getName();
        return tag.equals(CORE) ? name : tag + "." + name;
    }

    private static String permission(Class<?> resource, Method method) {
        var own = method.getAnnotation(Requires.class);
        var requires = own == null ? resource.getAnnotation(Requires.class) : own;
        return requires == null ? "nobody" : requires.value();
    }

    private List<Map<String, Object>> parameters(Method method, String verb, boolean isOpen) {
        var parameters = new ArrayList<Map<String, Object>>();
        for (var parameter : method.getParameters()) {
            if (parameter.isAnnotationPresent(BeanParam.class)) {
                for (var field : parameter.getType().getDeclaredFields()) {
                    parameter(field, field.getGenericType()).ifPresent(parameters::add);
                }
            } else {
                parameter(parameter, parameter.getParameterizedType()).ifPresent(parameters::add);
            }
        }
        if (verb.equals("post") && !isOpen) {
            parameters.add(parameter("header", "Idempotency-Key", false, Map.of("type", "string", "maxLength", 255)));
        }
        return parameters;
    }

    /** What a parameter of the method, or a field of one that several methods share, takes out of the request. */
    private Optional<Map<String, Object>> parameter(AnnotatedElement element, Type type) {
        var path = element.getAnnotation(PathParam.class);
        if (path != null) {
            return Optional.of(parameter("path", path.value(), true, schema(type)));
        }
        var query = element.getAnnotation(QueryParam.class);
        if (query != null) {
            var schema = query.value().equals("limit") ? LIMIT : schema(type);
            return Optional.of(parameter("query", query.value(), false, schema));
        }
        var header = element.getAnnotation(HeaderParam.class);
        if (header != null && !header.value().equalsIgnoreCase("Content-Type")) {
            return Optional.of(
                    parameter("header", header.value(), header.value().equals("If-Match"), TEXT));
        }
        return Optional.empty();
    }

    private static Map<String, Object> parameter(String in, String name, boolean required, Map<String, Object> schema) {
        var parameter = new LinkedHashMap<String, Object>();
        parameter.put("name", name);
        parameter.put("in", in);
        parameter.put("required", required);
        parameter.put("schema", schema);
        return parameter;
    }

    private Map<String, Object> schema(Type type) {
        var schema = schemas.of(schemas.type(type), true);
        // A type with a text form of its own, such as an id, is a text in an address.
        return schema.containsKey("$ref") ? TEXT : schema;
    }

    private Optional<Map<String, Object>> body(Class<?> resource, Method method) {
        var form = Arrays.stream(method.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(FormParam.class))
                .toList();
        if (!form.isEmpty()) {
            var parts = new LinkedHashMap<String, Object>();
            form.forEach(parameter ->
                    parts.put(parameter.getAnnotation(FormParam.class).value(), Map.of()));
            return Optional.of(
                    content(consumed(resource, method, FORM), Map.of("type", "object", "properties", parts)));
        }
        return Arrays.stream(method.getParameters())
                .filter(parameter -> !isBound(parameter))
                .findFirst()
                .map(parameter -> body(resource, method, parameter));
    }

    private Map<String, Object> body(Class<?> resource, Method method, Parameter parameter) {
        var type = schemas.type(parameter.getParameterizedType());
        var takes = method.getAnnotation(Takes.class);
        if (takes != null) {
            var types = consumed(resource, method, JSON);
            var isForm = Arrays.asList(types).contains(FORM);
            var form = schemas.type(takes.value());
            return content(types, isForm ? schemas.form(form) : schemas.of(form, true));
        }
        if (Patch.class.isAssignableFrom(parameter.getType())) {
            return content(consumed(resource, method, "application/merge-patch+json"), Map.of("type", "object"));
        }
        if (InputStream.class.isAssignableFrom(parameter.getType()) || parameter.getType() == byte[].class) {
            return content(consumed(resource, method, "application/octet-stream"), Map.of());
        }
        if (isParts(type)) {
            return content(consumed(resource, method, FORM), Map.of("type", "object"));
        }
        return content(consumed(resource, method, JSON), schemas.of(type, true));
    }

    private static boolean isParts(JavaType type) {
        return type.getRawClass() == EntityPart.class
                || (type.isCollectionLikeType() && type.getContentType().getRawClass() == EntityPart.class);
    }

    private static boolean isBound(Parameter parameter) {
        return Arrays.stream(parameter.getAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(type -> type == Context.class
                        || type.getName().startsWith("jakarta.ws.rs.") && type != jakarta.ws.rs.DefaultValue.class);
    }

    private static Map<String, Object> content(String[] types, Map<String, Object> schema) {
        var content = new LinkedHashMap<String, Object>();
        for (var type : types) {
            content.put(type, schema.isEmpty() ? Map.of() : Map.of("schema", schema));
        }
        return new LinkedHashMap<>(Map.of("content", content));
    }

    private static String[] consumed(Class<?> resource, Method method, String otherwise) {
        var own = method.getAnnotation(Consumes.class);
        var consumes = own == null ? resource.getAnnotation(Consumes.class) : own;
        return consumes == null ? new String[] {otherwise} : consumes.value();
    }

    private Map<String, Object> responses(
            Class<?> resource, Method method, String verb, boolean hasBody, List<Map<String, Object>> parameters) {
        var responses = new LinkedHashMap<String, Object>();
        success(resource, method, responses);
        for (var status : failures(verb, hasBody, parameters)) {
            responses.put(status, Map.of("$ref", "#/components/responses/Problem"));
        }
        return responses;
    }

    private void success(Class<?> resource, Method method, Map<String, Object> responses) {
        var told = method.getAnnotation(Returns.class);
        var bodies = bodies(method, told);
        var isVoid = bodies.stream().anyMatch(type -> type.getRawClass() == void.class || type.hasRawClass(Void.class));
        var statuses = told != null ? told.status() : new int[] {isVoid ? 204 : 200};
        for (var status : statuses) {
            var response = new LinkedHashMap<String, Object>();
            response.put("description", DESCRIPTIONS.getOrDefault(status, "Success"));
            var headers = headers(status, bodies);
            if (!headers.isEmpty()) {
                response.put("headers", headers);
            }
            if (bodies.isEmpty()) {
                response.put("x-untold", true);
            } else if (!isVoid && status < 300) {
                response.put(
                        "content",
                        content(produced(resource, method), anyOf(bodies)).get("content"));
            }
            responses.put(Integer.toString(status), response);
        }
    }

    /** Where something is that was made, and the version of a resource, which a change must name. */
    private static Map<String, Object> headers(int status, List<JavaType> bodies) {
        var headers = new TreeMap<String, Object>();
        var always = Map.of("required", true, "schema", TEXT);
        if (LOCATED.contains(status)) {
            headers.put("Location", always);
        }
        if (status < 300 && bodies.size() == 1 && isVersioned(bodies.get(0).getRawClass())) {
            headers.put("ETag", always);
        }
        return headers;
    }

    private static boolean isVersioned(Class<?> type) {
        return type.isRecord()
                && Arrays.stream(type.getRecordComponents())
                        .anyMatch(component ->
                                component.getName().equals("version") && component.getType() == long.class);
    }

    private Map<String, Object> anyOf(List<JavaType> bodies) {
        if (bodies.stream().anyMatch(Operations::isBinary)) {
            return Map.of();
        }
        var all = bodies.stream().map(type -> schemas.of(type, false)).toList();
        return all.size() == 1 ? all.get(0) : Map.of("anyOf", all);
    }

    private List<JavaType> bodies(Method method, @Nullable Returns told) {
        if (told == null) {
            return method.getReturnType() == Response.class
                    ? List.of()
                    : List.of(schemas.type(method.getGenericReturnType()));
        }
        var body = schemas.type(told.value(), told.of());
        return told.or() == Void.class ? List.of(body) : List.of(body, schemas.type(told.or()));
    }

    private static boolean isBinary(JavaType type) {
        return type.getRawClass() == byte[].class || type.getRawClass() == InputStream.class;
    }

    private static String[] produced(Class<?> resource, Method method) {
        var own = method.getAnnotation(Produces.class);
        var produces = own == null ? resource.getAnnotation(Produces.class) : own;
        return produces == null ? new String[] {JSON} : produces.value();
    }

    private static Iterable<String> failures(String verb, boolean hasBody, List<Map<String, Object>> parameters) {
        var statuses = new TreeSet<>(List.of("400", "401", "403", "404", "406", "409", "429", "500", "503"));
        if (!verb.equals("get")) {
            statuses.add("507");
        }
        if (hasBody) {
            statuses.addAll(List.of("413", "415"));
        }
        if (hasBody || !parameters.isEmpty()) {
            statuses.add("422");
        }
        if (parameters.stream().anyMatch(parameter -> "If-Match".equals(parameter.get("name")))) {
            statuses.addAll(List.of("412", "428"));
        }
        return statuses;
    }
}
