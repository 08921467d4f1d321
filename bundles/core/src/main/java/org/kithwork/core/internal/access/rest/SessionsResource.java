package org.kithwork.core.internal.access.rest;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.kithwork.core.internal.access.SessionAdmin;
import org.kithwork.permission.Requires;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /sessions}: where one is signed in oneself. */
@Component(service = SessionsResource.class)
@JakartarsResource
@Path("sessions")
@Produces(MediaType.APPLICATION_JSON)
public final class SessionsResource {

    private final SessionAdmin sessions;

    @Activate
    public SessionsResource(@Reference SessionAdmin sessions) {
        this.sessions = sessions;
    }

    /** A list that is short enough to be whole. */
    public record Items(List<SessionAdmin.Session> items) {}

    @GET
    @Requires(Requires.SIGNED_IN)
    public Items list(@Context HttpHeaders headers) {
        return new Items(sessions.list(Cookies.values(headers)));
    }

    @DELETE
    @Path("{id}")
    @Requires(Requires.SIGNED_IN)
    public void end(@PathParam("id") String id) {
        sessions.end(id);
    }
}
