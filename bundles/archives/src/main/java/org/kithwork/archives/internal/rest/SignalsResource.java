package org.kithwork.archives.internal.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.ArchivesPermissions;
import org.kithwork.archives.internal.FoundSignal;
import org.kithwork.archives.internal.FoundSignals;
import org.kithwork.archives.internal.SignalChange;
import org.kithwork.archives.internal.SignalFilter;
import org.kithwork.archives.internal.SignalId;
import org.kithwork.archives.internal.SignalKind;
import org.kithwork.archives.internal.SignalState;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.Named;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.problem.Faults;
import org.kithwork.rest.Patch;
import org.kithwork.rest.Returns;
import org.kithwork.rest.Takes;
import org.kithwork.rest.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** What rules found in what customers say. */
@Component(service = SignalsResource.class)
@JakartarsResource
@Path("archives/signals")
@Produces(MediaType.APPLICATION_JSON)
public final class SignalsResource {

    private final FoundSignals signals;
    private final CustomerDirectory directory;
    private final Paging paging;

    @Activate
    public SignalsResource(
            @Reference FoundSignals signals, @Reference CustomerDirectory directory, @Reference Paging paging) {
        this.signals = signals;
        this.directory = directory;
        this.paging = paging;
    }

    /** Newest first; {@code mine=true} gives those that the caller took up or dismissed. */
    @GET
    @Requires(ArchivesPermissions.VIEW_SIGNALS)
    public Named<FoundSignal> list(
            @QueryParam("customer") @Nullable CustomerId customer,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("state") @Nullable String state,
            @QueryParam("mine") boolean mine,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var faults = new Faults();
        var chosenKind = faults.choice("/kind", kind, SignalKind.class);
        var chosenState = faults.choice("/state", state, SignalState.class);
        faults.check();
        var filter = new SignalFilter(customer, chosenKind, chosenState, null);
        return Named.of(signals.list(filter, mine, paging.request(limit, cursor)), directory, FoundSignal::customerId);
    }

    @GET
    @Path("{id}")
    @Requires(ArchivesPermissions.VIEW_SIGNALS)
    @Returns(FoundSignal.class)
    public Response get(@PathParam("id") SignalId id) {
        return answer(signals.get(id));
    }

    /** Takes it up, dismisses it, or opens it again; with a note. */
    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @Requires(ArchivesPermissions.EDIT_SIGNALS)
    @Takes(SignalChange.class)
    @Returns(FoundSignal.class)
    public Response change(
            @PathParam("id") SignalId id, @HeaderParam("If-Match") @Nullable Version version, Patch patch) {
        return answer(signals.shown(signals.change(id, Version.required(version), patch)));
    }

    private static Response answer(FoundSignal signal) {
        return Response.ok().tag(Long.toString(signal.version())).entity(signal).build();
    }
}
