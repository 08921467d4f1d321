package org.kithwork.funnel.internal.lead;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.problem.Faults;

/** Why nothing comes of a lead: a closed list, so that there is something to count. */
public enum Rejection {
    NO_NEED,
    NO_BUDGET,
    NO_ANSWER,
    WRONG_CONTACT,
    DUPLICATE,
    SPAM,
    OTHER,
    /** The person was erased; nobody can choose it. */
    ERASED;

    /** The reason that somebody gives; {@code null} where it is at fault, or none is given. */
    static @Nullable Rejection read(Faults faults, String pointer, @Nullable String said) {
        for (var one : values()) {
            if (one != ERASED && one.name().equals(said)) {
                return one;
            }
        }
        if (said != null && !Faults.isBlank(said)) {
            faults.add(pointer, LeadReader.message("rejection", choices()));
        }
        return null;
    }

    static String choices() {
        return Arrays.stream(values())
                .filter(one -> one != ERASED)
                .map(Rejection::name)
                .collect(Collectors.joining(", "));
    }
}
