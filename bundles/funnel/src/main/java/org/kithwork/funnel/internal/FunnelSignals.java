package org.kithwork.funnel.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.kithwork.company.Company;
import org.kithwork.funnel.internal.opportunity.OpportunityFields;
import org.kithwork.funnel.internal.opportunity.Status;
import org.kithwork.funnel.internal.store.SignalRows;
import org.kithwork.permission.AccessControl;
import org.kithwork.signal.Signal;
import org.kithwork.signal.SignalQuery;
import org.kithwork.signal.SignalType;
import org.kithwork.signal.spi.SignalSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What others may know: which opportunities there are with a customer and which were won and lost, each with what it is worth; without a
 * value where nobody has said that, or where it is not in the company's currency.
 */
@Component
public final class FunnelSignals implements SignalSource {

    /** An opportunity that is open now, told when it came up. */
    static final SignalType OPEN = new SignalType("opportunity.open", "money:default");

    /** One that is won, for as long as it is. */
    static final SignalType WON = new SignalType("opportunity.won", "money:default");

    /** One that is lost, for as long as it is. */
    static final SignalType LOST = new SignalType("opportunity.lost", "money:default");

    private final AccessControl access;
    private final SignalRows rows;
    private final OpportunityFields fields;
    private final Company company;

    @Activate
    public FunnelSignals(
            @Reference AccessControl access,
            @Reference SignalRows rows,
            @Reference OpportunityFields fields,
            @Reference Company company) {
        this.access = access;
        this.rows = rows;
        this.fields = fields;
        this.company = company;
    }

    @Override
    public Set<SignalType> types() {
        return Set.of(OPEN, WON, LOST);
    }

    @Override
    public List<Signal> read(SignalQuery query) {
        var visibility = access.visibility(FunnelPermissions.OPPORTUNITY_VIEW);
        var currency = fields.sumsAmounts() ? company.currency() : null;
        var signals = new ArrayList<Signal>();
        if (query.types().contains(OPEN.name())) {
            signals.addAll(rows.of(Status.OPEN, OPEN.name(), query, visibility, currency));
        }
        if (query.types().contains(WON.name())) {
            signals.addAll(rows.of(Status.WON, WON.name(), query, visibility, currency));
        }
        if (query.types().contains(LOST.name())) {
            signals.addAll(rows.of(Status.LOST, LOST.name(), query, visibility, currency));
        }
        return signals;
    }
}
