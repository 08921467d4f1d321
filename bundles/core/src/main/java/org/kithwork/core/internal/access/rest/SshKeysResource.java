package org.kithwork.core.internal.access.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.kithwork.core.internal.access.SshKeyAdmin;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Returns;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /ssh-keys}: one's own keys for the shell. */
@Component(service = SshKeysResource.class)
@JakartarsResource
@Path("ssh-keys")
@Produces(MediaType.APPLICATION_JSON)
public final class SshKeysResource {

    private final SshKeyAdmin keys;

    @Activate
    public SshKeysResource(@Reference SshKeyAdmin keys) {
        this.keys = keys;
    }

    /** A list that is short enough to be whole. */
    public record Keys(List<SshKeyAdmin.Key> items) {}

    @GET
    @Requires(Requires.SIGNED_IN)
    public Keys list() {
        return new Keys(keys.list());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Requires.SIGNED_IN)
    @Returns(status = 201, value = SshKeyAdmin.Key.class)
    public Response add(SshKeyAdmin.Draft draft) {
        var key = keys.add(draft);
        return Response.created(URI.create("ssh-keys/" + key.id())).entity(key).build();
    }

    @DELETE
    @Path("{id}")
    @Requires(Requires.SIGNED_IN)
    public void remove(@PathParam("id") String id) {
        keys.remove(id);
    }
}
