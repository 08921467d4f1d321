package org.kithwork.web.internal.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kithwork.core.Afterwork;
import org.kithwork.web.internal.rest.Mapper;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes failures as {@code application/problem+json}. */
@Component(service = Answers.class)
public final class Answers {

    public static final String TYPE = "application/problem+json";

    private final Mapper mapper;

    @Activate
    public Answers(@Reference Mapper mapper) {
        this.mapper = mapper;
    }

    /** The body of a failure. */
    public byte[] body(Failure failure, Exchange exchange) {
        try {
            return mapper.current().writeValueAsBytes(failure.body(exchange));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A problem cannot be written", e);
        }
    }

    /** The headers that a failure has beside its body. */
    public static Map<String, String> headers(Failure failure) {
        var headers = new LinkedHashMap<String, String>();
        if (failure.status() == 401) {
            var error = failure.code().equals("credentials-invalid") ? ", error=\"invalid_token\"" : "";
            headers.put("WWW-Authenticate", "Bearer realm=\"kithwork\"" + error);
        }
        var wait = failure.retryAfter();
        if (wait != null) {
            headers.put("Retry-After", Long.toString(Math.max(1, wait.toSeconds())));
        }
        return headers;
    }

    /** Writes what came of a request's afterwork as the whole answer. */
    void write(Afterwork.Answer done, HttpServletResponse response) throws IOException {
        var body = mapper.current().writeValueAsBytes(done.body());
        response.setStatus(done.status());
        response.setContentType("application/json");
        response.getOutputStream().write(body);
    }

    /** Writes the failure as the whole answer. */
    public void write(Failure failure, Exchange exchange, HttpServletResponse response) throws IOException {
        var body = body(failure, exchange);
        response.setStatus(failure.status());
        headers(failure).forEach(response::setHeader);
        response.setHeader("Content-Language", Languages.tag(exchange.locale()));
        response.setContentType(TYPE);
        response.setContentLength(body.length);
        if (!exchange.method().equals("HEAD")) {
            response.getOutputStream().write(body);
        }
    }
}
