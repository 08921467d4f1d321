package org.kithwork.core.internal.privacy.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.privacy.CaseMoves;
import org.kithwork.core.internal.privacy.CasePreviews;
import org.kithwork.core.internal.privacy.PrivacyCase;
import org.kithwork.core.internal.privacy.PrivacyCases;
import org.kithwork.customer.CustomerId;
import org.kithwork.page.Page;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Returns;
import org.kithwork.rest.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /privacy/cases}: what people ask about their data. */
@Component(service = CasesResource.class)
@JakartarsResource
@Path("privacy/cases")
@Produces(MediaType.APPLICATION_JSON)
public final class CasesResource {

    private final PrivacyCases cases;
    private final CaseMoves moves;
    private final CasePreviews previews;
    private final Paging paging;

    @Activate
    public CasesResource(
            @Reference PrivacyCases cases,
            @Reference CaseMoves moves,
            @Reference CasePreviews previews,
            @Reference Paging paging) {
        this.cases = cases;
        this.moves = moves;
        this.previews = previews;
        this.paging = paging;
    }

    /** The open ones by their deadline with {@code open=true}, else all, newest first. */
    @GET
    @Requires("core:privacy:view")
    public Page<PrivacyCase> list(
            @QueryParam("customer") @Nullable CustomerId customer,
            @QueryParam("open") boolean open,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return cases.list(customer, open, paging.request(limit, cursor));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:privacy:create")
    @Returns(status = 201, value = PrivacyCase.class)
    public Response receive(PrivacyCases.Draft draft) {
        var received = cases.receive(draft);
        return answer(Response.created(URI.create("privacy/cases/" + received.id())), received);
    }

    @GET
    @Path("{id}")
    @Requires("core:privacy:view")
    @Returns(PrivacyCase.class)
    public Response get(@PathParam("id") String id) {
        return answer(Response.ok(), cases.get(id));
    }

    @POST
    @Path("{id}/moves")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:privacy:edit")
    @Returns(PrivacyCase.class)
    public Response move(
            @PathParam("id") String id, @HeaderParam("If-Match") @Nullable Version version, CaseMoves.Move move) {
        return answer(Response.ok(), moves.move(id, Version.required(version), move));
    }

    /** Shows what carrying the case out would meet, and changes nothing but its state. */
    @POST
    @Path("{id}/previews")
    @Requires("core:privacy:edit")
    @Returns(PrivacyCase.class)
    public Response preview(@PathParam("id") String id, @HeaderParam("If-Match") @Nullable Version version) {
        return answer(Response.ok(), previews.preview(id, Version.required(version)));
    }

    @POST
    @Path("{id}/extensions")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:privacy:edit")
    @Returns(PrivacyCase.class)
    public Response extend(
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable Version version,
            CaseMoves.Extension extension) {
        return answer(Response.ok(), moves.extend(id, Version.required(version), extension));
    }

    private static Response answer(Response.ResponseBuilder response, PrivacyCase found) {
        return response.entity(found)
                .header("ETag", Version.tag(found.version()))
                .build();
    }
}
