package org.kithwork.web.internal.ui;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * One page that listens. Hints wait in a short queue and are written when the connection takes them; no thread waits
 * for a slow reader, and one that is too slow is told to look at everything again.
 */
final class EventStream implements WriteListener {

    private static final int MAX_WAITING = 200;

    private final AsyncContext context;
    private final ServletOutputStream out;
    private final Set<String> topics;
    private final BooleanSupplier alive;
    private final Consumer<EventStream> whenOver;
    private final Deque<String> waiting = new ArrayDeque<>();
    private final long started = System.nanoTime();
    private boolean unflushed;
    private boolean over;

    /**
     * Makes a stream over an asynchronous answer.
     *
     * @param topics what the listener may hear of
     * @param alive whether his session still holds
     */
    EventStream(AsyncContext context, Set<String> topics, BooleanSupplier alive, Consumer<EventStream> whenOver)
            throws IOException {
        this.context = context;
        this.out = context.getResponse().getOutputStream();
        this.topics = Set.copyOf(topics);
        this.alive = alive;
        this.whenOver = whenOver;
    }

    /** Grows from one stream to the next. */
    long started() {
        return started;
    }

    /** Tells that something changed. */
    void hint(String topic, String data) {
        if (topics.contains(topic)) {
            offer("event: " + topic + "\ndata: " + data + "\n\n");
        }
    }

    /** Keeps the connection open; ends it when the session does not hold any more. */
    void beat() {
        if (alive.getAsBoolean()) {
            offer(": \n\n");
        } else {
            end();
        }
    }

    private synchronized void offer(String message) {
        if (over) {
            return;
        }
        if (waiting.size() >= MAX_WAITING) {
            waiting.clear();
            topics.forEach(topic -> waiting.add("event: " + topic + "\ndata: {}\n\n"));
        } else if (!message.equals(waiting.peekLast())) {
            waiting.add(message);
        }
        drain();
    }

    @Override
    public synchronized void onWritePossible() {
        drain();
    }

    @Override
    public void onError(Throwable cause) {
        end();
    }

    private void drain() {
        try {
            while (!over && out.isReady()) {
                var message = waiting.poll();
                if (message != null) {
                    out.write(message.getBytes(StandardCharsets.UTF_8));
                    unflushed = true;
                } else if (unflushed) {
                    unflushed = false;
                    out.flush();
                } else {
                    return;
                }
            }
        } catch (IOException | IllegalStateException e) {
            end();
        }
    }

    /** Ends the stream; the page asks again. */
    void end() {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            waiting.clear();
        }
        try {
            context.complete();
        } catch (IllegalStateException e) {
            // The connection is gone already.
        }
        whenOver.accept(this);
    }
}
