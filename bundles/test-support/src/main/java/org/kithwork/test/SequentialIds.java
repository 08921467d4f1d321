package org.kithwork.test;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.kithwork.id.Ids;

/** Identifiers that count up from one, so that a failing test can be read; later ones sort after earlier ones. */
public final class SequentialIds implements Ids {

    private final AtomicLong last = new AtomicLong();
    private final String family;

    public SequentialIds() {
        this("0");
    }

    /**
     * Identifiers of their own family.
     *
     * @param family one hexadecimal digit, which starts each
     */
    public SequentialIds(String family) {
        this.family = family;
        if (!Ids.isId(id(0))) {
            throw new IllegalArgumentException("Not a hexadecimal digit: " + family);
        }
    }

    @Override
    public String next() {
        return id(last.incrementAndGet());
    }

    /** The identifier that came n-th, counted from one. */
    public String id(long n) {
        return String.format(Locale.ROOT, "%s0000000-0000-7000-8000-%012x", family, n);
    }
}
