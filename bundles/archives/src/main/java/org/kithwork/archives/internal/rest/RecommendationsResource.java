package org.kithwork.archives.internal.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.ArchivesPermissions;
import org.kithwork.archives.internal.recommendation.Exclusion;
import org.kithwork.archives.internal.recommendation.ExclusionDraft;
import org.kithwork.archives.internal.recommendation.Exclusions;
import org.kithwork.archives.internal.recommendation.Recommendations;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Returns;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** What to offer, and what never. */
@Component(service = RecommendationsResource.class)
@JakartarsResource
@Path("archives/recommendations")
@Produces(MediaType.APPLICATION_JSON)
public final class RecommendationsResource {

    private final Recommendations recommendations;
    private final Exclusions exclusions;

    @Activate
    public RecommendationsResource(@Reference Recommendations recommendations, @Reference Exclusions exclusions) {
        this.recommendations = recommendations;
        this.exclusions = exclusions;
    }

    /** All exclusions. */
    public record Excluded(List<Exclusion> items) {}

    @GET
    @Requires(ArchivesPermissions.VIEW_RECOMMENDATIONS)
    public Recommendations.Offer get(
            @QueryParam("customer") @Nullable CustomerId customer, @Context HttpHeaders headers) {
        return recommendations.of(TimelineResource.required(customer), TimelineResource.locale(headers));
    }

    @GET
    @Path("exclusions")
    @Requires(ArchivesPermissions.EDIT_RECOMMENDATIONS)
    public Excluded excluded() {
        return new Excluded(exclusions.list());
    }

    @POST
    @Path("exclusions")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(ArchivesPermissions.EDIT_RECOMMENDATIONS)
    @Returns(status = 201, value = Exclusion.class)
    public Response exclude(ExclusionDraft draft) {
        var added = exclusions.add(draft);
        return Response.created(URI.create("archives/recommendations/exclusions/" + added.id()))
                .entity(added)
                .build();
    }

    @DELETE
    @Path("exclusions/{id}")
    @Requires(ArchivesPermissions.EDIT_RECOMMENDATIONS)
    public void include(@PathParam("id") String id) {
        exclusions.remove(id);
    }
}
