package org.kithwork.funnel.internal.quote;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.opportunity.OpportunityId;
import org.kithwork.funnel.internal.store.OpportunityStore;
import org.kithwork.funnel.internal.store.QuoteStore;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.permission.AccessControl;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads quotes, as far as their opportunities are in the actor's scope. */
@Component(service = Quotes.class)
public final class Quotes {

    private final AccessControl access;
    private final QuoteStore store;
    private final OpportunityStore opportunities;
    private final QuoteFields fields;
    private final QuoteReader reader;
    private final Paging paging;

    @Activate
    public Quotes(
            @Reference AccessControl access,
            @Reference QuoteStore store,
            @Reference OpportunityStore opportunities,
            @Reference QuoteFields fields,
            @Reference QuoteReader reader,
            @Reference Paging paging) {
        this.access = access;
        this.store = store;
        this.opportunities = opportunities;
        this.fields = fields;
        this.reader = reader;
        this.paging = paging;
    }

    /** What a list is narrowed by. */
    public record Filter(
            @Nullable OpportunityId opportunity, @Nullable QuoteState state) {}

    /** The quote; refuses with {@code not-found} what is not there or out of scope. */
    public Quote get(QuoteId id) {
        return fields.shown(find(id));
    }

    private PlacedQuote find(QuoteId id) {
        return store.find(id, access.visibility(FunnelPermissions.QUOTE_VIEW), reader.today())
                .orElseThrow(QuoteId::notFound);
    }

    /** The quote with all that it costs; refused to those from whom that is hidden. */
    Quote whole(QuoteId id) {
        var found = find(id);
        fields.requireShown(found);
        return found.quote();
    }

    /** Those that match and that the actor may see, the newest first. */
    public Page<Quote> list(Filter filter, PageRequest request) {
        var visibility = access.visibility(FunnelPermissions.QUOTE_VIEW);
        var opportunity = filter.opportunity();
        if (opportunity != null && opportunities.find(opportunity, visibility).isEmpty()) {
            throw OpportunityId.notFound();
        }
        var page = paging.page(store.list(filter, visibility, reader.today(), request), request, QuoteStore::key);
        return new Page<>(fields.shown(page.items()), page.next());
    }

    /** A quote that was just changed, as the actor may see it. */
    public Quote shown(PlacedQuote placed) {
        return fields.shown(placed);
    }

    /** All that was done with a quote, the first step first. */
    public List<StepTaken> steps(QuoteId id) {
        find(id);
        return store.steps(id);
    }
}
