package org.kithwork.core.internal.privacy.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.rest.Locales;
import org.kithwork.core.internal.privacy.AccessReport;
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

/** {@code /privacy/accesses}: who looked at a person's data, changed them or took them along. */
@Component(service = AccessesResource.class)
@JakartarsResource
@Path("privacy/accesses")
@Produces(MediaType.APPLICATION_JSON)
public final class AccessesResource {

    private final AccessReport report;
    private final Paging paging;

    @Activate
    public AccessesResource(@Reference AccessReport report, @Reference Paging paging) {
        this.report = report;
        this.paging = paging;
    }

    @GET
    @Requires("core:privacy:view")
    public Page<AccessReport.Access> list(
            @QueryParam("customer") @Nullable CustomerId customer,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor,
            @Context HttpHeaders headers) {
        if (customer == null) {
            throw Problem.invalid("/customer", Message.of(Problem.class, "required"));
        }
        return report.of(customer, paging.request(limit, cursor), Locales.of(headers));
    }
}
