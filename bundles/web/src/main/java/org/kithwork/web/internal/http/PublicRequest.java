package org.kithwork.web.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import org.kithwork.web.internal.http.Exchange.Transport;

/**
 * A request to a public address of a module: at most a mebibyte, read to its end before the module sees it, and from
 * where the client is and how it came, also behind a trusted proxy.
 */
final class PublicRequest extends HttpServletRequestWrapper {

    private static final int LIMIT_MIB = 1;

    private final String address;
    private final boolean secure;

    private PublicRequest(HttpServletRequest request, String address, boolean secure) {
        super(request);
        this.address = address;
        this.secure = secure;
    }

    static PublicRequest read(HttpServletRequest request, Spool into, Exchange exchange) throws IOException {
        var spooled = SpooledBody.read(request, into, LIMIT_MIB, () -> {});
        return new PublicRequest(spooled, exchange.client().address(), exchange.transport() == Transport.SECURE);
    }

    @Override
    public boolean isSecure() {
        return secure;
    }

    @Override
    public String getScheme() {
        return secure ? "https" : "http";
    }

    @Override
    public String getRemoteAddr() {
        return address;
    }

    @Override
    public String getRemoteHost() {
        return address;
    }
}
