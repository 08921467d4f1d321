package org.kithwork.test;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.rest.Patch;

/** A merge patch of the members that a test names. */
public final class FakePatch implements Patch {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

    /** A patch of one member. */
    public static FakePatch of(String member, @Nullable Object value) {
        return new FakePatch().with(member, value);
    }

    /** The same with one member more. */
    public FakePatch with(String member, @Nullable Object value) {
        members.put(member, value);
        return this;
    }

    @Override
    public Set<String> members() {
        return Set.copyOf(members.keySet());
    }

    @Override
    public <T> @Nullable T value(String member, Class<T> type) {
        var value = members.get(member);
        return value == null ? null : MAPPER.convertValue(value, type);
    }

    @Override
    public void allow(String... allowed) {
        var unknown = members.keySet().stream()
                .filter(member -> !List.of(allowed).contains(member))
                .toList();
        if (!unknown.isEmpty()) {
            throw Problem.of(ProblemKind.MALFORMED, "malformed", unknown + " of " + Arrays.toString(allowed));
        }
    }
}
