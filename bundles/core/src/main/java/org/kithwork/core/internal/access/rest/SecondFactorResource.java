package org.kithwork.core.internal.access.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.SecondFactorAdmin;
import org.kithwork.core.internal.access.signin.SecondFactor;
import org.kithwork.permission.Requires;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /second-factor}: one's own. */
@Component(service = SecondFactorResource.class)
@JakartarsResource
@Path("second-factor")
@Produces(MediaType.APPLICATION_JSON)
public final class SecondFactorResource {

    private final SecondFactorAdmin factor;

    @Activate
    public SecondFactorResource(@Reference SecondFactorAdmin factor) {
        this.factor = factor;
    }

    /** A code of the app; raw. */
    public record Code(@Nullable String code) {}

    @GET
    @Requires(Requires.SIGNED_IN)
    public SecondFactorAdmin.State state() {
        return factor.state();
    }

    @POST
    @Requires(Requires.SIGNED_IN)
    public SecondFactor.Offer begin() {
        return factor.begin();
    }

    @POST
    @Path("confirmation")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Requires.SIGNED_IN)
    public SecondFactorAdmin.Codes confirm(Code form) {
        return factor.confirm(form.code());
    }

    @POST
    @Path("recovery-codes")
    @Requires(Requires.SIGNED_IN)
    public SecondFactorAdmin.Codes newCodes() {
        return factor.newCodes();
    }

    @DELETE
    @Requires(Requires.SIGNED_IN)
    public void remove() {
        factor.remove();
    }
}
