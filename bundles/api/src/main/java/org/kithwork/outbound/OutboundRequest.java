package org.kithwork.outbound;

import java.net.URI;
import java.util.Map;

/**
 * A call to another system.
 *
 * @param uri {@code http} or {@code https}, in ASCII, without user information
 * @param headers all but those that the connection itself needs, such as {@code Host}
 * @param body at most 1 MiB; empty for none
 */
public record OutboundRequest(Method method, URI uri, Map<String, String> headers, byte[] body) {

    /** A method of HTTP. */
    public enum Method {
        GET,
        HEAD,
        POST,
        PUT,
        PATCH,
        DELETE
    }

    public OutboundRequest {
        headers = Map.copyOf(headers);
        body = body.clone();
    }

    /** Reads what is there. */
    public static OutboundRequest get(URI uri) {
        return new OutboundRequest(Method.GET, uri, Map.of(), new byte[0]);
    }

    /** Sends a JSON text. */
    public static OutboundRequest post(URI uri, Map<String, String> headers, byte[] json) {
        var all = new java.util.HashMap<>(headers);
        all.putIfAbsent("Content-Type", "application/json");
        return new OutboundRequest(Method.POST, uri, all, json);
    }
}
