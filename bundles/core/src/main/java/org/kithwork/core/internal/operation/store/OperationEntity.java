package org.kithwork.core.internal.operation.store;

import java.time.Instant;
import java.util.List;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.EnumType;
import javax.persistence.Enumerated;
import javax.persistence.Id;
import javax.persistence.Table;
import org.jspecify.annotations.NullUnmarked;
import org.kithwork.core.internal.operation.Operation;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.CustomerStatus;

/** A row of {@code core_operation}. Its state beyond RUNNING and DONE follows from its steps. */
@NullUnmarked
@Entity
@Table(name = "core_operation")
public class OperationEntity {

    @Id
    public String id;

    @Enumerated(EnumType.STRING)
    public Operation.Kind kind;

    @Column(name = "customer_id")
    public String customerId;

    @Column(name = "absorbed_id")
    public String absorbedId;

    @Enumerated(EnumType.STRING)
    @Column(name = "absorbed_status")
    public CustomerStatus absorbedStatus;

    @Column(name = "merge_id")
    public String mergeId;

    @Column(name = "undone_by")
    public String undoneBy;

    @Enumerated(EnumType.STRING)
    public Operation.State state = Operation.State.RUNNING;

    /** Counted here, so that no step has to look at the others: a scan would wait for all that run. */
    @Column(name = "open_steps")
    public int openSteps;

    public String pseudonym;

    @Column(name = "basis_cipher")
    public String basisCipher;

    public String choices = "{}";

    @Column(name = "actor_kind")
    public String actorKind;

    @Column(name = "actor_id")
    public String actorId;

    @Column(name = "actor_name")
    public String actorName;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "finished_at")
    public Instant finishedAt;

    public CustomerId customer() {
        return new CustomerId(customerId);
    }

    /** The absorbed customer of a merge or its undoing. */
    public CustomerId absorbed() {
        return new CustomerId(absorbedId);
    }

    Operation toOperation(List<Operation.Step> steps) {
        return new Operation(
                id,
                kind,
                customer(),
                absorbedId == null ? null : absorbed(),
                mergeId,
                state == Operation.State.DONE ? state : Operation.State.of(steps),
                steps,
                createdAt,
                new ActorName(actorId, actorName),
                finishedAt);
    }
}
