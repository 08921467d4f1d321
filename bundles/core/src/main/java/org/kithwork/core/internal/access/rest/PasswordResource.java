package org.kithwork.core.internal.access.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.SessionAdmin;
import org.kithwork.core.internal.access.signin.PasswordChanges;
import org.kithwork.permission.Requires;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /password}: a new one, by one who knows the old one; by a link it is among what strangers may do. */
@Component(service = PasswordResource.class)
@JakartarsResource
@Path("password")
@Produces(MediaType.APPLICATION_JSON)
public final class PasswordResource {

    private final PasswordChanges passwords;
    private final SessionAdmin sessions;

    @Activate
    public PasswordResource(@Reference PasswordChanges passwords, @Reference SessionAdmin sessions) {
        this.passwords = passwords;
        this.sessions = sessions;
    }

    /** The form of one's own password; raw. */
    public record Own(@Nullable String current, @Nullable String password) {}

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Requires.SIGNED_IN)
    public void own(Own form, @Context HttpHeaders headers) {
        passwords.own(form.current(), form.password(), sessions.currentId(Cookies.values(headers)));
    }
}
