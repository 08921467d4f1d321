package org.kithwork.core.internal.outbound.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.util.List;
import org.kithwork.core.internal.outbound.AllowedHost;
import org.kithwork.core.internal.outbound.OutboundHosts;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Returns;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /outbound-hosts}. */
@Component(service = OutboundHostsResource.class)
@JakartarsResource
@Path("outbound-hosts")
@Produces(MediaType.APPLICATION_JSON)
public final class OutboundHostsResource {

    private final OutboundHosts hosts;

    @Activate
    public OutboundHostsResource(@Reference OutboundHosts hosts) {
        this.hosts = hosts;
    }

    /** All that may be called; the list is short enough to be whole. */
    public record Items(List<AllowedHost> items) {}

    @GET
    @Requires("core:outbound:view")
    public Items list() {
        return new Items(hosts.list());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:outbound:configure")
    @Returns(status = 201, value = AllowedHost.class)
    public Response allow(OutboundHosts.Draft draft) {
        var host = hosts.allow(draft);
        return Response.created(UriBuilder.fromPath("outbound-hosts")
                        .segment(host.host())
                        .build())
                .entity(host)
                .build();
    }

    @DELETE
    @Path("{host}")
    @Requires("core:outbound:configure")
    public void deny(@PathParam("host") String host) {
        hosts.deny(host);
    }
}
