package org.kithwork.bench.limit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a create request, as in the product's API. */
record CreateBody(
        String kind,
        String fullName,
        int sex,
        Birth birth,
        String occupation,
        List<Contact> contactPoints,
        List<Identifier> identifiers,
        @Nullable String storeId,
        String source) {

    record Birth(int month, int day) {}

    record Contact(String type, String value, boolean primary) {}

    record Identifier(String scheme, String value) {}
}
