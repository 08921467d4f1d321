package org.kithwork.limit;

import java.time.Duration;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Counts what comes in at public addresses, for all nodes together; nothing readable is kept of who it was. Always there.
 * Asks no right.
 */
@ProviderType
public interface RateLimits {

    /**
     * Counts one more, unless it is one too many. The count begins anew with each window; call it outside a transaction,
     * so that it stays whatever becomes of the rest.
     *
     * @param what begins with the module's word, such as {@code intake.form}
     * @param who whom it is counted for, such as an address and a form
     * @param most how many are let through in a window
     * @param window from a second to a day
     * @return whether it is let through
     */
    boolean take(String what, String who, int most, Duration window);
}
