package org.kithwork.web.internal.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.SignIn;
import org.kithwork.core.SignIn.Profile;
import org.kithwork.permission.Public;
import org.kithwork.permission.Requires;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.rest.Returns;
import org.kithwork.web.internal.Texts;
import org.kithwork.web.internal.http.Exchange;
import org.kithwork.web.internal.http.SessionCookie;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Signing in and out; who am I and what may I. */
@Component(service = SessionResource.class)
@JakartarsResource
@Path("session")
@Produces(MediaType.APPLICATION_JSON)
public final class SessionResource {

    private final SignIn signIn;
    private final Profiles profiles;

    @Activate
    public SessionResource(@Reference SignIn signIn, @Reference Profiles profiles) {
        this.signIn = signIn;
        this.profiles = profiles;
    }

    /** The form of the sign-in page; raw. */
    public record Credentials(
            @Nullable String username,
            @Nullable String password,
            @Nullable String code) {}

    /** Password or code, by which the user of a session proves anew who he is; raw. */
    public record StepUp(
            @Nullable String password, @Nullable String code) {}

    @GET
    @Requires(Requires.SIGNED_IN)
    public Profile current(@Context HttpServletRequest request) {
        var caller = Exchange.of(request)
                .caller()
                .orElseThrow(() -> Problem.of(ProblemKind.UNAUTHENTICATED, "unauthenticated"));
        return profiles.of(caller);
    }

    @POST
    @Public
    @Consumes(MediaType.APPLICATION_JSON)
    @Returns(status = 201, value = Profile.class)
    public Response signIn(Credentials form, @Context HttpServletRequest request) {
        var exchange = Exchange.of(request);
        SessionCookie.requireProtected(exchange);
        var session = signIn.signIn(form.username(), form.password(), form.code(), exchange.client());
        exchange.cookie().ifPresent(signIn::signOut);
        return Response.created(URI.create("session"))
                .header("Set-Cookie", SessionCookie.start(exchange, session.cookie()))
                .entity(profiles.of(session.caller()))
                .build();
    }

    /** What is dangerous is open for five minutes after it. */
    @POST
    @Path("step-up")
    @Requires(Requires.SIGNED_IN)
    @Consumes(MediaType.APPLICATION_JSON)
    public void stepUp(StepUp form, @Context HttpServletRequest request) {
        var exchange = Exchange.of(request);
        var cookie =
                exchange.cookie().orElseThrow(() -> Problem.of(ProblemKind.FORBIDDEN, Texts.of("step-up-session")));
        signIn.stepUp(cookie, form.password(), form.code(), exchange.client());
    }

    @DELETE
    @Requires(Requires.SIGNED_IN)
    @Returns(status = 204)
    public Response signOut(@Context HttpServletRequest request) {
        var exchange = Exchange.of(request);
        exchange.cookie().ifPresent(signIn::signOut);
        return Response.noContent()
                .header("Set-Cookie", SessionCookie.end(exchange))
                .build();
    }
}
