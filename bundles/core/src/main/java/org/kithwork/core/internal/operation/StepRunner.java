package org.kithwork.core.internal.operation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.kithwork.core.internal.journal.Attempts;
import org.kithwork.core.internal.journal.Attempts.Failure;
import org.kithwork.core.internal.journal.Attempts.Kind;
import org.kithwork.core.internal.journal.Changes;
import org.kithwork.core.internal.journal.RetryPolicy;
import org.kithwork.core.internal.journal.Superseded;
import org.kithwork.core.internal.operation.Operation.StepState;
import org.kithwork.core.internal.operation.store.OperationEntity;
import org.kithwork.core.internal.operation.store.OperationStore;
import org.kithwork.core.internal.operation.store.StepStore;
import org.kithwork.customer.spi.CustomerDataParticipant;
import org.kithwork.permission.Actor;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one step: the participant's work and the step's end are one transaction. For each participant the operations on
 * a customer keep their order: a later one waits behind an earlier one that is not done.
 */
@Component(service = StepRunner.class)
public final class StepRunner {

    static final String NOT_RUNNING = "module-not-running";
    static final String BEHIND = "behind-earlier-operation";
    static final String INCOMPLETE = "other-steps-first";

    /** Whatever a module wrote under a customer's id while the step ran is committed by then. */
    static final Duration SWEEP = Duration.ofMinutes(1);

    private static final Logger LOGGER = LoggerFactory.getLogger(StepRunner.class);

    private final Stores stores;
    private final Transactions transactions;
    private final Participants participants;
    private final Work work;
    private final Attempts attempts;
    private final RetryPolicy policy;

    private record Stores(OperationStore operations, StepStore steps) {}

    private record Work(StepWork work, ExportArchive archive, Changes changes, PersonRecords records) {}

    @Activate
    public StepRunner(
            @Reference OperationStore operations,
            @Reference StepStore steps,
            @Reference Transactions transactions,
            @Reference Participants participants,
            @Reference StepWork work,
            @Reference ExportArchive archive,
            @Reference Changes changes,
            @Reference PersonRecords records,
            @Reference Attempts attempts) {
        this(
                operations,
                steps,
                transactions,
                participants,
                work,
                archive,
                changes,
                records,
                attempts,
                RetryPolicy.DEFAULT);
    }

    StepRunner(
            OperationStore operations,
            StepStore steps,
            Transactions transactions,
            Participants participants,
            StepWork work,
            ExportArchive archive,
            Changes changes,
            PersonRecords records,
            Attempts attempts,
            RetryPolicy policy) {
        this.stores = new Stores(operations, steps);
        this.transactions = transactions;
        this.participants = participants;
        this.work = new Work(work, archive, changes, records);
        this.attempts = attempts;
        this.policy = policy;
    }

    Instant now() {
        return attempts.now();
    }

    /** Does the step, or notes why not. {@code true} when it is done. */
    boolean run(StepStore.Due seen) {
        var current = transactions.call(() -> stores.steps.current(seen.id()));
        var operation = transactions.call(() -> stores.operations.find(seen.operationId()));
        if (current.isEmpty() || operation.isEmpty()) {
            return true;
        }
        var step = current.get();
        if (step.participant().equals(ExportArchive.STEP)) {
            return pack(step, operation.get());
        }
        var participant = participants.find(step.participant());
        if (participant.isEmpty()) {
            waitForModule(step);
            return false;
        }
        if (transactions.call(() -> isBehind(step, operation.get()))) {
            transactions.run(() -> stores.steps.waits(step, BEHIND));
            return false;
        }
        var done = end(step, operation.get(), attempt(step, operation.get(), participant.get()));
        if (done) {
            transactions.run(() -> stores.steps.revive(step.participant(), now()));
        }
        return done;
    }

    /** If it has come meanwhile, whoever greeted it did not see this step wait. */
    private void waitForModule(StepStore.Due step) {
        transactions.run(() -> stores.steps.waits(step, NOT_RUNNING));
        if (participants.find(step.participant()).isPresent()) {
            transactions.run(() -> stores.steps.revive(step.participant(), now()));
        }
    }

    private boolean isBehind(StepStore.Due step, OperationEntity operation) {
        var absorbed = operation.absorbedId == null ? operation.customerId : operation.absorbedId;
        return stores.steps.isBehind(step, operation.customerId, absorbed);
    }

    private Optional<Failure> attempt(
            StepStore.Due step, OperationEntity operation, CustomerDataParticipant participant) {
        return attempts.run(Actor.module(step.participant()), () -> {
            work.work.run(operation, participant);
            finish(step);
            tell(operation);
            if (operation.kind == Operation.Kind.MERGE || operation.kind.isErasure()) {
                stores.steps.sweep(step, now().plus(SWEEP));
            }
            stores.steps.revive(
                    operation.kind == Operation.Kind.EXPORT ? ExportArchive.STEP : step.participant(), now());
        });
    }

    /** Pages that show the customers look again: only now is theirs what the participant did. */
    private void tell(OperationEntity operation) {
        if (operation.kind != Operation.Kind.EXPORT) {
            work.changes.changed("customer", operation.customerId);
            if (operation.absorbedId != null) {
                work.changes.changed("customer", operation.absorbedId);
            }
        }
    }

    private void finish(StepStore.Due step) {
        if (!stores.steps.finish(step, now())) {
            throw new Superseded("The step was done by somebody else");
        }
        work.records.stepped(step.operationId());
    }

    /** The last step of an export: its parts become one archive. */
    private boolean pack(StepStore.Due step, OperationEntity operation) {
        if (transactions.call(() -> stores.steps.waitsForOthers(step, INCOMPLETE))) {
            return false;
        }
        return end(step, operation, attempts.run(Actor.module("core"), () -> {
            var parts = stores.steps.participants(operation.id);
            work.archive.pack(operation.id, operation.customer(), parts, now());
            transactions.afterCommit(() -> work.archive.clear(operation.id, parts));
            finish(step);
        }));
    }

    private boolean end(StepStore.Due step, OperationEntity operation, Optional<Failure> failure) {
        if (failure.isEmpty()) {
            return true;
        }
        if (failure.get().kind() == Kind.SUPERSEDED) {
            return false;
        }
        var gone = !step.participant().equals(ExportArchive.STEP)
                && participants.find(step.participant()).isEmpty();
        if (gone) {
            waitForModule(step);
            return false;
        }
        var tries = step.attempts() + 1;
        var giveUp = policy.isLast(tries) && failure.get().kind() != Kind.HINDERED;
        LOGGER.warn(
                "{} {}: the step of {} failed{}: {}",
                operation.kind,
                operation.id,
                step.participant(),
                giveUp ? " and is parked" : "",
                failure.get().reason());
        transactions.run(() -> stores.steps.failed(
                step,
                giveUp ? StepState.PARKED : StepState.PENDING,
                failure.get().reason(),
                now().plus(policy.after(tries))));
        return false;
    }

    /** Looks again at all that waits for an earlier step, in case it was not told that this one is done. */
    void reviveAll() {
        transactions.run(() -> stores.steps.reviveAllBut(NOT_RUNNING, now()));
    }

    /** Does a step once more that is done, for what was written while it ran. A module that is away is waited for. */
    void sweep(StepStore.Due step) {
        var operation = transactions.call(() -> stores.operations.find(step.operationId()));
        var participant = participants.find(step.participant());
        if (participant.isEmpty()) {
            return;
        }
        var failure = operation.isPresent() && operation.get().undoneBy == null
                ? attempts.run(
                        Actor.module(step.participant()), () -> work.work.run(operation.get(), participant.get()))
                : Optional.<Failure>empty();
        if (failure.isPresent() && participants.find(step.participant()).isEmpty()) {
            return;
        }
        failure.ifPresent(why -> LOGGER.warn(
                "The step of {} in {} could not be done once more: {}",
                step.participant(),
                step.operationId(),
                why.reason()));
        transactions.run(() -> stores.steps.swept(step));
    }
}
