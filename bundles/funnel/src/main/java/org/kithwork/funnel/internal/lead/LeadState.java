package org.kithwork.funnel.internal.lead;

import java.util.List;
import java.util.stream.Collectors;
import org.kithwork.problem.Problem;

/** How far a lead has come. */
public enum LeadState {
    NEW,
    WORKING,
    QUALIFIED,
    /** Has become an opportunity, for ever. */
    CONVERTED,
    REJECTED;

    /** Where a lead goes from here. */
    public List<LeadState> next() {
        return switch (this) {
            case NEW -> List.of(WORKING, REJECTED);
            case WORKING -> List.of(QUALIFIED, REJECTED);
            case QUALIFIED -> List.of(CONVERTED, REJECTED);
            case CONVERTED -> List.of();
            case REJECTED -> List.of(WORKING);
        };
    }

    /** Whether something is still to come of it. */
    public boolean isOpen() {
        return this != CONVERTED && this != REJECTED;
    }

    /** Refuses with {@code lead-state} a way that there is none, saying which ones there are. */
    void requireWay(LeadState to) {
        if (!next().contains(to)) {
            throw Problem.conflict(LeadReader.message(
                            "lead-state",
                            name(),
                            to.name(),
                            next().stream().map(LeadState::name).collect(Collectors.joining(", "))))
                    .with("possible", next().stream().map(LeadState::name).toList());
        }
    }
}
