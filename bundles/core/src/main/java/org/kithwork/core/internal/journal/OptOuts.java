package org.kithwork.core.internal.journal;

import java.util.Collections;
import java.util.Set;
import org.kithwork.event.spi.EventHandler;

/** The events by which a customer says that he is not to be written to. A module that was away takes them before it serves. */
final class OptOuts {

    static final Set<String> TYPES =
            Set.of("core.consent.withdrawn", "core.consent.policy-changed", "core.consent.automation-changed");

    private OptOuts() {}

    static boolean wants(EventHandler handler) {
        return !Collections.disjoint(handler.types(), TYPES);
    }
}
