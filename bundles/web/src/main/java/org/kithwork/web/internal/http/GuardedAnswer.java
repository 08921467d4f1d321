package org.kithwork.web.internal.http;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/** Outside the API answers go straight out; only the container's error pages are replaced by problems. */
final class GuardedAnswer extends HttpServletResponseWrapper {

    private final Answers answers;
    private final Exchange exchange;

    GuardedAnswer(HttpServletResponse response, Answers answers, Exchange exchange) {
        super(response);
        this.answers = answers;
        this.exchange = exchange;
    }

    @Override
    public void sendError(int status) throws IOException {
        resetBuffer();
        answers.write(Failure.ofStatus(status), exchange, (HttpServletResponse) getResponse());
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        sendError(status);
    }

    @Override
    public void reset() {
        super.reset();
        SecurityHeaders.put(this, exchange);
    }
}
