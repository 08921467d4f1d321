package org.kithwork.core.internal.journal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The events of this process that have no position yet, in the order in which they were written. A committed event is
 * ready unless an earlier one of its queue is still open: the commits of two transactions may be told in the wrong
 * order, the writes of which the second waited for the first may not.
 */
final class Pending {

    private static final class Entry {
        final String queue;
        boolean committed;

        Entry(String queue) {
            this.queue = queue;
        }
    }

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    synchronized void written(String id, String queue) {
        entries.put(id, new Entry(queue));
    }

    synchronized void committed(String id) {
        var entry = entries.get(id);
        if (entry != null) {
            entry.committed = true;
        }
    }

    synchronized void remove(Collection<String> ids) {
        entries.keySet().removeAll(ids);
    }

    /** The first events that may get their position. */
    synchronized List<String> ready(int limit) {
        var ready = new ArrayList<String>();
        var open = new HashSet<String>();
        for (var each : entries.entrySet()) {
            if (!each.getValue().committed) {
                open.add(each.getValue().queue);
            } else if (!open.contains(each.getValue().queue)) {
                ready.add(each.getKey());
                if (ready.size() == limit) {
                    break;
                }
            }
        }
        return ready;
    }
}
