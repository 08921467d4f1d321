package org.kithwork.core.internal.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import org.kithwork.core.internal.json.JacksonJson;
import org.kithwork.rest.Patch;

/** A merge patch written as JSON. */
public record TestPatch(JsonNode tree) implements Patch {

    public static Patch of(String json) {
        try {
            return new TestPatch(JacksonJson.newMapper().readTree(json.replace('\'', '"')));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public Set<String> members() {
        var names = new LinkedHashSet<String>();
        tree.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Override
    public <T> T value(String member, Class<T> type) {
        var node = tree.get(member);
        try {
            return node == null || node.isNull()
                    ? null
                    : JacksonJson.newMapper().treeToValue(node, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void allow(String... members) {
        if (!Set.of(members).containsAll(members())) {
            throw new IllegalArgumentException("unknown member");
        }
    }
}
