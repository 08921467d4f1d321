package org.kithwork.core.internal.outbound;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.kithwork.outbound.OutboundException.Reason;
import org.kithwork.outbound.OutboundRequest;

/** What a caller may ask for. */
final class RequestCheck {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
    private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e\\t]{0,4000}");

    /** What the connection itself says, and what would have the answer packed. */
    private static final Set<String> RESERVED = Set.of(
            "host",
            "content-length",
            "transfer-encoding",
            "connection",
            "keep-alive",
            "te",
            "trailer",
            "upgrade",
            "expect",
            "accept-encoding");

    private RequestCheck() {}

    static void check(OutboundRequest request) {
        if (request.body().length > Hop.MOST_BYTES) {
            throw Failure.of(Reason.MALFORMED, "body-too-large");
        }
        request.headers().forEach((name, value) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (!NAME.matcher(name).matches()
                    || !VALUE.matcher(value).matches()
                    || RESERVED.contains(lower)
                    || lower.startsWith("proxy-")) {
                throw Failure.of(Reason.MALFORMED, "header-invalid");
            }
        });
    }
}
