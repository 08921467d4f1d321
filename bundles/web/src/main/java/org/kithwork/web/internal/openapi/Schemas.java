package org.kithwork.web.internal.openapi;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The schemas of the types that methods take and give, as the mapper itself sees them. What is taken has only optional
 * members; what is given has every member that is always there as required.
 */
final class Schemas {

    private static final Map<Class<?>, Map<String, Object>> SIMPLE = Map.ofEntries(
            Map.entry(boolean.class, Map.of("type", "boolean")),
            Map.entry(Boolean.class, Map.of("type", "boolean")),
            Map.entry(int.class, Map.of("type", "integer")),
            Map.entry(Integer.class, Map.of("type", "integer")),
            Map.entry(long.class, Map.of("type", "integer")),
            Map.entry(Long.class, Map.of("type", "integer")),
            Map.entry(short.class, Map.of("type", "integer")),
            Map.entry(double.class, Map.of("type", "number")),
            Map.entry(Double.class, Map.of("type", "number")),
            Map.entry(BigDecimal.class, Map.of("type", "number")),
            Map.entry(BigInteger.class, Map.of("type", "integer")),
            Map.entry(Instant.class, Map.of("type", "string", "format", "date-time")),
            Map.entry(OffsetDateTime.class, Map.of("type", "string", "format", "date-time")),
            Map.entry(LocalDate.class, Map.of("type", "string", "format", "date")),
            Map.entry(byte[].class, Map.of("type", "string", "contentEncoding", "base64")));

    private final ObjectMapper mapper;
    private final Map<String, Map<String, Object>> components = new TreeMap<>();
    private final Map<String, JavaType> names = new LinkedHashMap<>();

    Schemas(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** All that was named so far. */
    Map<String, Map<String, Object>> components() {
        return components;
    }

    JavaType type(java.lang.reflect.Type type) {
        return mapper.constructType(type);
    }

    JavaType type(Class<?> type, Class<?> of) {
        return of == Void.class
                ? mapper.constructType(type)
                : mapper.getTypeFactory().constructParametricType(type, of);
    }

    /** The schema of a type; a record is named among the components and referred to. */
    Map<String, Object> of(JavaType type, boolean taken) {
        var raw = type.getRawClass();
        var simple = SIMPLE.get(raw);
        if (simple != null) {
            return simple;
        }
        if (raw.isEnum()) {
            return Map.of("type", "string", "enum", constants(raw));
        }
        if (type.isReferenceType()) {
            return nullable(of(type.getContentType(), taken));
        }
        if (type.isCollectionLikeType() || type.isArrayType()) {
            return Map.of("type", "array", "items", of(type.getContentType(), taken));
        }
        if (type.isMapLikeType()) {
            return Map.of("type", "object", "additionalProperties", of(type.getContentType(), taken));
        }
        if (raw == Object.class || JsonNode.class.isAssignableFrom(raw)) {
            return Map.of();
        }
        if (raw.getName().startsWith("java.")) {
            return Map.of("type", "string");
        }
        var bean = mapper.getSerializationConfig().introspect(type);
        var value = bean.findJsonValueAccessor();
        if (value != null) {
            return of(value.getType(), taken);
        }
        return Map.of("$ref", "#/components/schemas/" + named(type, taken, bean.findProperties()));
    }

    /** The parts of a form with files: a file as it is, everything else as JSON. */
    Map<String, Object> form(JavaType type) {
        var parts = new LinkedHashMap<String, Object>();
        for (var part : type.getRawClass().getRecordComponents()) {
            parts.put(
                    part.getName(),
                    part.getType() == byte[].class
                            ? Map.of("type", "string", "format", "binary")
                            : of(type(part.getGenericType()), true));
        }
        return Map.of("type", "object", "properties", parts);
    }

    private String named(JavaType type, boolean taken, List<BeanPropertyDefinition> members) {
        var name = name(type) + (taken ? "Input" : "");
        var unique = name;
        for (int i = 2; names.containsKey(unique) && !type.equals(names.get(unique)); i++) {
            unique = name + i;
        }
        if (names.put(unique, type) == null) {
            components.put(unique, Map.of());
            components.put(unique, object(type.getRawClass(), taken, members));
        }
        return unique;
    }

    private Map<String, Object> object(Class<?> raw, boolean taken, List<BeanPropertyDefinition> members) {
        var properties = new LinkedHashMap<String, Object>();
        var required = new ArrayList<String>();
        var whole = raw.getAnnotation(JsonInclude.class);
        var nullables = raw.isRecord() ? NullableComponents.of(raw) : null;
        var open = false;
        for (var member : members) {
            if (member.getPrimaryMember().hasAnnotation(JsonAnySetter.class)) {
                open = true;
                continue;
            }
            if (taken ? !member.couldDeserialize() : !member.couldSerialize()) {
                continue;
            }
            var own = member.getPrimaryMember().getAnnotation(JsonInclude.class);
            var omitted = isOmitted(own == null ? whole : own);
            var schema = formatted(member, taken);
            var mayBeNull = nullables == null || nullables.contains(member.getInternalName());
            properties.put(member.getName(), mayBeNull && (taken || !omitted) ? nullable(schema) : schema);
            if (!taken && !omitted) {
                required.add(member.getName());
            }
        }
        var object = new LinkedHashMap<String, Object>();
        object.put("type", "object");
        object.put("properties", properties);
        if (!required.isEmpty()) {
            object.put("required", required);
        }
        object.put("additionalProperties", open);
        return object;
    }

    private Map<String, Object> formatted(BeanPropertyDefinition member, boolean taken) {
        var format = member.getPrimaryMember().getAnnotation(JsonFormat.class);
        return format != null && format.shape() == JsonFormat.Shape.STRING
                ? Map.of("type", "string")
                : of(member.getPrimaryType(), taken);
    }

    private static boolean isOmitted(@Nullable JsonInclude include) {
        return include != null && include.value() != JsonInclude.Include.ALWAYS;
    }

    /** The same, or null. */
    static Map<String, Object> nullable(Map<String, Object> schema) {
        return schema.isEmpty() ? schema : Map.of("anyOf", List.of(schema, Map.of("type", "null")));
    }

    private static List<String> constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .toList();
    }

    private static String name(JavaType type) {
        var raw = type.getRawClass();
        var name = new StringBuilder(raw.getSimpleName());
        for (var outer = raw.getEnclosingClass(); outer != null; outer = outer.getEnclosingClass()) {
            name.insert(0, outer.getSimpleName() + ".");
        }
        for (int i = 0; i < type.containedTypeCount(); i++) {
            name.append(i == 0 ? "-" : "_").append(name(type.containedType(i)));
        }
        return name.toString();
    }
}
