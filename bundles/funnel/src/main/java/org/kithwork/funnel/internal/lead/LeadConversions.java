package org.kithwork.funnel.internal.lead;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import org.kithwork.customer.CustomerId;
import org.kithwork.event.Trail;
import org.kithwork.funnel.internal.FunnelEvents;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.opportunity.OpportunityBook;
import org.kithwork.funnel.internal.opportunity.OpportunityDraft;
import org.kithwork.funnel.internal.store.LeadStore;
import org.kithwork.interaction.InteractionEntry;
import org.kithwork.interaction.InteractionLog;
import org.kithwork.permission.AccessControl;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes opportunities of leads, of each lead once. What was written down of it moves to the history of the customer, where a module keeps
 * interactions and the actor may record some; else it stays with the lead, which the opportunity knows.
 */
@Component(service = LeadConversions.class)
public final class LeadConversions {

    private final AccessControl access;
    private final Transactions transactions;
    private final LeadStore store;
    private final LeadBook book;
    private final OpportunityBook opportunities;
    private final InteractionLog interactions;
    private final Trail trail;
    private final Clock clock;

    @Activate
    public LeadConversions(
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference LeadStore store,
            @Reference LeadBook book,
            @Reference OpportunityBook opportunities,
            @Reference InteractionLog interactions,
            @Reference Trail trail,
            @Reference Clock clock) {
        this.access = access;
        this.transactions = transactions;
        this.store = store;
        this.book = book;
        this.opportunities = opportunities;
        this.interactions = interactions;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Makes an opportunity of a lead, which has its customer, source and campaign. Refused with {@code lead-converted}, which names the
     * opportunity, where it has become one already.
     */
    public Lead convert(LeadId id, LeadConversion draft) {
        var right = access.visibility(FunnelPermissions.LEAD_CONVERT);
        return transactions.call(() -> {
            var before = store.lock(id, right).orElseThrow(LeadId::notFound);
            LeadBook.requireUnconverted(before);
            before.state().requireWay(LeadState.CONVERTED);
            var customer = book.requireOpen(before);
            var made = opportunities.create(opportunity(before, customer, draft));
            moveNotes(before, customer);
            var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            var after = before.converted(made.id(), now);
            var data = new HashMap<>(LeadBook.figures(after));
            data.put("opportunityId", made.id().value());
            data.put("pipelineId", made.pipelineId().value());
            trail.happened(FunnelEvents.LEAD_CONVERTED, customer, id.value(), now, data, null);
            return store.change(after, access.actor());
        });
    }

    private static OpportunityDraft opportunity(Lead lead, CustomerId customer, LeadConversion draft) {
        var owner = lead.owner();
        var place = lead.storeId();
        return new OpportunityDraft(
                customer.value(),
                draft.pipelineId(),
                draft.stageId(),
                draft.title() == null ? lead.title() : draft.title(),
                draft.amount(),
                null,
                draft.closeOn(),
                null,
                lead.source(),
                lead.campaignId(),
                null,
                draft.ownerId() == null && owner != null ? owner.id() : draft.ownerId(),
                null,
                place == null ? null : place.value(),
                null,
                null);
    }

    private void moveNotes(Lead lead, CustomerId customer) {
        if (!interactions.isOpen()) {
            return;
        }
        for (var note : store.notes(lead.id())) {
            var interaction = interactions.record(new InteractionEntry(
                    customer, note.at().toString(), note.channel().name(), null, lead.title(), note.text()));
            store.moved(note, interaction);
        }
    }
}
