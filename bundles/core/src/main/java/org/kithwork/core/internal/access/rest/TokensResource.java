package org.kithwork.core.internal.access.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.TokenAdmin;
import org.kithwork.page.Page;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Returns;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /tokens}. */
@Component(service = TokensResource.class)
@JakartarsResource
@Path("tokens")
@Produces(MediaType.APPLICATION_JSON)
public final class TokensResource {

    private final TokenAdmin tokens;
    private final Paging paging;

    @Activate
    public TokensResource(@Reference TokenAdmin tokens, @Reference Paging paging) {
        this.tokens = tokens;
        this.paging = paging;
    }

    @GET
    @Requires("core:token:view")
    public Page<TokenAdmin.Token> list(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
        return tokens.list(paging.request(limit, cursor));
    }

    /** The only answer that holds the token itself. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:token:create")
    @Returns(status = 201, value = TokenAdmin.Token.class)
    public Response create(TokenAdmin.Draft draft) {
        var token = tokens.create(draft);
        return Response.created(URI.create("tokens/" + token.id()))
                .entity(token)
                .build();
    }

    @DELETE
    @Path("{id}")
    @Requires("core:token:delete")
    public void revoke(@PathParam("id") String id) {
        tokens.revoke(id);
    }
}
