package org.kithwork.core.internal.customer.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.customer.CustomerFigures;
import org.kithwork.permission.Requires;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /customers/aggregates}: how many customers there are, by groups, and nothing about any one of them. */
@Component(service = FiguresResource.class)
@JakartarsResource
@Path("customers/aggregates")
@Produces(MediaType.APPLICATION_JSON)
public final class FiguresResource {

    private final CustomerFigures figures;

    @Activate
    public FiguresResource(@Reference CustomerFigures figures) {
        this.figures = figures;
    }

    @GET
    @Requires("core:customer:aggregate")
    public CustomerFigures.Answer count(
            @QueryParam("by") @Nullable String by,
            @QueryParam("store") @Nullable String store,
            @QueryParam("source") @Nullable String source,
            @QueryParam("sex") @Nullable String sex,
            @QueryParam("ageBand") @Nullable String ageBand,
            @QueryParam("createdMonth") @Nullable String createdMonth,
            @QueryParam("tag") @Nullable String tag) {
        return figures.count(new CustomerFigures.Query(by, store, source, sex, ageBand, createdMonth, tag));
    }
}
