package org.kithwork.core.internal.outbound.mail.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.rest.Locales;
import org.kithwork.core.internal.outbound.mail.MailDesk;
import org.kithwork.core.internal.outbound.mail.MailServer;
import org.kithwork.core.internal.outbound.mail.MailServers;
import org.kithwork.core.internal.outbound.mail.MailState;
import org.kithwork.core.internal.outbound.mail.MailTrial;
import org.kithwork.core.internal.outbound.mail.MailView;
import org.kithwork.page.Page;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Patch;
import org.kithwork.rest.Returns;
import org.kithwork.rest.Takes;
import org.kithwork.rest.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /mails}. */
@Component(service = MailResource.class)
@JakartarsResource
@Path("mails")
@Produces(MediaType.APPLICATION_JSON)
public final class MailResource {

    private final MailDesk mails;
    private final MailServers servers;
    private final MailTrial trial;
    private final Paging paging;

    @Activate
    public MailResource(
            @Reference MailDesk mails,
            @Reference MailServers servers,
            @Reference MailTrial trial,
            @Reference Paging paging) {
        this.mails = mails;
        this.servers = servers;
        this.trial = trial;
        this.paging = paging;
    }

    /** What was written in the last month, newest first: neither to whom nor what. */
    @GET
    @Requires("core:mail:view")
    public Page<MailView> list(
            @QueryParam("state") @Nullable MailState state,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return mails.list(state, paging.request(limit, cursor));
    }

    @GET
    @Path("server")
    @Requires("core:mail:view")
    @Returns(MailServer.class)
    public Response server() {
        return answer(servers.get());
    }

    /** Names the server ({@code If-Match: "0"}), or changes the named members of what is there. */
    @PATCH
    @Path("server")
    @Consumes("application/merge-patch+json")
    @Requires("core:mail:configure")
    @Takes(MailServers.Change.class)
    @Returns(MailServer.class)
    public Response change(@HeaderParam("If-Match") @Nullable Version version, Patch patch) {
        return answer(servers.change(Version.required(version), patch));
    }

    @DELETE
    @Path("server")
    @Requires("core:mail:configure")
    public void remove() {
        servers.remove();
    }

    /** To whom the mail goes that tries the server. */
    public record Trial(@Nullable String to) {}

    /** Sends a mail now; a server that does not take it is an answer and no fault of the request. */
    @POST
    @Path("server/trials")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:mail:configure")
    public MailTrial.Result test(Trial asked, @Context HttpHeaders headers) {
        return trial.send(asked.to(), Locales.of(headers));
    }

    private static Response answer(MailServer server) {
        return Response.ok(server)
                .header(HttpHeaders.ETAG, Version.tag(server.version()))
                .build();
    }
}
