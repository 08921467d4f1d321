package org.kithwork.web.internal.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.kithwork.core.SignIn;
import org.kithwork.core.SignIn.Profile;
import org.kithwork.core.SignIn.SetUp;
import org.kithwork.permission.Public;
import org.kithwork.rest.Returns;
import org.kithwork.web.internal.http.Exchange;
import org.kithwork.web.internal.http.SessionCookie;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** The first user, made once with the one-time token. */
@Component(service = SetupResource.class)
@JakartarsResource
@Path("setup")
@Produces(MediaType.APPLICATION_JSON)
public final class SetupResource {

    private final SignIn signIn;
    private final Profiles profiles;

    @Activate
    public SetupResource(@Reference SignIn signIn, @Reference Profiles profiles) {
        this.signIn = signIn;
        this.profiles = profiles;
    }

    /** Whether there is no administrator yet. */
    public record SetupState(boolean required) {}

    @GET
    @Public
    public SetupState state() {
        return new SetupState(signIn.setupRequired());
    }

    @POST
    @Public
    @Consumes(MediaType.APPLICATION_JSON)
    @Returns(status = 201, value = Profile.class)
    public Response setUp(SetUp form, @Context HttpServletRequest request) {
        var exchange = Exchange.of(request);
        SessionCookie.requireProtected(exchange);
        var session = signIn.setUp(form, exchange.client());
        return Response.created(URI.create("session"))
                .header("Set-Cookie", SessionCookie.start(exchange, session.cookie()))
                .entity(profiles.of(session.caller()))
                .build();
    }
}
