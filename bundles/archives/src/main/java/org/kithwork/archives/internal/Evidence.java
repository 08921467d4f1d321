package org.kithwork.archives.internal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records on which something said of a customer stands.
 *
 * @param kind {@code purchase}, {@code interaction}, {@code preference}, {@code need} or {@code term}
 * @param count how many there are
 * @param last when the newest of them was
 * @param ids the newest of them, at most twenty
 */
public record Evidence(String kind, int count, @Nullable Instant last, List<String> ids) {

    static final int MOST = 20;

    static final String PURCHASE = "purchase";
    static final String INTERACTION = "interaction";
    static final String PREFERENCE = "preference";
    static final String NEED = "need";
    static final String TERM = "term";

    public Evidence {
        ids = List.copyOf(ids);
    }

    /** Of these, newest first. */
    public static Evidence of(String kind, List<String> ids, @Nullable Instant last) {
        return new Evidence(kind, ids.size(), last, ids.stream().limit(MOST).toList());
    }

    /** Of these interactions, newest first. */
    public static Evidence ofInteractions(List<String> ids, @Nullable Instant last) {
        return of(INTERACTION, ids, last);
    }
}
