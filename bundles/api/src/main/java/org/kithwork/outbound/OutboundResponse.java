package org.kithwork.outbound;

import java.net.URI;
import java.util.Map;

/**
 * What another system answered.
 *
 * @param uri where the answer came from, after redirects
 * @param headers by their names in lower case; of several of one name the last
 * @param body at most 1 MiB
 */
public record OutboundResponse(int status, URI uri, Map<String, String> headers, byte[] body) {

    public OutboundResponse {
        headers = Map.copyOf(headers);
        body = body.clone();
    }

    /** Whether the other system says that it was done. */
    public boolean isSuccess() {
        return status / 100 == 2;
    }
}
