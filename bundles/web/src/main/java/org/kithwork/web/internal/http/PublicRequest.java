package org.kithwork.web.internal.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;

/**
 * A request to a public address of a module: at most a mebibyte, read to its end before the module sees it, and from
 * where the client is, also behind a trusted proxy.
 */
final class PublicRequest extends HttpServletRequestWrapper {

    private static final int LIMIT_MIB = 1;

    private final String address;

    private PublicRequest(HttpServletRequest request, String address) {
        super(request);
        this.address = address;
    }

    static PublicRequest read(HttpServletRequest request, Spool into, Exchange exchange) throws IOException {
        var spooled = SpooledBody.read(request, into, LIMIT_MIB, () -> {});
        return new PublicRequest(spooled, exchange.client().address());
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
