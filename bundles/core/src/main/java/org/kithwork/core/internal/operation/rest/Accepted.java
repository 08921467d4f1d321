package org.kithwork.core.internal.operation.rest;

import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.kithwork.core.internal.operation.Operation;

/** The answer to a request that began an operation. */
final class Accepted {

    private Accepted() {}

    static Response of(Operation operation) {
        return Response.accepted(operation)
                .location(URI.create("operations/" + operation.id()))
                .build();
    }
}
