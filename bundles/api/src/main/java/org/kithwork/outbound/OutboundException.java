package org.kithwork.outbound;

import org.kithwork.problem.Message;

/** Why there is no answer of another system. */
public final class OutboundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient Message explanation;

    public OutboundException(Reason reason, Message explanation) {
        super(reason + " " + explanation.code());
        this.reason = reason;
        this.explanation = explanation;
    }

    /** What stood in the way. */
    public enum Reason {
        /** No address, header or body that can be sent; to be mended by the caller. */
        MALFORMED(true),
        /** Not on the administrator's list. */
        NOT_ALLOWED(true),
        /** An address that nobody calls from here, or one of the own network that the list does not name as such. */
        FORBIDDEN_ADDRESS(true),
        TOO_MANY_REDIRECTS(true),
        /** From {@code https} to {@code http}, or a body to another host. */
        UNSAFE_REDIRECT(true),
        /** No such name, no connection, no certificate that is valid for the host. */
        UNREACHABLE(false),
        /** Not within 5 seconds. */
        TIMED_OUT(false),
        /** More than 1 MiB. */
        TOO_LARGE(false),
        /** Not HTTP, or compressed though nobody asked for it. */
        UNREADABLE(false);

        private final boolean refused;

        Reason(boolean refused) {
            this.refused = refused;
        }
    }

    public Reason reason() {
        return reason;
    }

    /** Whether it was refused here, and will be until the list or the call changes; otherwise another try may do. */
    public boolean isRefused() {
        return reason.refused;
    }

    /** A sentence for the person who set the address. */
    public Message explanation() {
        return explanation;
    }
}
