package org.kithwork.archives.internal.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.ArchivesPermissions;
import org.kithwork.archives.internal.Timeline;
import org.kithwork.archives.internal.TimelineItem;
import org.kithwork.customer.CustomerId;
import org.kithwork.page.Page;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** What happened to a customer, whichever module it happened in. */
@Component(service = TimelineResource.class)
@JakartarsResource
@Path("archives/timeline")
@Produces(MediaType.APPLICATION_JSON)
public final class TimelineResource {

    private final Timeline timeline;
    private final Paging paging;

    @Activate
    public TimelineResource(@Reference Timeline timeline, @Reference Paging paging) {
        this.timeline = timeline;
        this.paging = paging;
    }

    /** Newest first; of one type of event, or of one module, where asked. */
    @GET
    @Requires(ArchivesPermissions.VIEW_CUSTOMERS)
    public Page<TimelineItem> list(
            @QueryParam("customer") @Nullable CustomerId customer,
            @QueryParam("type") @Nullable String type,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Context HttpHeaders headers) {
        return timeline.list(required(customer), type, paging.request(limit, cursor), locale(headers));
    }

    static CustomerId required(@Nullable CustomerId customer) {
        if (customer == null) {
            throw Problem.invalid("/customer", Message.of(Problem.class, "required"));
        }
        return customer;
    }

    static Locale locale(HttpHeaders headers) {
        var languages = headers.getAcceptableLanguages();
        return !languages.isEmpty() && languages.get(0).getLanguage().equals("zh")
                ? Locale.SIMPLIFIED_CHINESE
                : Locale.ENGLISH;
    }
}
