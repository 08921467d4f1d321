package org.kithwork.web.internal.rest;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.web.internal.Texts;

/**
 * Reads a request's JSON and names every fault at once: it reads into a tree, binds the tree, and where a member is at
 * fault takes it out and binds again.
 */
final class StrictReader {

    private static final int MAX_ITEMS = 1000;
    private static final int MAX_FAULTS = 50;

    private final Mapper mapper;

    StrictReader(Mapper mapper) {
        this.mapper = mapper;
    }

    /** The body as a tree; refuses what is no JSON, or too much of it, as {@code malformed}. */
    JsonNode tree(InputStream body) {
        try {
            var tree = mapper.current().readTree(body);
            if (tree == null || tree.isMissingNode()) {
                throw malformed(Texts.of("json-empty"));
            }
            var faults = new ArrayList<Fault>();
            countItems(tree, JsonPointer.empty(), faults);
            if (!faults.isEmpty()) {
                throw Problem.invalid(faults);
            }
            return tree;
        } catch (JacksonException e) {
            throw malformed(unreadable(e));
        } catch (IOException e) {
            throw malformed(Texts.of("json-unreadable", 0, 0));
        }
    }

    /** The tree as a value of this type; {@code base} stands before every pointer. */
    <T> @Nullable T bind(JsonNode tree, JavaType type, String base) {
        var unknown = new ArrayList<Fault>();
        var invalid = new ArrayList<Fault>();
        var seen = new HashSet<String>();
        var reader = mapper.current().readerFor(type);
        while (true) {
            try {
                T value = reader.readValue(tree);
                refuse(unknown, invalid);
                return value;
            } catch (JsonMappingException e) {
                var pointer = pointer(e);
                // What lies around a member at fault fails for want of it; that is no fault of its own.
                if (seen.stream().noneMatch(inner -> inner.startsWith(pointer + "/"))) {
                    var fault = fault(e, base + pointer);
                    (e instanceof UnrecognizedPropertyException ? unknown : invalid).add(fault);
                }
                if (!seen.add(pointer.toString())
                        || unknown.size() + invalid.size() >= MAX_FAULTS
                        || !takeOut(tree, pointer)) {
                    refuse(unknown, invalid);
                }
            } catch (IOException e) {
                throw malformed(Texts.of("json-unreadable", 0, 0));
            }
        }
    }

    private static void refuse(List<Fault> unknown, List<Fault> invalid) {
        if (!unknown.isEmpty()) {
            var all = new ArrayList<>(unknown);
            all.addAll(invalid);
            throw unknownMembers(all);
        }
        if (!invalid.isEmpty()) {
            throw Problem.invalid(invalid);
        }
    }

    /** Members that do not exist; the faults say which. */
    static Problem unknownMembers(List<Fault> faults) {
        return malformed(Message.of(Problem.class, "unknown-member")).with(faults);
    }

    static Problem malformed(Message why) {
        return Problem.of(ProblemKind.MALFORMED, "malformed", why);
    }

    private static Message unreadable(JacksonException e) {
        JsonLocation at = e.getLocation();
        return at == null
                ? Texts.of("json-unreadable", 0, 0)
                : Texts.of("json-unreadable", at.getLineNr(), at.getColumnNr());
    }

    private static void countItems(JsonNode node, JsonPointer at, List<Fault> faults) {
        if (node.isArray()) {
            if (node.size() > MAX_ITEMS) {
                faults.add(new Fault(at.toString(), Texts.of("too-many-items", MAX_ITEMS)));
            }
            for (int i = 0; i < node.size(); i++) {
                countItems(node.get(i), at.appendIndex(i), faults);
            }
        } else {
            for (var member : node.properties()) {
                countItems(member.getValue(), at.appendProperty(member.getKey()), faults);
            }
        }
    }

    private static JsonPointer pointer(JsonMappingException e) {
        var pointer = JsonPointer.empty();
        for (var step : e.getPath()) {
            if (step.getFieldName() != null) {
                pointer = pointer.appendProperty(step.getFieldName());
            } else if (step.getIndex() >= 0) {
                pointer = pointer.appendIndex(step.getIndex());
            }
        }
        return pointer;
    }

    private static boolean takeOut(JsonNode tree, JsonPointer pointer) {
        if (pointer.matches()) {
            return false;
        }
        var parent = tree.at(pointer.head());
        if (parent instanceof ObjectNode object) {
            return object.remove(pointer.last().getMatchingProperty()) != null;
        }
        var index = pointer.last().getMatchingIndex();
        if (parent instanceof ArrayNode array && index >= 0 && index < array.size()) {
            array.setNull(index);
            return true;
        }
        return false;
    }

    private static Fault fault(JsonMappingException e, String pointer) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return ofProblem(problem, pointer);
            }
        }
        if (e instanceof UnrecognizedPropertyException) {
            return new Fault(pointer, Message.of(Problem.class, "unknown-member"));
        }
        var type = e instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        return new Fault(pointer, ofType(type, e instanceof InvalidFormatException));
    }

    private static Fault ofProblem(Problem problem, String pointer) {
        if (!problem.faults().isEmpty()) {
            return new Fault(pointer, problem.faults().get(0).message());
        }
        var code = problem.kind() == ProblemKind.NOT_FOUND ? "id-invalid" : problem.code();
        return new Fault(pointer, Message.of(Problem.class, code));
    }

    private static Message ofType(@Nullable Class<?> type, boolean format) {
        if (type == null) {
            return Message.of(Problem.class, "type-invalid", "object");
        }
        if (type.isEnum()) {
            var names = Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name())
                    .collect(Collectors.joining(", "));
            return Message.of(Problem.class, "choice-invalid", names);
        }
        if (type == Instant.class) {
            return Message.of(Problem.class, "instant-invalid");
        }
        if (type == LocalDate.class) {
            return Message.of(Problem.class, "date-invalid");
        }
        if (type == Currency.class) {
            return Message.of(Problem.class, "currency-invalid");
        }
        if (format && type == BigDecimal.class) {
            return Message.of(Problem.class, "number-invalid");
        }
        return Message.of(Problem.class, "type-invalid", jsonName(type));
    }

    private static String jsonName(Class<?> type) {
        if (type == String.class) {
            return "string";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "boolean";
        }
        if (type == BigDecimal.class || type == double.class || type == Double.class) {
            return "number";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "integer";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "array";
        }
        return Map.class.isAssignableFrom(type) || type.isRecord() ? "object" : "string";
    }
}
