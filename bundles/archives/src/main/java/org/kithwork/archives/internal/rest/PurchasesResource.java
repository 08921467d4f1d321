package org.kithwork.archives.internal.rest;

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
import org.kithwork.archives.internal.ArchivesPermissions;
import org.kithwork.archives.internal.PurchaseBook;
import org.kithwork.archives.internal.PurchaseDraft;
import org.kithwork.archives.internal.PurchaseId;
import org.kithwork.archives.internal.PurchaseView;
import org.kithwork.archives.internal.Purchases;
import org.kithwork.archives.internal.ReturnDraft;
import org.kithwork.archives.internal.ReviewBook;
import org.kithwork.archives.internal.ReviewDraft;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.Named;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.problem.Faults;
import org.kithwork.rest.Returns;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** What customers bought, and what came back. */
@Component(service = PurchasesResource.class)
@JakartarsResource
@Path("archives/purchases")
@Produces(MediaType.APPLICATION_JSON)
public final class PurchasesResource {

    private final Purchases purchases;
    private final PurchaseBook book;
    private final ReviewBook reviews;
    private final CustomerDirectory directory;
    private final Paging paging;

    @Activate
    public PurchasesResource(
            @Reference Purchases purchases,
            @Reference PurchaseBook book,
            @Reference ReviewBook reviews,
            @Reference CustomerDirectory directory,
            @Reference Paging paging) {
        this.purchases = purchases;
        this.book = book;
        this.reviews = reviews;
        this.directory = directory;
        this.paging = paging;
    }

    /** The customer's purchases, or those of all; newest first. */
    @GET
    @Requires(ArchivesPermissions.VIEW_PURCHASES)
    public Named<PurchaseView> list(
            @QueryParam("customer") @Nullable CustomerId customer,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return Named.of(purchases.list(customer, paging.request(limit, cursor)), directory, PurchaseView::customerId);
    }

    /** Enters a purchase. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(ArchivesPermissions.CREATE_PURCHASES)
    @Returns(status = 201, value = PurchaseView.class)
    public Response complete(@QueryParam("customer") @Nullable String customer, PurchaseDraft draft) {
        var purchase = purchases.shown(book.complete(draft.of(customer)));
        return answer(Response.created(URI.create("archives/purchases/" + purchase.id())), purchase);
    }

    @GET
    @Path("{id}")
    @Requires(ArchivesPermissions.VIEW_PURCHASES)
    @Returns(PurchaseView.class)
    public Response get(@PathParam("id") PurchaseId id) {
        return answer(Response.ok(), purchases.get(id));
    }

    /** Notes what came back. */
    @POST
    @Path("{id}/returns")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(ArchivesPermissions.EDIT_PURCHASES)
    @Returns(status = 201, value = PurchaseView.class)
    public Response giveBack(@PathParam("id") PurchaseId id, ReturnDraft draft) {
        return answer(
                Response.created(URI.create("archives/purchases/" + id)), purchases.shown(book.giveBack(id, draft)));
    }

    /** Notes what the customer thinks of a line, in the place of what he thought before. */
    @POST
    @Path("{id}/reviews")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(ArchivesPermissions.EDIT_PURCHASES)
    @Returns(status = 201, value = PurchaseView.class)
    public Response review(@PathParam("id") PurchaseId id, ReviewDraft draft) {
        return answer(
                Response.created(URI.create("archives/purchases/" + id)), purchases.shown(reviews.review(id, draft)));
    }

    /** Declares a purchase a mistake. */
    @POST
    @Path("{id}/void")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(ArchivesPermissions.DELETE_PURCHASES)
    @Returns(PurchaseView.class)
    public Response annul(@PathParam("id") PurchaseId id, Reason reason) {
        var faults = new Faults();
        var text = faults.requiredText("/reason", reason.reason(), 500);
        faults.check();
        return answer(Response.ok(), purchases.shown(book.annul(id, text)));
    }

    /** Why. */
    public record Reason(@Nullable String reason) {}

    private static Response answer(Response.ResponseBuilder response, PurchaseView purchase) {
        return response.tag(Long.toString(purchase.version())).entity(purchase).build();
    }
}
