package org.kithwork.customer;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;
import org.kithwork.id.Ids;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Problem;

/** The one key that all modules share. */
public record CustomerId(@JsonValue String value) {

    /** What is not an identifier is the id of nothing: {@code not-found}. */
    @JsonCreator
    public CustomerId {
        if (!Ids.isId(value)) {
            throw Problem.notFound("customer");
        }
    }

    /** The id that a path or a command names. */
    public static CustomerId fromString(String value) {
        return new CustomerId(value);
    }

    /** The customer that a draft has to name; {@code null} where he is not named or at fault. */
    public static @Nullable CustomerId required(Faults faults, String pointer, @Nullable String raw) {
        if ((raw == null || Faults.isBlank(raw)) && !faults.names(pointer)) {
            faults.add(pointer, "required");
        }
        return optional(faults, pointer, raw);
    }

    /** The customer that a draft may name; {@code null} where he is not named or at fault. */
    public static @Nullable CustomerId optional(Faults faults, String pointer, @Nullable String raw) {
        var id = faults.id(pointer, raw);
        return id == null ? null : new CustomerId(id);
    }

    @Override
    public String toString() {
        return value;
    }
}
