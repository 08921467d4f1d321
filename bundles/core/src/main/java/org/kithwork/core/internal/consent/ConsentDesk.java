package org.kithwork.core.internal.consent;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.kithwork.consent.Channel;
import org.kithwork.consent.ConsentEvent;
import org.kithwork.consent.ConsentState;
import org.kithwork.consent.ConsentState.Standing;
import org.kithwork.consent.Consents;
import org.kithwork.consent.ContactPolicy;
import org.kithwork.consent.Purpose;
import org.kithwork.core.internal.consent.store.ConsentStore;
import org.kithwork.core.internal.customer.CustomerFacts;
import org.kithwork.core.internal.customer.CustomerFacts.Facts;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.AccessControl;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows what customers decided. */
@Component(service = Consents.class)
public final class ConsentDesk implements Consents {

    private static final int MOST = 500;

    private final AccessControl access;
    private final Transactions transactions;
    private final CustomerFacts facts;
    private final ConsentBook book;
    private final ConsentStore store;
    private final ConsentViews views;
    private final ContactPolicies policies;
    private final SendRules rules;
    private final Clock clock;

    @Activate
    public ConsentDesk(
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference CustomerFacts facts,
            @Reference ConsentBook book,
            @Reference ConsentStore store,
            @Reference ConsentViews views,
            @Reference ContactPolicies policies,
            @Reference SendRules rules,
            @Reference Clock clock) {
        this.access = access;
        this.transactions = transactions;
        this.facts = facts;
        this.book = book;
        this.store = store;
        this.views = views;
        this.policies = policies;
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public List<ConsentState> states(CustomerId id) {
        return transactions.call(() -> {
            var customer = visible(id);
            var now = clock.instant();
            var fold = book.fold(customer, now);
            var evidence = views.showsEvidence(customer);
            var states = new ArrayList<ConsentState>();
            for (var purpose : Purpose.values()) {
                for (var channel : Channel.values()) {
                    if (channel != Channel.ANY) {
                        states.add(state(customer, now, purpose, channel, fold.at(purpose, channel), evidence));
                    }
                }
            }
            return states;
        });
    }

    private ConsentState state(
            Facts customer, Instant now, Purpose purpose, Channel channel, ConsentFold.Result said, boolean evidence) {
        var silenceWill =
                !rules.get().needsGrant(purpose) && (purpose == Purpose.SERVICE || !book.isMinor(customer, now));
        var event = said.decidedBy();
        return new ConsentState(
                purpose,
                channel,
                said.standing(),
                said.standing() == Standing.GRANTED || (said.standing() == Standing.SILENT && silenceWill),
                event == null ? null : views.view(event, evidence));
    }

    @Override
    public List<ConsentEvent> log(CustomerId id) {
        return transactions.call(() -> {
            var customer = visible(id);
            var evidence = views.showsEvidence(customer);
            return store.events(customer.ids(), MOST).stream()
                    .map(event -> views.view(event, evidence))
                    .toList();
        });
    }

    @Override
    public ContactPolicy policy(CustomerId id) {
        return transactions.call(() -> policies.get(visible(id)));
    }

    private Facts visible(CustomerId id) {
        return facts.covered(id, access.visibility(ConsentPermissions.VIEW));
    }
}
