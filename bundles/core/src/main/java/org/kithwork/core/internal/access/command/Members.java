package org.kithwork.core.internal.access.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.rest.Patch;

/** A change of the members that a command names. */
final class Members implements Patch {

    private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

    Members with(String member, @Nullable Object value) {
        members.put(member, value);
        return this;
    }

    @Override
    public Set<String> members() {
        return Set.copyOf(members.keySet());
    }

    @Override
    public <T> @Nullable T value(String member, Class<T> type) {
        return type.cast(members.get(member));
    }

    @Override
    public void allow(String... allowed) {
        if (!List.of(allowed).containsAll(members.keySet())) {
            throw new IllegalArgumentException(members.keySet() + " of " + List.of(allowed));
        }
    }
}
