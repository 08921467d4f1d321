package org.kithwork.outbound;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The one way to call another system ({@code core:outbound:call}; a module declares that it needs it). Always there.
 *
 * <p>Refused and audited is a host that is not on the administrator's list, a port other than 80 and 443 that is not named
 * there, and a host that stands for an address of this machine, of a private network, or of a cloud's metadata. A name is
 * looked up once for each hop and the connection goes to the address that was checked. At most three redirects are
 * followed, each checked as the first address was; they never lead from {@code https} to {@code http}, and never carry a
 * body or the caller's headers to another host. All of it takes 5 seconds at most; a body has 1 MiB at most in either
 * direction, and compression is neither asked for nor taken.
 */
@ProviderType
public interface OutboundClient {

    /**
     * Calls and answers with whatever the other system says, an error status too.
     *
     * @throws OutboundException when there is no answer; its reason tells what is worth another try
     * @throws IllegalStateException inside a transaction, which would wait for the other system and could not keep the
     *     note of a refusal: write to an outbox there, and call from a job
     */
    OutboundResponse send(OutboundRequest request);
}
