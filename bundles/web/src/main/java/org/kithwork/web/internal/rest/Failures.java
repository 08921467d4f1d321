package org.kithwork.web.internal.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.List;
import org.glassfish.jersey.server.ParamException;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.store.StatementLimit;
import org.kithwork.web.internal.Texts;
import org.kithwork.web.internal.http.Answers;
import org.kithwork.web.internal.http.Exchange;
import org.kithwork.web.internal.http.Failure;
import org.kithwork.web.internal.http.Languages;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsExtension;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;

/** Every failure of a REST method as a problem. What is no problem is a defect: 500, and the filter logs it. */
@Component(service = ExceptionMapper.class, property = "service.ranking:Integer=2147483647")
@JakartarsExtension
@JakartarsName("kithwork-failures")
public final class Failures implements ExceptionMapper<Throwable> {

    private final Answers answers;

    @Context
    HttpServletRequest request;

    @Activate
    public Failures(@Reference Answers answers) {
        this.answers = answers;
    }

    @Override
    public Response toResponse(Throwable thrown) {
        var exchange = Exchange.of(request);
        var failure = failure(thrown, exchange);
        var response = Response.status(failure.status())
                .type(Answers.TYPE)
                .header(HttpHeaders.CONTENT_LANGUAGE, Languages.tag(exchange.locale()))
                .entity(answers.body(failure, exchange));
        Answers.headers(failure).forEach(response::header);
        if (thrown instanceof NotAllowedException notAllowed) {
            response.header(HttpHeaders.ALLOW, notAllowed.getResponse().getHeaderString(HttpHeaders.ALLOW));
        }
        return response.build();
    }

    private static Failure failure(Throwable thrown, Exchange exchange) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return Failure.of(problem);
            }
        }
        if (thrown instanceof ParamException param) {
            return ofParameter(param);
        }
        if (thrown instanceof NotFoundException) {
            exchange.markUnrouted();
            return Failure.ofStatus(404);
        }
        if (thrown instanceof WebApplicationException web && web.getResponse().getStatus() < 500) {
            return Failure.ofStatus(web.getResponse().getStatus());
        }
        var cancelled = StatementLimit.exceeded(thrown);
        if (cancelled.isPresent()) {
            return Failure.of(cancelled.get());
        }
        exchange.markDefect(thrown);
        return Failure.internal();
    }

    /** A parameter that cannot be read: of the path, it is the address of nothing; else the input is invalid. */
    private static Failure ofParameter(ParamException param) {
        if (param instanceof ParamException.PathParamException) {
            return Failure.ofStatus(404);
        }
        var message = param.getParameterName().equals("limit")
                ? Message.of(Problem.class, "limit-invalid")
                : Texts.of("parameter-invalid", param.getParameterName());
        var fault = new Fault("/" + param.getParameterName(), message);
        return Failure.of(Problem.invalid(List.of(fault)));
    }
}
