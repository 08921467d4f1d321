package org.kithwork.core.internal.page;

import java.util.Optional;

/** Encrypts and authenticates what a client carries for us. */
public interface Seal {

    /** The text in a form that shows nothing and that only this installation can make. */
    String seal(String text);

    /** The sealed text; empty for what was not sealed here or was changed. */
    Optional<String> open(String sealed);
}
