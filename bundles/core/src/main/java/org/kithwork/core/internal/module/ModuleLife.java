package org.kithwork.core.internal.module;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kithwork.core.ModuleStates.State;
import org.kithwork.core.internal.module.FeatureHost.HostFailure;
import org.kithwork.core.internal.module.store.StoredModule;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings modules in and out. What is wanted is written first, so that a crash in the middle is finished at the next
 * start. One change at a time: all run on the one thread of {@link ModuleThread}.
 */
@Component(service = ModuleLife.class)
public final class ModuleLife {

    static final Duration DRAIN = Duration.ofSeconds(10);
    static final Duration READY = Duration.ofSeconds(60);
    static final Duration SERVED = Duration.ofSeconds(15);

    private static final Logger LOGGER = LoggerFactory.getLogger(ModuleLife.class);

    private final FeatureHost host;
    private final ModuleHealth health;
    private final Doors doors;
    private final ModuleRegistry registry;
    private final ModuleRecords records;
    private volatile String busyWith = "";

    @Activate
    public ModuleLife(
            @Reference FeatureHost host,
            @Reference ModuleHealth health,
            @Reference Doors doors,
            @Reference ModuleRegistry registry,
            @Reference ModuleRecords records) {
        this.host = host;
        this.health = health;
        this.doors = doors;
        this.registry = registry;
        this.records = records;
    }

    /** Whether the change of this module is our own doing. */
    boolean isBusyWith(String word) {
        return busyWith.equals(word);
    }

    /** Installs a module that is not installed, or was removed; its data, if there is any, is found again. */
    void install(ModulePackage wanted) {
        begin(wanted.name(), State.STARTING, () -> {
            records.want(wanted, Desired.RUNNING, "module.installed");
            bring(wanted).ifPresent(failure -> {
                throw fail(wanted.name(), failure);
            });
        });
    }

    /** Starts a module that is stopped or failed. */
    void start(ModulePackage wanted) {
        begin(wanted.name(), State.STARTING, () -> {
            records.want(wanted, Desired.RUNNING, "module.started");
            takeOut(wanted.name());
            bring(wanted).ifPresent(failure -> {
                throw fail(wanted.name(), failure);
            });
        });
    }

    /** Puts a newer version in the place of the old one; when it does not come up, the old one runs again. */
    void update(ModulePackage wanted, Optional<ModulePackage> before, boolean running) {
        var word = wanted.name();
        begin(word, State.UPDATING, () -> {
            if (!running) {
                records.want(wanted, Desired.STOPPED, "module.updated");
                registry.set(word, State.STOPPED);
                return;
            }
            doors.close(word, DRAIN);
            takeOut(word);
            records.want(wanted, Desired.RUNNING, "module.updated");
            bring(wanted).ifPresent(failure -> {
                throw before.isEmpty() ? fail(word, failure) : back(wanted, before.get(), failure);
            });
        });
    }

    private Problem back(ModulePackage wanted, ModulePackage before, Message failure) {
        var word = wanted.name();
        var said = ModuleProblem.message("update-failed", word, wanted.version(), before.version(), failure);
        LOGGER.error("{}", said.text(Locale.ENGLISH));
        takeOut(word);
        records.want(before, Desired.RUNNING, "module.restored");
        var again = bring(before);
        if (again.isPresent()) {
            return fail(word, again.get());
        }
        records.problem(word, Optional.of(said));
        return Problem.conflict(said);
    }

    /** Stops a module; it stays wanted in its version. */
    void stop(String word) {
        begin(word, State.STOPPING, () -> {
            records.want(word, Desired.STOPPED, "module.stopped", Map.of());
            doors.close(word, DRAIN);
            takeOut(word);
            registry.set(word, State.STOPPED);
        });
    }

    /** Removes a module; its data stays unless it is purged. */
    void remove(String word, Map<String, Object> detail) {
        begin(word, State.STOPPING, () -> {
            records.want(word, Desired.REMOVED, "module.removed", detail);
            doors.close(word, DRAIN);
            takeOut(word);
            registry.set(word, State.AVAILABLE);
        });
    }

    /** Brings about at the start what is wanted: installs, or waits for what the container started by itself. */
    void restore(ModulePackage wanted) {
        var word = wanted.name();
        begin(word, State.STARTING, () -> {
            records.standIn(wanted);
            if (!wanted.version().equals(host.installed().get(word))) {
                takeOut(word);
            }
            bring(wanted).ifPresent(failure -> {
                throw fail(word, failure);
            });
        });
    }

    /** Lets nothing into a module that the container may start before its turn has come. */
    void holdBack(String word) {
        doors.close(word, Duration.ZERO);
    }

    /** Notes that a module is wanted; it is installed later. */
    void choose(ModulePackage wanted) {
        records.want(wanted, Desired.RUNNING, "module.installed");
    }

    /** Lets in a module that somebody installed or started in the shell. */
    void adopt(String word) {
        begin(
                word,
                State.STARTING,
                () -> serve(word).ifPresent(failure -> {
                    throw fail(word, failure);
                }));
    }

    /** Takes out what is not wanted. */
    void takeOut(String word) {
        try {
            host.uninstall(word);
        } catch (HostFailure e) {
            throw fail(word, e.reason());
        }
    }

    /** A module whose package is not here cannot run. */
    void missing(StoredModule module) {
        registry.set(module.name(), State.FAILED);
        records.problem(
                module.name(), Optional.of(ModuleProblem.message("package-gone", module.name(), module.version())));
    }

    private Optional<Message> bring(ModulePackage wanted) {
        try {
            doors.close(wanted.name(), Duration.ZERO);
            host.install(wanted);
        } catch (HostFailure e) {
            LOGGER.warn("{} {} cannot be installed", wanted.name(), wanted.version(), e);
            return Optional.of(e.reason());
        }
        return serve(wanted.name());
    }

    private Optional<Message> serve(String word) {
        var lacks = health.awaitReady(word, READY);
        if (lacks.isPresent()) {
            return lacks;
        }
        try {
            doors.catchUp(word);
        } catch (RuntimeException e) {
            LOGGER.error("{} could not be brought up to date", word, e);
            return Optional.of(ModuleProblem.message(
                    "catch-up-failed", e instanceof Problem problem ? problem.code() : "internal"));
        }
        var served = doors.awaitServed(word, SERVED);
        if (!served) {
            LOGGER.warn("Some endpoints of {} are not served by the REST runtime", word);
        }
        records.problem(
                word, served ? Optional.empty() : Optional.of(ModuleProblem.message("endpoints-missing", word)));
        registry.set(word, State.RUNNING);
        doors.open(word);
        LOGGER.info("The module {} serves", word);
        return Optional.empty();
    }

    /** What did not come up is taken out, so that nothing of it is half alive. */
    private Problem fail(String word, Message reason) {
        registry.set(word, State.FAILED);
        if (host.isHanging()) {
            records.want(word, Desired.STOPPED, "module.stopped", Map.of());
        }
        records.failed(word, reason);
        try {
            host.uninstall(word);
        } catch (HostFailure e) {
            LOGGER.error("{} failed and cannot be taken out", word, e);
        }
        var said = ModuleProblem.message("module-failed", word, reason);
        LOGGER.error("{}", said.text(Locale.ENGLISH));
        return Problem.conflict(said);
    }

    private void begin(String word, State state, Runnable body) {
        busyWith = word;
        registry.set(word, state);
        records.hint();
        try {
            body.run();
        } finally {
            busyWith = "";
            records.hint();
        }
    }
}
