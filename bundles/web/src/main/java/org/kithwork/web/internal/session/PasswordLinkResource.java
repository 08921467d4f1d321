package org.kithwork.web.internal.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.SignIn;
import org.kithwork.permission.Public;
import org.kithwork.web.internal.http.Exchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** A new password by a one-time link. */
@Component(service = PasswordLinkResource.class)
@JakartarsResource
@Path("password")
@Produces(MediaType.APPLICATION_JSON)
public final class PasswordLinkResource {

    private final SignIn signIn;

    @Activate
    public PasswordLinkResource(@Reference SignIn signIn) {
        this.signIn = signIn;
    }

    /** The form of a one-time link; raw. */
    public record ByLink(@Nullable String link, @Nullable String password) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Public
    public void byLink(ByLink form, @Context HttpServletRequest request) {
        signIn.choosePassword(form.link(), form.password(), Exchange.of(request).client());
    }
}
