package org.kithwork.archives.internal.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
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
import org.kithwork.archives.internal.Term;
import org.kithwork.archives.internal.TermChange;
import org.kithwork.archives.internal.TermDraft;
import org.kithwork.archives.internal.TermId;
import org.kithwork.archives.internal.Terms;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.Named;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Patch;
import org.kithwork.rest.Returns;
import org.kithwork.rest.Takes;
import org.kithwork.rest.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** What was agreed with customers. */
@Component(service = TermsResource.class)
@JakartarsResource
@Path("archives/terms")
@Produces(MediaType.APPLICATION_JSON)
public final class TermsResource {

    private final Terms terms;
    private final CustomerDirectory directory;
    private final Paging paging;

    @Activate
    public TermsResource(@Reference Terms terms, @Reference CustomerDirectory directory, @Reference Paging paging) {
        this.terms = terms;
        this.directory = directory;
        this.paging = paging;
    }

    /** Newest first; {@code current=true} gives those that hold today. */
    @GET
    @Requires(ArchivesPermissions.VIEW_TERMS)
    public Named<Term> list(
            @QueryParam("customer") @Nullable CustomerId customer,
            @QueryParam("current") @DefaultValue("false") boolean current,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return Named.of(terms.list(customer, current, paging.request(limit, cursor)), directory, Term::customerId);
    }

    /** Writes down what was agreed. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(ArchivesPermissions.CREATE_TERMS)
    @Returns(status = 201, value = Term.class)
    public Response agree(@QueryParam("customer") @Nullable String customer, TermDraft draft) {
        var term = terms.shown(terms.agree(draft.of(customer)));
        return answer(Response.created(URI.create("archives/terms/" + term.id())), term);
    }

    @GET
    @Path("{id}")
    @Requires(ArchivesPermissions.VIEW_TERMS)
    @Returns(Term.class)
    public Response get(@PathParam("id") TermId id) {
        return answer(Response.ok(), terms.get(id));
    }

    /** Changes the members that the patch names. */
    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @Requires(ArchivesPermissions.EDIT_TERMS)
    @Takes(TermChange.class)
    @Returns(Term.class)
    public Response change(
            @PathParam("id") TermId id, @HeaderParam("If-Match") @Nullable Version version, Patch patch) {
        return answer(Response.ok(), terms.shown(terms.change(id, Version.required(version), patch)));
    }

    private static Response answer(Response.ResponseBuilder response, Term term) {
        return response.tag(Long.toString(term.version())).entity(term).build();
    }
}
