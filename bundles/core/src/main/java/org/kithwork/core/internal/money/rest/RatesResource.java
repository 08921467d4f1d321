package org.kithwork.core.internal.money.rest;

import jakarta.ws.rs.Consumes;
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
import org.kithwork.core.internal.money.Conversion;
import org.kithwork.core.internal.money.RateBook;
import org.kithwork.core.internal.money.RateDraft;
import org.kithwork.core.internal.money.RateEntry;
import org.kithwork.core.internal.money.RateList;
import org.kithwork.money.Converted;
import org.kithwork.page.Page;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Returns;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /rates}: the table of exchange rates. */
@Component(service = RatesResource.class)
@JakartarsResource
@Path("rates")
@Produces(MediaType.APPLICATION_JSON)
public final class RatesResource {

    private final RateList list;
    private final RateBook book;
    private final Conversion conversion;
    private final Paging paging;

    @Activate
    public RatesResource(
            @Reference RateList list,
            @Reference RateBook book,
            @Reference Conversion conversion,
            @Reference Paging paging) {
        this.list = list;
        this.book = book;
        this.conversion = conversion;
        this.paging = paging;
    }

    /** Why an entry goes. */
    public record Withdrawal(@Nullable String reason) {}

    /** Those that stand, or with {@code replaced} all, the latest day first. */
    @GET
    @Requires("core:rate:view")
    public Page<RateEntry> list(
            @QueryParam("currency") @Nullable String currency,
            @QueryParam("replaced") boolean replaced,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return list.list(currency, replaced, paging.request(limit, cursor));
    }

    @GET
    @Path("{id}")
    @Requires("core:rate:view")
    public RateEntry get(@PathParam("id") String id) {
        return list.get(id);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:rate:edit")
    @Returns(status = 201, value = RateEntry.class)
    public Response add(RateDraft draft) {
        return created(book.add(draft));
    }

    /** Answers with the entry that takes the place of this one. */
    @POST
    @Path("{id}/corrections")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:rate:edit")
    @Returns(status = 201, value = RateEntry.class)
    public Response correct(@PathParam("id") String id, RateDraft.Correction correction) {
        return created(book.correct(id, correction));
    }

    @POST
    @Path("{id}/withdrawal")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:rate:edit")
    public RateEntry withdraw(@PathParam("id") String id, Withdrawal withdrawal) {
        return book.withdraw(id, withdrawal.reason());
    }

    /** Converts an amount, into the company's currency and at today's rate where nothing else is asked. */
    @GET
    @Path("conversion")
    @Requires("core:rate:view")
    public Converted convert(
            @QueryParam("amount") @Nullable String amount,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("date") @Nullable String date) {
        return conversion.convert(amount, from, to, date);
    }

    private static Response created(RateEntry entry) {
        return Response.created(URI.create("rates/" + entry.id())).entity(entry).build();
    }
}
