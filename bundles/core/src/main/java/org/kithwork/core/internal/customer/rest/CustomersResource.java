package org.kithwork.core.internal.customer.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.customer.CustomerChange;
import org.kithwork.core.internal.customer.CustomerHistory;
import org.kithwork.customer.Customer;
import org.kithwork.customer.CustomerAdmin;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerDraft;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.CustomerMatch;
import org.kithwork.customer.CustomerQuery;
import org.kithwork.customer.CustomerQuery.FieldFilter;
import org.kithwork.customer.CustomerSummary;
import org.kithwork.page.Page;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.rest.Patch;
import org.kithwork.rest.Returns;
import org.kithwork.rest.Takes;
import org.kithwork.rest.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /customers}. */
@Component(service = CustomersResource.class)
@JakartarsResource
@Path("customers")
@Produces(MediaType.APPLICATION_JSON)
public final class CustomersResource {

    private static final String FIELD = "field.";

    private final CustomerDirectory directory;
    private final CustomerAdmin admin;
    private final CustomerHistory history;
    private final Paging paging;

    @Activate
    public CustomersResource(
            @Reference CustomerDirectory directory,
            @Reference CustomerAdmin admin,
            @Reference CustomerHistory history,
            @Reference Paging paging) {
        this.directory = directory;
        this.admin = admin;
        this.history = history;
        this.paging = paging;
    }

    /** Why contact data are to be shown. */
    public record Unmasking(@Nullable String reason) {}

    /** A list that is short enough to be whole. */
    public record Items<T>(List<T> items) {}

    @GET
    @Requires("core:customer:view")
    @Returns(value = Page.class, of = CustomerSummary.class, or = CustomerDirectory.Count.class)
    public Response list(
            @QueryParam("q") @Nullable String text,
            @QueryParam("sort") @Nullable String sort,
            @QueryParam("store") @Nullable StoreId store,
            @QueryParam("owner") @Nullable UserId owner,
            @QueryParam("tag") @Nullable String tag,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor,
            @QueryParam("count") boolean count,
            @Context UriInfo uri) {
        var query = new CustomerQuery(text, sort(sort), store, owner, tag, fields(uri));
        if (count) {
            return Response.ok(directory.count(query)).build();
        }
        Page<CustomerSummary> page = directory.list(query, paging.request(limit, cursor));
        return Response.ok(page).build();
    }

    /** {@code field.room_type=suite}; a number, a day or an amount may be a range, as {@code field.floor=2..5}. */
    private static List<FieldFilter> fields(UriInfo uri) {
        return uri.getQueryParameters().entrySet().stream()
                .filter(parameter -> parameter.getKey().startsWith(FIELD))
                .flatMap(parameter -> parameter.getValue().stream()
                        .map(value -> new FieldFilter(parameter.getKey().substring(FIELD.length()), value)))
                .toList();
    }

    private static CustomerQuery.Sort sort(@Nullable String sort) {
        return switch (sort == null ? "name" : sort) {
            case "name" -> CustomerQuery.Sort.NAME;
            case "-createdAt" -> CustomerQuery.Sort.CREATED_DESC;
            case "-updatedAt" -> CustomerQuery.Sort.UPDATED_DESC;
            default -> throw Problem.of(ProblemKind.MALFORMED, "sort-invalid", "name, -createdAt, -updatedAt");
        };
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:customer:create")
    @Returns(status = 201, value = Customer.class)
    public Response create(CustomerDraft draft) {
        var customer = admin.create(draft);
        return answer(Response.created(URI.create("customers/" + customer.id())), customer);
    }

    @POST
    @Path("matches")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:customer:create")
    public Items<CustomerMatch> matches(CustomerDraft draft) {
        return new Items<>(admin.matches(draft));
    }

    /** The customer; of an absorbed one, where its survivor is. */
    @GET
    @Path("{id}")
    @Requires("core:customer:view")
    @Returns(
            status = {200, 301},
            value = Customer.class)
    public Response get(@PathParam("id") CustomerId id) {
        var customer = directory.get(id);
        if (!customer.id().equals(id)) {
            return Response.status(Response.Status.MOVED_PERMANENTLY)
                    .location(URI.create("customers/" + customer.id()))
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build();
        }
        return answer(Response.ok(), customer);
    }

    @PATCH
    @Path("{id}")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    @Requires("core:customer:edit")
    @Takes(CustomerChange.class)
    @Returns(Customer.class)
    public Response change(
            @PathParam("id") CustomerId id, @HeaderParam("If-Match") @Nullable Version version, Patch patch) {
        return answer(Response.ok(), admin.change(id, Version.required(version), patch));
    }

    @POST
    @Path("{id}/unmask")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:customer:unmask")
    @Returns(Customer.class)
    public Response unmask(@PathParam("id") CustomerId id, Unmasking unmasking) {
        return answer(Response.ok(), admin.unmask(id, unmasking.reason() == null ? "" : unmasking.reason()));
    }

    @GET
    @Path("{id}/history")
    @Requires("core:customer:view")
    public Items<CustomerHistory.Entry> history(@PathParam("id") CustomerId id) {
        return new Items<>(history.of(id));
    }

    static Response answer(Response.ResponseBuilder response, Customer customer) {
        return response.entity(customer)
                .header(HttpHeaders.ETAG, Version.tag(customer.version()))
                .build();
    }
}
