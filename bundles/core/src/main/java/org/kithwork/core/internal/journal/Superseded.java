package org.kithwork.core.internal.journal;

/** What this thread knew is out of date: another node has taken over, or a row was changed meanwhile. */
public final class Superseded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Superseded(String message) {
        super(message);
    }
}
