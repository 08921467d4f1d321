package org.kithwork.web.internal.ui;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.kithwork.core.ChangeListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * All pages that listen for changes. Hints of a moment are gathered, so that a page looks once; when many records change
 * at once, as in an import, one hint stands for all of them, and the next follows later.
 */
@Component(service = {Streams.class, ChangeListener.class})
public class Streams implements ChangeListener {

    static final Set<String> TOPICS = Set.of("modules", "customer", "job", "import", "export");

    private static final int BEAT_SECONDS = 20;
    private static final int MOMENT_MILLIS = 100;
    private static final int PAUSE_MILLIS = 2000;
    private static final int MAX_RECORDS = 20;
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z-]{1,64}");

    private final Map<EventStream, String> streams = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> gathered = new HashMap<>();
    private final Set<String> flooded = new HashSet<>();
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "kithwork-events");
        thread.setDaemon(true);
        return thread;
    });

    @Activate
    public Streams() {
        heart.scheduleWithFixedDelay(this::beat, BEAT_SECONDS, BEAT_SECONDS, TimeUnit.SECONDS);
    }

    @Deactivate
    void stop() {
        heart.shutdownNow();
        streams.keySet().forEach(EventStream::end);
    }

    @Override
    public void changed(String topic, String id) {
        synchronized (gathered) {
            var records = gathered.get(topic);
            if (records == null) {
                records = new LinkedHashSet<>();
                gathered.put(topic, records);
                var wait = flooded.remove(topic) ? PAUSE_MILLIS : MOMENT_MILLIS;
                heart.schedule(() -> tell(topic), wait, TimeUnit.MILLISECONDS);
            }
            if (records.size() <= MAX_RECORDS) {
                records.add(id);
            }
        }
    }

    private void tell(String topic) {
        Set<String> records;
        synchronized (gathered) {
            records = gathered.remove(topic);
            if (records == null) {
                return;
            }
            if (records.size() > MAX_RECORDS) {
                records = Set.of("");
                flooded.add(topic);
            }
        }
        for (var id : records) {
            var data = ID.matcher(id).matches() ? "{\"id\":\"" + id + "\"}" : "{}";
            streams.keySet().forEach(stream -> stream.hint(topic, data));
        }
    }

    void add(EventStream stream, String session) {
        streams.put(stream, session);
    }

    void remove(EventStream stream) {
        streams.remove(stream);
    }

    /** How many pages listen. */
    int count() {
        return streams.size();
    }

    /** How many pages of a session listen. */
    long of(String session) {
        return streams.values().stream().filter(session::equals).count();
    }

    /**
     * Ends the oldest streams of a session, so that with one more there are no more than {@code most}. The oldest are
     * mostly of pages that were left: a connection that the browser closed is noticed at the next beat only.
     */
    void makeRoom(String session, int most) {
        var own = streams.entrySet().stream()
                .filter(entry -> entry.getValue().equals(session))
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparingLong(EventStream::started))
                .toList();
        own.subList(0, Math.max(0, own.size() - most + 1)).forEach(EventStream::end);
    }

    void beat() {
        streams.keySet().forEach(EventStream::beat);
    }
}
