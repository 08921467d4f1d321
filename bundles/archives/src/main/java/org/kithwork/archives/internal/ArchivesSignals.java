package org.kithwork.archives.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.kithwork.archives.internal.store.SignalStore;
import org.kithwork.company.Company;
import org.kithwork.permission.AccessControl;
import org.kithwork.signal.Signal;
import org.kithwork.signal.SignalQuery;
import org.kithwork.signal.SignalType;
import org.kithwork.signal.spi.SignalSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What others may know: when somebody bought and for how much, what came back, when we talked. */
@Component
public final class ArchivesSignals implements SignalSource {

    /** The net of a purchase that is not void; without a value where it is not in the company's currency. */
    static final SignalType COMPLETED = new SignalType("purchase.completed", "money:default");

    /** What was paid back. */
    static final SignalType RETURNED = new SignalType("purchase.returned", "money:default");

    static final SignalType RECORDED = new SignalType("interaction.recorded", "none");

    /** A need that is open. */
    static final SignalType NEED_OPEN = new SignalType("need.open", "none");

    /** A follow-up that stayed missed, told when it became the matter of somebody above its owner; for as long as it is that. */
    static final SignalType FOLLOW_UP_ESCALATED = new SignalType("follow-up.escalated", "none");

    /** Special terms, told at the start of the day on which they begin to hold. */
    static final SignalType TERM_AGREED = new SignalType("term.agreed", "none");

    private final AccessControl access;
    private final SignalStore store;
    private final ArchivesFields fields;
    private final Company company;

    @Activate
    public ArchivesSignals(
            @Reference AccessControl access,
            @Reference SignalStore store,
            @Reference ArchivesFields fields,
            @Reference Company company) {
        this.access = access;
        this.fields = fields;
        this.store = store;
        this.company = company;
    }

    @Override
    public Set<SignalType> types() {
        return Set.of(COMPLETED, RETURNED, RECORDED, NEED_OPEN, TERM_AGREED, FOLLOW_UP_ESCALATED);
    }

    @Override
    public List<Signal> read(SignalQuery query) {
        var signals = new ArrayList<Signal>();
        if (query.types().contains(COMPLETED.name())) {
            var visibility = access.visibility(ArchivesPermissions.PURCHASE_VIEW);
            signals.addAll(valued(store.purchases(query, COMPLETED.name(), visibility, company.currency())));
        }
        if (query.types().contains(RETURNED.name())) {
            var visibility = access.visibility(ArchivesPermissions.PURCHASE_VIEW);
            signals.addAll(valued(store.returns(query, RETURNED.name(), visibility, company.currency())));
        }
        if (query.types().contains(RECORDED.name())) {
            var visibility = access.visibility(ArchivesPermissions.INTERACTION_VIEW);
            signals.addAll(store.interactions(query, RECORDED.name(), visibility));
        }
        if (query.types().contains(NEED_OPEN.name())) {
            var visibility = access.visibility(ArchivesPermissions.NEED_VIEW);
            signals.addAll(store.needs(query, NEED_OPEN.name(), visibility));
        }
        if (query.types().contains(TERM_AGREED.name())) {
            var visibility = access.visibility(ArchivesPermissions.TERM_VIEW);
            signals.addAll(store.terms(query, TERM_AGREED.name(), visibility, company.zone()));
        }
        if (query.types().contains(FOLLOW_UP_ESCALATED.name())) {
            var visibility = access.visibility(ArchivesPermissions.FOLLOW_UP_VIEW);
            signals.addAll(store.escalations(query, FOLLOW_UP_ESCALATED.name(), visibility));
        }
        return signals;
    }

    /** Without their values for whom the money of some purchase is hidden. */
    private List<Signal> valued(List<Signal> signals) {
        return fields.sumsAmounts()
                ? signals
                : signals.stream()
                        .map(signal -> new Signal(signal.customer(), signal.type(), signal.at(), null))
                        .toList();
    }
}
