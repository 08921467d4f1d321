package org.kithwork.web.internal.http;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.kithwork.core.ModuleStates.State;
import org.kithwork.core.RequestGate;
import org.kithwork.web.internal.CoreServices;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Counts the requests inside each module, and lets none in while the module is away. */
@Component(service = {ModuleGate.class, RequestGate.class})
public final class ModuleGate implements RequestGate {

    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration LATER = Duration.ofSeconds(30);

    private final CoreServices core;
    private final Map<String, Door> doors = new ConcurrentHashMap<>();

    @Activate
    public ModuleGate(@Reference CoreServices core) {
        this.core = core;
    }

    /** One stay of a request; ends at most once, by whoever comes first. */
    static final class Stay {

        private final Door door;
        private final AtomicBoolean over = new AtomicBoolean();

        private Stay(Door door) {
            this.door = door;
        }

        void end() {
            if (over.compareAndSet(false, true)) {
                door.leave();
            }
        }
    }

    /** How a request to a module is received. */
    sealed interface Entry permits Inside, Refused, NoModule {}

    record Inside(Stay stay) implements Entry {}

    record Refused(Failure failure) implements Entry {}

    /** The word names no module that is known: core, or nothing at all. */
    record NoModule() implements Entry {}

    Entry enter(String word) {
        if (word.isEmpty()) {
            return new NoModule();
        }
        var state = state(word);
        if (state.isEmpty() && !doors.containsKey(word)) {
            return new NoModule();
        }
        var refusal = state.flatMap(known -> refusal(word, known));
        if (refusal.isPresent()) {
            return new Refused(refusal.get());
        }
        var door = doors.computeIfAbsent(word, name -> new Door());
        return door.enter() ? new Inside(new Stay(door)) : new Refused(Failure.notRunning(word, SOON));
    }

    /** What to answer, when the module lets nobody in; also when it went away while a request was inside. */
    Optional<Failure> refusal(String word) {
        return state(word).flatMap(known -> refusal(word, known)).or(() -> behindDoor(word));
    }

    private Optional<Failure> behindDoor(String word) {
        var door = doors.get(word);
        return door != null && door.isClosed() ? Optional.of(Failure.notRunning(word, SOON)) : Optional.empty();
    }

    /** Whether requests to the module are let in. */
    public boolean isOpen(String word) {
        return refusal(word).isEmpty();
    }

    @Override
    public boolean close(String module, Duration patience) {
        return doors.computeIfAbsent(module, name -> new Door()).close(patience);
    }

    @Override
    public void open(String module) {
        var door = doors.get(module);
        if (door != null) {
            door.open();
        }
    }

    private Optional<State> state(String word) {
        return core.moduleStates().flatMap(states -> states.state(word));
    }

    private static Optional<Failure> refusal(String word, State state) {
        return switch (state) {
            case RUNNING -> Optional.empty();
            case STARTING, STOPPING, UPDATING -> Optional.of(Failure.notRunning(word, SOON));
            case STOPPED, FAILED -> Optional.of(Failure.notRunning(word, LATER));
            case AVAILABLE -> Optional.of(Failure.notInstalled(word));
        };
    }

    /** The door of one module. */
    private static final class Door {

        private boolean closed;
        private int inside;

        synchronized boolean enter() {
            if (closed) {
                return false;
            }
            inside++;
            return true;
        }

        synchronized void leave() {
            inside--;
            notifyAll();
        }

        synchronized boolean close(Duration patience) {
            closed = true;
            var end = System.nanoTime() + patience.toNanos();
            while (inside > 0) {
                var left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                try {
                    wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            return true;
        }

        synchronized void open() {
            closed = false;
        }

        synchronized boolean isClosed() {
            return closed;
        }
    }
}
