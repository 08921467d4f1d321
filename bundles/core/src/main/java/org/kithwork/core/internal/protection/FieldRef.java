package org.kithwork.core.internal.protection;

import java.nio.charset.StandardCharsets;

/** The place of one value: the kind of record, the field and the record's id. A ciphertext is bound to it. */
public record FieldRef(String entity, String field, String id) {
    /** A place; no part may be empty or hold a bar. */
    public FieldRef {
        for (String part : new String[] {entity, field, id}) {
            if (part.isEmpty() || part.indexOf('|') >= 0) {
                throw new IllegalArgumentException("a part of a place is empty or holds a bar");
            }
        }
    }

    byte[] context() {
        return (entity + '|' + field + '|' + id).getBytes(StandardCharsets.UTF_8);
    }
}
