package org.kithwork.web.internal.http;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what went wrong here, once a request, with the id that the caller was told; never the path's ids or values. */
final class Defects {

    private static final Logger logger = LoggerFactory.getLogger(Defects.class);

    private Defects() {}

    static void log(Exchange exchange, Throwable cause) {
        logger.error(
                "Request {} failed: {} {} {}",
                exchange.id(),
                exchange.method(),
                exchange.target().area(),
                exchange.target().word(),
                cause);
    }
}
