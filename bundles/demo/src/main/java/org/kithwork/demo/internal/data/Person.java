package org.kithwork.demo.internal.data;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who does not exist.
 *
 * @param key names the person in its source
 * @param phone of a block that no carrier has given out
 * @param store the name of the usual store
 * @param visits the days on which the person came, in their order, at least one
 */
record Person(
        String key,
        String name,
        boolean woman,
        String phone,
        @Nullable String email,
        @Nullable LocalDate birth,
        @Nullable String company,
        @Nullable String store,
        List<LocalDate> visits) {

    Person {
        visits = List.copyOf(visits);
    }
}
