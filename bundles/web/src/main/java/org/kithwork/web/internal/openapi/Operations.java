package org.kithwork.web.internal.openapi;

import com.fasterxml.jackson.databind.JavaType;
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
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kithwork.permission.Public;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Patch;
import org.kithwork.rest.Returns;

/** One REST method as an operation. */
final class Operations {

    private static final String JSON = "application/json";

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
        operation.put("operationId", resource.getSimpleName().replaceAll("Resource$", "") + "." + method.getName());
        operation.put("tags", List.of(tag));
        var isOpen = method.isAnnotationPresent(Public.class)
                || (!method.isAnnotationPresent(Requires.class) && resource.isAnnotationPresent(Public.class));
        if (isOpen) {
            operation.put("security", List.of());
        } else {
            operation.put("x-permission", permission(resource, method));
        }
        var parameters = parameters(method, verb);
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        var body = body(resource, method);
        body.ifPresent(found -> operation.put("requestBody", found));
        operation.put("responses", responses(resource, method, isOpen, body.isPresent(), parameters));
        return operation;
    }

    private static String permission(Class<?> resource, Method method) {
        var own = method.getAnnotation(Requires.class);
        var requires = own == null ? resource.getAnnotation(Requires.class) : own;
        return requires == null ? "nobody" : requires.value();
    }

    private List<Map<String, Object>> parameters(Method method, String verb) {
        var parameters = new ArrayList<Map<String, Object>>();
        for (var parameter : method.getParameters()) {
            var path = parameter.getAnnotation(PathParam.class);
            var query = parameter.getAnnotation(QueryParam.class);
            var header = parameter.getAnnotation(HeaderParam.class);
            if (path != null) {
                parameters.add(parameter("path", path.value(), true, schema(parameter)));
            } else if (query != null) {
                parameters.add(parameter("query", query.value(), false, schema(parameter)));
            } else if (header != null && !header.value().equalsIgnoreCase("Content-Type")) {
                var isVersion = header.value().equals("If-Match");
                parameters.add(parameter("header", header.value(), isVersion, Map.of("type", "string")));
            }
        }
        if (verb.equals("post")) {
            parameters.add(parameter("header", "Idempotency-Key", false, Map.of("type", "string", "maxLength", 255)));
        }
        return parameters;
    }

    private static Map<String, Object> parameter(String in, String name, boolean required, Map<String, Object> schema) {
        var parameter = new LinkedHashMap<String, Object>();
        parameter.put("name", name);
        parameter.put("in", in);
        parameter.put("required", required);
        parameter.put("schema", schema);
        return parameter;
    }

    private Map<String, Object> schema(Parameter parameter) {
        var type = schemas.type(parameter.getParameterizedType());
        var schema = schemas.of(type, true);
        // A type with a text form of its own, such as an id, is a text in an address.
        return schema.containsKey("$ref") ? Map.of("type", "string") : schema;
    }

    private Optional<Map<String, Object>> body(Class<?> resource, Method method) {
        var form = Arrays.stream(method.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(FormParam.class))
                .toList();
        if (!form.isEmpty()) {
            var parts = new LinkedHashMap<String, Object>();
            form.forEach(parameter ->
                    parts.put(parameter.getAnnotation(FormParam.class).value(), Map.of()));
            return Optional.of(content(
                    consumed(resource, method, "multipart/form-data"), Map.of("type", "object", "properties", parts)));
        }
        return Arrays.stream(method.getParameters())
                .filter(parameter -> !isBound(parameter))
                .findFirst()
                .map(parameter -> body(resource, method, parameter));
    }

    private Map<String, Object> body(Class<?> resource, Method method, Parameter parameter) {
        var type = schemas.type(parameter.getParameterizedType());
        if (Patch.class.isAssignableFrom(parameter.getType())) {
            return content(consumed(resource, method, "application/merge-patch+json"), Map.of("type", "object"));
        }
        if (InputStream.class.isAssignableFrom(parameter.getType()) || parameter.getType() == byte[].class) {
            return content(consumed(resource, method, "application/octet-stream"), Map.of());
        }
        if (isParts(type)) {
            return content(consumed(resource, method, "multipart/form-data"), Map.of("type", "object"));
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
        return new LinkedHashMap<>(Map.of("required", true, "content", content));
    }

    private static String[] consumed(Class<?> resource, Method method, String otherwise) {
        var own = method.getAnnotation(Consumes.class);
        var consumes = own == null ? resource.getAnnotation(Consumes.class) : own;
        return consumes == null ? new String[] {otherwise} : consumes.value();
    }

    private Map<String, Object> responses(
            Class<?> resource, Method method, boolean isOpen, boolean hasBody, List<Map<String, Object>> parameters) {
        var responses = new LinkedHashMap<String, Object>();
        success(resource, method, responses);
        for (var status : failures(isOpen, hasBody, parameters)) {
            responses.put(status, Map.of("$ref", "#/components/responses/Problem"));
        }
        return responses;
    }

    private void success(Class<?> resource, Method method, Map<String, Object> responses) {
        var told = method.getAnnotation(Returns.class);
        var type = body(method, told);
        var isVoid = type != null && (type.getRawClass() == void.class || type.getRawClass() == Void.class);
        var status = told != null ? told.status() : isVoid ? 204 : 200;
        var response = new LinkedHashMap<String, Object>();
        response.put("description", status == 201 ? "Created" : status == 202 ? "Accepted" : "Success");
        if (type == null) {
            response.put("x-untold", true);
        } else if (!isVoid) {
            var schema = isBinary(type) ? Map.<String, Object>of() : schemas.of(type, false);
            response.put("content", content(produced(resource, method), schema).get("content"));
        }
        responses.put(Integer.toString(status), response);
    }

    private @Nullable JavaType body(Method method, @Nullable Returns told) {
        if (told != null) {
            return schemas.type(told.value(), told.of());
        }
        return method.getReturnType() == Response.class ? null : schemas.type(method.getGenericReturnType());
    }

    private static boolean isBinary(JavaType type) {
        return type.getRawClass() == byte[].class || type.getRawClass() == InputStream.class;
    }

    private static String[] produced(Class<?> resource, Method method) {
        var own = method.getAnnotation(Produces.class);
        var produces = own == null ? resource.getAnnotation(Produces.class) : own;
        return produces == null ? new String[] {JSON} : produces.value();
    }

    private static Iterable<String> failures(boolean isOpen, boolean hasBody, List<Map<String, Object>> parameters) {
        var statuses = new TreeSet<>(List.of("404", "409", "429", "500", "503"));
        if (!isOpen) {
            statuses.addAll(List.of("401", "403"));
        }
        if (hasBody) {
            statuses.addAll(List.of("400", "413", "415", "422"));
        }
        for (var parameter : parameters) {
            statuses.addAll(List.of("400", "422"));
            if ("If-Match".equals(parameter.get("name"))) {
                statuses.addAll(List.of("412", "428"));
            }
        }
        return statuses;
    }
}
