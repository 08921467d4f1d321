package org.kithwork.core.internal.operation.store;

import java.time.Instant;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;
import org.kithwork.core.internal.operation.Operation;

/** A row of {@code core_operation_step}. */
@NullUnmarked
@Entity
@Table(name = "core_operation_step")
public class StepEntity {

    /** The operation's id, a slash, the participant's name: steps sort by age. */
    @Id
    public String id;

    @Column(name = "operation_id")
    public String operationId;

    public String participant;

    @Enumerated(EnumType.STRING)
    public Operation.StepState state = Operation.StepState.PENDING;

    public String reason;

    public int attempts;

    @Column(name = "next_at")
    public Instant nextAt;

    @Column(name = "done_at")
    public Instant doneAt;

    @Column(name = "sweep_at")
    public Instant sweepAt;

    static StepEntity of(String operationId, String participant, Instant now) {
        var entity = new StepEntity();
        entity.id = operationId + "/" + participant;
        entity.operationId = operationId;
        entity.participant = participant;
        entity.nextAt = now;
        return entity;
    }

    Operation.Step toStep() {
        return new Operation.Step(participant, state, reason);
    }
}
