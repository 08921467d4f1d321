package org.kithwork.web.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.SignIn.Client;
import org.kithwork.web.internal.http.Exchange.Transport;

/** Where a request came from, and by which transport. Forwarding headers count only from listed proxies. */
final class Origins {

    /** Digits, colons and dots alone: nothing here asks a name service. */
    private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    private static final int MAX_AGENT = 200;

    private final Set<String> proxies;

    Origins(Set<String> proxies) {
        this.proxies = Set.copyOf(proxies);
    }

    Client client(HttpServletRequest request) {
        return new Client(address(request), agent(request.getHeader("User-Agent")));
    }

    Transport transport(HttpServletRequest request) {
        if (proxies.contains(request.getRemoteAddr())) {
            return "https".equals(request.getHeader("X-Forwarded-Proto")) ? Transport.SECURE : Transport.PLAIN;
        }
        if (request.isSecure()) {
            return Transport.SECURE;
        }
        return isLoopback(request.getRemoteAddr()) ? Transport.LOOPBACK : Transport.PLAIN;
    }

    /** Whether the caller sits at this machine itself, not behind a proxy on it. */
    static boolean isLocal(HttpServletRequest request) {
        return isLoopback(request.getRemoteAddr())
                && request.getHeader("X-Forwarded-For") == null
                && request.getHeader("Forwarded") == null;
    }

    private String address(HttpServletRequest request) {
        var address = request.getRemoteAddr();
        var forwarded = request.getHeader("X-Forwarded-For");
        if (forwarded == null || !proxies.contains(address)) {
            return address;
        }
        var hops = forwarded.split(",", -1);
        for (int i = hops.length - 1; i >= 0; i--) {
            var hop = hops[i].strip();
            if (!LITERAL.matcher(hop).matches()) {
                return address;
            }
            address = hop;
            if (!proxies.contains(hop)) {
                return hop;
            }
        }
        return address;
    }

    private static @Nullable String agent(@Nullable String header) {
        if (header == null) {
            return null;
        }
        var text = header.replaceAll("\\p{Cntrl}", " ");
        return text.length() > MAX_AGENT ? text.substring(0, MAX_AGENT) : text;
    }

    private static boolean isLoopback(String address) {
        try {
            return LITERAL.matcher(address).matches()
                    && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
