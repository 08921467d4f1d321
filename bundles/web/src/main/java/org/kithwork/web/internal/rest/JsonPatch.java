package org.kithwork.web.internal.rest;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.rest.Patch;
import org.kithwork.web.internal.Texts;

/** A merge patch over the tree that was read. */
final class JsonPatch implements Patch {

    private final ObjectNode tree;
    private final StrictReader reader;
    private final Mapper mapper;

    private JsonPatch(ObjectNode tree, StrictReader reader, Mapper mapper) {
        this.tree = tree;
        this.reader = reader;
        this.mapper = mapper;
    }

    static JsonPatch of(JsonNode tree, StrictReader reader, Mapper mapper) {
        if (tree instanceof ObjectNode object) {
            return new JsonPatch(object, reader, mapper);
        }
        throw Problem.invalid("", Texts.of("not-an-object"));
    }

    @Override
    public Set<String> members() {
        var names = new LinkedHashSet<String>();
        tree.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Override
    public <T> @Nullable T value(String member, Class<T> type) {
        var node = tree.get(member);
        if (node == null || node.isNull()) {
            return null;
        }
        return reader.bind(node.deepCopy(), mapper.current().constructType(type), pointer(member));
    }

    @Override
    public void allow(String... members) {
        var allowed = Set.of(members);
        var faults = members().stream()
                .filter(name -> !allowed.contains(name))
                .map(name -> new Fault(pointer(name), Message.of(Problem.class, "unknown-member")))
                .toList();
        if (!faults.isEmpty()) {
            throw StrictReader.unknownMembers(faults);
        }
    }

    private static String pointer(String member) {
        return JsonPointer.empty().appendProperty(member).toString();
    }
}
