package org.kithwork.core.internal.job;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.Callers;
import org.kithwork.core.internal.job.ActiveRun.Begun;
import org.kithwork.core.internal.job.store.JobEntity;
import org.kithwork.core.internal.job.store.JobStore;
import org.kithwork.core.internal.journal.Changes;
import org.kithwork.job.spi.JobHandler;
import org.kithwork.permission.Actor;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one job as whoever submitted it, and writes down what came of it together with what the scheduler does next. */
@Component(service = JobRunner.class)
public final class JobRunner {

    private static final Logger LOGGER = LoggerFactory.getLogger(JobRunner.class);
    private static final Duration WAIT = Duration.ofSeconds(2);
    private static final int MOST_ATTEMPTS = 10;

    private final JobStore store;
    private final JobCipher cipher;
    private final JobHandlers handlers;
    private final Callers callers;
    private final Transactions transactions;
    private final Changes changes;
    private final Clock clock;
    private final Map<String, ActiveRun> active = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    @Activate
    public JobRunner(
            @Reference JobStore store,
            @Reference JobCipher cipher,
            @Reference JobHandlers handlers,
            @Reference Callers callers,
            @Reference Transactions transactions,
            @Reference Changes changes,
            @Reference Clock clock) {
        this.store = store;
        this.cipher = cipher;
        this.handlers = handlers;
        this.callers = callers;
        this.transactions = transactions;
        this.changes = changes;
        this.clock = clock;
    }

    private enum Outcome {
        DONE,
        STOPPED,
        WAITING,
        AGAIN,
        FAILED
    }

    private record Result(Outcome outcome, @Nullable Said problem) {}

    private record Start(Begun begun, Actor actor, String kind, JobHandler handler) {}

    /** The jobs at work on this node. */
    Map<String, ActiveRun> active() {
        return Map.copyOf(active);
    }

    void want(String id, Wanted wanted) {
        var run = active.get(id);
        if (run != null) {
            run.want(wanted);
        }
    }

    /** Asks all to stop; no job begins any more. */
    void stop() {
        stopping = true;
    }

    /** Whether no job is at work on this node. */
    public boolean isIdleNow() {
        return isIdle();
    }

    boolean isIdle() {
        return active.isEmpty();
    }

    boolean isIdle(String module) {
        return active.values().stream().noneMatch(run -> run.module().equals(module));
    }

    void run(String id) {
        if (!stopping) {
            transactions.call(() -> begin(id)).ifPresent(this::run);
        }
    }

    private void run(Start start) {
        var id = start.begun().id();
        BooleanSupplier unwelcome = () -> stopping || !handlers.isHere(start.handler(), start.kind());
        var run = new ActiveRun(start.begun(), start.kind(), store, cipher, transactions, unwelcome);
        active.put(id, run);
        try {
            // What was said between the beginning and now reached nobody.
            transactions.call(() -> store.orders(List.of(id))).values().forEach(run::order);
            var result = callers.as(start.actor(), () -> handle(start, run, unwelcome));
            transactions.run(() -> finish(id, run, result));
        } catch (JobLost e) {
            LOGGER.info("Job {} goes on elsewhere", id);
        } finally {
            active.remove(id);
        }
    }

    private static Result handle(Start start, ActiveRun run, BooleanSupplier unwelcome) {
        try {
            start.handler().run(run);
            return new Result(run.hasYielded() ? Outcome.STOPPED : Outcome.DONE, null);
        } catch (JobLost e) {
            throw e;
        } catch (Waiting e) {
            return new Result(Outcome.WAITING, null);
        } catch (Problem problem) {
            var busy = problem.kind() == ProblemKind.UNAVAILABLE;
            var outcome = unwelcome.getAsBoolean() ? Outcome.STOPPED : busy ? Outcome.AGAIN : Outcome.FAILED;
            return new Result(outcome, Said.of(problem));
        } catch (RuntimeException | LinkageError e) {
            if (unwelcome.getAsBoolean()) {
                LOGGER.debug("Job {} ended with its module", run.id(), e);
                return new Result(Outcome.STOPPED, null);
            }
            LOGGER.error("Job {} of the kind {} failed", run.id(), start.kind(), e);
            return new Result(Outcome.FAILED, Said.of(Message.of(JobRunner.class, "job-failed", run.id())));
        }
    }

    /** Takes the job, unless it is not to run. */
    private Optional<Start> begin(String id) {
        var found = store.lock(id);
        if (found.isEmpty() || found.get().state.isEnded() || found.get().state == JobState.PAUSED) {
            store.unschedule(id);
            return Optional.empty();
        }
        var job = found.get();
        if (job.wanted != Wanted.RUN) {
            halt(job);
            return Optional.empty();
        }
        var handler = handlers.find(job.kind);
        if (handler.isEmpty()) {
            await(job);
            return Optional.empty();
        }
        job.state = JobState.RUNNING;
        job.runNo++;
        if (job.startedAt == null) {
            job.startedAt = clock.instant();
        }
        changes.changed("job", id);
        var begun = new Begun(
                id,
                job.runNo,
                cipher.openData(id, job.dataCipher),
                cipher.openState(id, store.takeState(id, job.runNo)),
                job.done,
                job.total,
                cipher.openProblems(id, job.problemsCipher));
        var actor = new Actor(Actor.Kind.valueOf(job.actorKind), job.actorId, job.actorName);
        return Optional.of(new Start(begun, actor, job.kind, handler.get()));
    }

    private void finish(String id, ActiveRun run, Result result) {
        var job = store.lock(id).orElseThrow(() -> new JobLost(id));
        if (job.runNo != run.runNo()) {
            throw new JobLost(id);
        }
        var problems = run.problems();
        if (result.problem() != null && result.outcome() != Outcome.STOPPED) {
            problems.add(result.problem());
        }
        job.done = run.done();
        job.total = run.total();
        job.rate = run.rate();
        changes.changed("job", id);
        switch (result.outcome()) {
            case DONE -> end(job, JobState.DONE);
            case FAILED -> end(job, JobState.FAILED);
            case STOPPED -> {
                if (job.wanted == Wanted.RUN) {
                    again(job, Duration.ZERO);
                } else {
                    halt(job);
                }
            }
            case WAITING -> await(job);
            case AGAIN -> {
                if (++job.attempts > MOST_ATTEMPTS) {
                    end(job, JobState.FAILED);
                } else {
                    problems.remove(result.problem());
                    again(job, Duration.ofSeconds(Math.min(60, 1L << job.attempts)));
                }
            }
        }
        job.problemsCipher = problems.isEmpty() ? null : cipher.sealProblems(id, problems);
    }

    private void halt(JobEntity job) {
        if (job.wanted == Wanted.CANCEL) {
            end(job, JobState.CANCELLED);
        } else {
            job.state = JobState.PAUSED;
            store.unschedule(job.id);
            changes.changed("job", job.id);
        }
    }

    private void end(JobEntity job, JobState state) {
        job.state = state;
        job.finishedAt = clock.instant();
        store.unschedule(job.id);
        changes.changed("job", job.id);
    }

    private void again(JobEntity job, Duration delay) {
        job.state = JobState.QUEUED;
        store.schedule(job.id, clock.instant().plus(delay));
    }

    /** Until its handler comes; another node may have it. */
    private void await(JobEntity job) {
        if (job.state != JobState.WAITING) {
            LOGGER.info("Job {} waits for the module {}", job.id, job.module);
            job.state = JobState.WAITING;
            changes.changed("job", job.id);
        }
        store.schedule(job.id, clock.instant().plus(WAIT));
    }
}
