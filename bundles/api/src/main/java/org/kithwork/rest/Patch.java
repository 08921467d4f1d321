package org.kithwork.rest;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A JSON Merge Patch (RFC 7396): only the members it names are touched, {@code null} clears one. A method that takes
 * one consumes {@code application/merge-patch+json}.
 */
@ProviderType
public interface Patch {

    /** The names of its members. */
    Set<String> members();

    default boolean has(String member) {
        return members().contains(member);
    }

    /** A member in the form of a record or a simple type; {@code null} where it clears or is not named. */
    <T> @Nullable T value(String member, Class<T> type);

    /** A member that is a text; {@code null} where it clears or is not named. */
    default @Nullable String text(String member) {
        return value(member, String.class);
    }

    /** Refuses with {@code malformed}, naming each, members that are not among these. */
    void allow(String... members);

    /** Refuses members that are no component of this record, which {@link Takes} names. */
    default void allow(Class<? extends Record> form) {
        allow(Arrays.stream(form.getRecordComponents())
                .map(RecordComponent::getName)
                .toArray(String[]::new));
    }
}
