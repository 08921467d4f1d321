package org.kithwork.core.internal.viewing;

import java.util.LinkedHashMap;
import java.util.Map;

/** The looks that this node noted lately, so that it does not ask the database again; the oldest are forgotten. */
final class RecentViews {

    private static final int MOST = 50_000;

    private final Map<Mark, Boolean> opened = lately();
    private final Map<Mark, Boolean> listed = lately();

    /** A customer and a user in an hour or, in lists, on a day. */
    record Mark(String customer, String user, long time, boolean clear) {}

    private static Map<Mark, Boolean> lately() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Mark, Boolean> eldest) {
                return size() > MOST;
            }
        };
    }

    synchronized boolean has(Mark mark) {
        return opened.containsKey(mark)
                || opened.containsKey(new Mark(mark.customer(), mark.user(), mark.time(), true));
    }

    synchronized void add(Mark mark) {
        opened.put(mark, true);
    }

    synchronized boolean wasListed(Mark mark) {
        return listed.containsKey(mark);
    }

    synchronized void addListed(Mark mark) {
        listed.put(mark, true);
    }
}
