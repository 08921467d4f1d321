package org.kithwork.core.internal.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.event.spi.EventHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one dispatcher of a node: a thread gives positions and looks which handlers have something to do; each of those
 * runs on a thread of its own until it has caught up, so a slow one holds up nobody else. Between two runs nothing here
 * holds on to a handler.
 */
@Component(service = Dispatcher.class, immediate = true)
public final class Dispatcher {

    private static final Logger LOGGER = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration REST = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final int LOOK_TICKS = 10;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final Sequencer sequencer;
    private final Leadership leadership;
    private final EventTypeRegistry types;
    private final Delivery delivery;
    private final Mending mending;

    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private final Set<String> admitted = ConcurrentHashMap.newKeySet();
    private final ExecutorService workers = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            5,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> thread(task, "kithwork-journal-delivery"));
    private volatile boolean stopping;
    private volatile boolean marked;
    private final AtomicLong rounds = new AtomicLong();
    private boolean began;
    private int ticks;
    private @Nullable Thread main;

    @Reference
    volatile List<EventHandler> handlers = List.of();

    @Activate
    public Dispatcher(
            @Reference Sequencer sequencer,
            @Reference Leadership leadership,
            @Reference EventTypeRegistry types,
            @Reference Delivery delivery,
            @Reference Mending mending) {
        this.sequencer = sequencer;
        this.leadership = leadership;
        this.types = types;
        this.delivery = delivery;
        this.mending = mending;
    }

    @Activate
    void start() {
        main = thread(this::loop, "kithwork-journal");
        main.start();
    }

    @Deactivate
    void stop() throws InterruptedException {
        stopping = true;
        sequencer.alarm().ring();
        workers.shutdown();
        if (main != null) {
            main.join(PATIENCE.toMillis());
        }
        if (!workers.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            LOGGER.warn("A handler has not returned; it is interrupted");
            workers.shutdownNow();
        }
        try {
            leadership.resign();
        } catch (RuntimeException e) {
            LOGGER.debug("Another node takes over when this one's beat stands still", e);
        }
    }

    private static Thread thread(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.setContextClassLoader(Dispatcher.class.getClassLoader());
        return thread;
    }

    /** Looks at once, for instance after somebody has marked a parked event. */
    void wake() {
        marked = true;
        sequencer.alarm().ring();
    }

    Instant now() {
        return mending.now();
    }

    /** How far each handler that is here has come. */
    Map<String, Long> positions() {
        return lanes.values().stream().filter(Lane::isLoaded).collect(Collectors.toMap(Lane::handler, Lane::position));
    }

    /** The names of the handlers that are here. */
    Set<String> present() {
        return handlers.stream().map(EventHandler::name).collect(Collectors.toSet());
    }

    /**
     * Delivers no more to a module's handlers, before it is stopped, and waits until those at work are done.
     *
     * @return {@code false} when one is still at work
     */
    public boolean hold(String module, Duration patience) throws InterruptedException {
        held.add(module);
        var deadline = System.nanoTime() + patience.toNanos();
        synchronized (running) {
            while (running.stream().anyMatch(name -> Lane.moduleOf(name).equals(module))) {
                var left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    return false;
                }
                running.wait(left);
            }
        }
        return true;
    }

    /** Delivers to the module again. */
    public void release(String module) {
        held.remove(module);
        sequencer.alarm().ring();
    }

    /**
     * Delivers to a module that is still held what it has missed of the opt-outs, before it serves again; those of its
     * handlers that want them get with them what stands before.
     *
     * @return {@code false} when something of it could not be delivered in this time
     */
    public boolean catchUp(String module, Duration patience) throws InterruptedException {
        var waiting = handlers.stream()
                .filter(handler -> Lane.moduleOf(handler.name()).equals(module))
                .filter(OptOuts::wants)
                .map(EventHandler::name)
                .collect(Collectors.toSet());
        if (waiting.isEmpty()) {
            return true;
        }
        var deadline = System.nanoTime() + patience.toNanos();
        admitted.addAll(waiting);
        try {
            var seen = rounds.get();
            if (!await(deadline, () -> rounds.get() > seen + 1)) {
                return false;
            }
            var last = delivery.lastOptOut();
            return await(deadline, () -> haveTaken(waiting, last));
        } finally {
            admitted.removeAll(waiting);
        }
    }

    /** Where this node delivers, it knows; else the cursor tells what another node did. */
    private boolean haveTaken(Set<String> names, long last) {
        return names.stream().allMatch(name -> {
            var lane = lanes.get(name);
            return lane != null && lane.isLoaded() ? lane.position() >= last : delivery.hasCome(name, last);
        });
    }

    private boolean await(long deadline, BooleanSupplier done) throws InterruptedException {
        var bell = new Alarm();
        while (!done.getAsBoolean()) {
            if (stopping || deadline - System.nanoTime() <= 0) {
                return false;
            }
            sequencer.alarm().ring();
            bell.await(LOOK_AGAIN);
        }
        return true;
    }

    private void loop() {
        while (!stopping) {
            try {
                if (!tick()) {
                    rounds.incrementAndGet();
                    sequencer.alarm().await(TICK);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | LinkageError e) {
                rest(e);
            }
        }
    }

    /** The database is away, or another node has taken over. */
    private void rest(Throwable reason) {
        leadership.doubt();
        began = false;
        lanes.clear();
        if (!stopping) {
            LOGGER.warn("The journal rests for a moment ({})", reason.getClass().getSimpleName());
            LOGGER.debug("Why the journal rests", reason);
            try {
                sequencer.alarm().await(REST);
            } catch (InterruptedException e) {
                stopping = true;
            }
        }
    }

    /** {@code true} when there is more to do at once. */
    private boolean tick() {
        types.remember();
        if (!leadership.ask()) {
            began = false;
            lanes.clear();
            return false;
        }
        if (!began) {
            lanes.clear();
            sequencer.begin();
            began = true;
        }
        var more = sequencer.advance();
        dispatch();
        return more;
    }

    private void dispatch() {
        var present = present();
        lanes.keySet().retainAll(present);
        var look = marked || ++ticks % LOOK_TICKS == 0;
        marked = false;
        for (var name : present) {
            var lane = lanes.computeIfAbsent(name, Lane::new);
            if (look && lane.isLoaded()) {
                mending.look(lane);
            }
            if (mayBegin(lane) && lane.wants(sequencer.last(), mending.now()) && running.add(name)) {
                workers.execute(() -> run(lane));
            }
        }
    }

    private boolean mayBegin(Lane lane) {
        return !held.contains(lane.module()) || admitted.contains(lane.handler());
    }

    private void run(Lane lane) {
        try {
            while (mayRun(lane) && step(lane)) {
                Thread.onSpinWait();
            }
        } catch (RuntimeException | LinkageError e) {
            LOGGER.warn(
                    "Handler {} rests for a moment ({})",
                    lane.handler(),
                    e.getClass().getSimpleName());
            LOGGER.debug("Why handler {} rests", lane.handler(), e);
            lane.unload();
            lane.pause(REST);
        } finally {
            synchronized (running) {
                running.remove(lane.handler());
                running.notifyAll();
            }
            sequencer.alarm().ring();
        }
    }

    private boolean step(Lane lane) {
        var handler = find(lane.handler());
        return handler.isPresent()
                && delivery.step(lane, handler.get(), () -> isHere(lane, handler.get()), sequencer.last());
    }

    private boolean mayRun(Lane lane) {
        return !stopping && leadership.isLeading() && mayBegin(lane) && lanes.get(lane.handler()) == lane;
    }

    private boolean isHere(Lane lane, EventHandler handler) {
        return mayRun(lane)
                && find(lane.handler()).filter(other -> other == handler).isPresent();
    }

    private Optional<EventHandler> find(String name) {
        return handlers.stream().filter(handler -> handler.name().equals(name)).findFirst();
    }
}
