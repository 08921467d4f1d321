package org.kithwork.funnel.internal.rest;

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
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.Named;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.opportunity.OpportunityId;
import org.kithwork.funnel.internal.quote.AcceptanceDraft;
import org.kithwork.funnel.internal.quote.PlacedQuote;
import org.kithwork.funnel.internal.quote.Quote;
import org.kithwork.funnel.internal.quote.QuoteBook;
import org.kithwork.funnel.internal.quote.QuoteChange;
import org.kithwork.funnel.internal.quote.QuoteDraft;
import org.kithwork.funnel.internal.quote.QuoteId;
import org.kithwork.funnel.internal.quote.QuotePapers;
import org.kithwork.funnel.internal.quote.QuoteState;
import org.kithwork.funnel.internal.quote.QuoteSteps;
import org.kithwork.funnel.internal.quote.Quotes;
import org.kithwork.funnel.internal.quote.Quotes.Filter;
import org.kithwork.funnel.internal.quote.StepDraft;
import org.kithwork.funnel.internal.quote.StepTaken;
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

/** What opportunities are offered at. */
@Component(service = QuotesResource.class)
@JakartarsResource
@Path("funnel/quotes")
@Produces(MediaType.APPLICATION_JSON)
public final class QuotesResource {

    private final Quotes quotes;
    private final QuoteBook book;
    private final QuoteSteps steps;
    private final QuotePapers papers;
    private final CustomerDirectory directory;
    private final Paging paging;

    @Activate
    public QuotesResource(
            @Reference Quotes quotes,
            @Reference QuoteBook book,
            @Reference QuoteSteps steps,
            @Reference QuotePapers papers,
            @Reference CustomerDirectory directory,
            @Reference Paging paging) {
        this.quotes = quotes;
        this.book = book;
        this.steps = steps;
        this.papers = papers;
        this.directory = directory;
        this.paging = paging;
    }

    /** All versions, the newest first. */
    @GET
    @Requires(FunnelPermissions.VIEW_QUOTES)
    public Named<Quote> list(
            @QueryParam("opportunity") @Nullable OpportunityId opportunity,
            @QueryParam("state") @Nullable String state,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var faults = new Faults();
        var filter = new Filter(opportunity, faults.choice("/state", state, QuoteState.class));
        faults.check();
        return Named.of(quotes.list(filter, paging.request(limit, cursor)), directory, Quote::customerId);
    }

    /** Writes the first version of a quote down. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(FunnelPermissions.CREATE_QUOTES)
    @Returns(status = 201, value = Quote.class)
    public Response create(QuoteDraft draft) {
        return made(book.create(draft));
    }

    @GET
    @Path("{id}")
    @Requires(FunnelPermissions.VIEW_QUOTES)
    @Returns(Quote.class)
    public Response get(@PathParam("id") QuoteId id) {
        return answer(Response.ok(), quotes.get(id));
    }

    /** Changes the members of a draft that the patch names. */
    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @Requires(FunnelPermissions.EDIT_QUOTES)
    @Takes(QuoteChange.class)
    @Returns(Quote.class)
    public Response change(
            @PathParam("id") QuoteId id, @HeaderParam("If-Match") @Nullable Version version, Patch patch) {
        return answer(Response.ok(), quotes.shown(book.change(id, Version.required(version), patch)));
    }

    /** Hands a draft in: it is approved at once, or waits for somebody else. */
    @POST
    @Path("{id}/submission")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(FunnelPermissions.EDIT_QUOTES)
    @Returns(Quote.class)
    public Response submit(@PathParam("id") QuoteId id, StepDraft draft) {
        return taken(steps.submit(id, draft));
    }

    /** Agrees to what somebody else has written. */
    @POST
    @Path("{id}/approval")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(FunnelPermissions.APPROVE_QUOTES)
    @Returns(Quote.class)
    public Response approve(@PathParam("id") QuoteId id, StepDraft draft) {
        return taken(steps.approve(id, draft));
    }

    /** Does not agree, and says why. */
    @POST
    @Path("{id}/refusal")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(FunnelPermissions.APPROVE_QUOTES)
    @Returns(Quote.class)
    public Response refuse(@PathParam("id") QuoteId id, StepDraft draft) {
        return taken(steps.refuse(id, draft));
    }

    /** Takes back what was not sent yet. */
    @POST
    @Path("{id}/withdrawal")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(FunnelPermissions.EDIT_QUOTES)
    @Returns(Quote.class)
    public Response withdraw(@PathParam("id") QuoteId id, StepDraft draft) {
        return taken(steps.withdraw(id, draft));
    }

    /** Notes that it went to the customer. */
    @POST
    @Path("{id}/dispatch")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(FunnelPermissions.SEND_QUOTES)
    @Returns(Quote.class)
    public Response send(@PathParam("id") QuoteId id, StepDraft draft) {
        return taken(steps.send(id, draft));
    }

    /** Notes that the customer has accepted it; with {@code takeOver} the opportunity gets its products and is worth what they come to. */
    @POST
    @Path("{id}/acceptance")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(FunnelPermissions.SEND_QUOTES)
    @Returns(Quote.class)
    public Response accept(@PathParam("id") QuoteId id, AcceptanceDraft draft) {
        return taken(steps.accept(id, draft));
    }

    /** Notes that the customer does not want it. */
    @POST
    @Path("{id}/rejection")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(FunnelPermissions.SEND_QUOTES)
    @Returns(Quote.class)
    public Response decline(@PathParam("id") QuoteId id, StepDraft draft) {
        return taken(steps.decline(id, draft));
    }

    /** Begins the next version of what was sent; this one is superseded. */
    @POST
    @Path("{id}/revisions")
    @Requires(FunnelPermissions.CREATE_QUOTES)
    @Returns(status = 201, value = Quote.class)
    public Response revise(@PathParam("id") QuoteId id) {
        return made(book.revise(id));
    }

    /** All that was done with it: few steps, so that there are no pages. */
    public record Steps(List<StepTaken> items) {}

    /** What was done with it, the first step first. */
    @GET
    @Path("{id}/steps")
    @Requires(FunnelPermissions.VIEW_QUOTES)
    public Steps steps(@PathParam("id") QuoteId id) {
        return new Steps(quotes.steps(id));
    }

    /**
     * It on paper, in the language that is asked for ({@code zh-CN} or {@code en}) or else in the caller's. What is not approved says so
     * across every page.
     */
    @GET
    @Path("{id}/pdf")
    @Produces("application/pdf")
    @Requires(FunnelPermissions.VIEW_QUOTES)
    @Returns(byte[].class)
    public Response pdf(
            @PathParam("id") QuoteId id,
            @QueryParam("language") @Nullable String language,
            @Context HttpHeaders headers) {
        var paper = papers.of(id, locale(language, headers));
        return Response.ok(paper.pdf(), "application/pdf")
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + paper.name() + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static Locale locale(@Nullable String asked, HttpHeaders headers) {
        var languages = headers.getAcceptableLanguages();
        var caller = languages.isEmpty() ? Locale.ENGLISH : languages.get(0);
        var wanted = asked == null || Faults.isBlank(asked) ? caller : Locale.forLanguageTag(asked);
        return wanted.getLanguage().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
    }

    private Response taken(PlacedQuote after) {
        return answer(Response.ok(), quotes.shown(after));
    }

    private Response made(PlacedQuote made) {
        var shown = quotes.shown(made);
        return answer(Response.created(URI.create("funnel/quotes/" + shown.id())), shown);
    }

    private static Response answer(Response.ResponseBuilder response, Quote quote) {
        return response.tag(Long.toString(quote.version())).entity(quote).build();
    }
}
