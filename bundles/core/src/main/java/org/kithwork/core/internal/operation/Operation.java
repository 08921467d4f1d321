package org.kithwork.core.internal.operation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.spi.ErasureMode;

/** An operation over all modules, as it stands. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Operation(
        String id,
        Kind kind,
        CustomerId customerId,
        @Nullable CustomerId absorbedId,
        @Nullable String mergeId,
        State state,
        List<Step> steps,
        Instant createdAt,
        ActorName createdBy,
        @Nullable Instant finishedAt) {

    public Operation {
        steps = List.copyOf(steps);
    }

    /** What is done. */
    public enum Kind {
        MERGE,
        UNDO,
        ERASE,
        ANONYMISE,
        RESTRICT,
        LIFT,
        EXPORT;

        /** Whether the customer is gone afterwards. */
        public boolean isErasure() {
            return this == ERASE || this == ANONYMISE;
        }

        static Kind of(ErasureMode mode) {
            return mode == ErasureMode.ANONYMISE ? ANONYMISE : ERASE;
        }
    }

    /** How far it is. */
    public enum State {
        RUNNING,
        /** Nothing can be done until a module is back. */
        WAITING,
        /** A step has failed too often; somebody has to look. */
        PARKED,
        DONE;

        /** The state of an operation whose steps are in these states. */
        public static State of(List<Step> steps) {
            if (steps.stream().allMatch(step -> step.state() == StepState.DONE)) {
                return DONE;
            }
            if (steps.stream().anyMatch(step -> step.state() == StepState.PARKED)) {
                return PARKED;
            }
            return steps.stream().anyMatch(step -> step.state() == StepState.PENDING) ? RUNNING : WAITING;
        }
    }

    /** How far a step is. */
    public enum StepState {
        PENDING,
        DONE,
        WAITING,
        PARKED
    }

    /**
     * The part of one participant.
     *
     * @param reason why it waits or failed, without personal data
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Step(
            String participant, StepState state, @Nullable String reason) {}
}
