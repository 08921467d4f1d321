package org.kithwork.core.internal.access.rest;

import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;

/** The cookies of a request; only a session's secret means anything among them. */
final class Cookies {

    private Cookies() {}

    static List<String> values(HttpHeaders headers) {
        return headers.getCookies().values().stream().map(Cookie::getValue).toList();
    }
}
