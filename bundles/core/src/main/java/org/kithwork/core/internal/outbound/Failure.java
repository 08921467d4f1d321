package org.kithwork.core.internal.outbound;

import org.kithwork.outbound.OutboundException;
import org.kithwork.outbound.OutboundException.Reason;
import org.kithwork.problem.Message;

/** Why a call has no answer, in sentences. */
final class Failure {

    private Failure() {}

    static OutboundException of(Reason reason, String code, Object... arguments) {
        return new OutboundException(reason, Message.of(Failure.class, code, arguments));
    }
}
