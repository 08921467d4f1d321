package org.kithwork.consent.spi;

import java.util.Optional;
import org.kithwork.consent.SendRequest;
import org.kithwork.problem.Message;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A module's reasons why a customer is not written to for now: the exclusion list of a campaign, an open complaint, the
 * hold of whoever looks after a case. Asked in the caller's transaction before every message, so it reads by index.
 */
@ConsumerType
public interface SendHold {

    /**
     * Why this message is held back; empty where nothing speaks against it.
     *
     * @param request names the customer that answers, never an absorbed one
     */
    Optional<Message> hold(SendRequest request);
}
