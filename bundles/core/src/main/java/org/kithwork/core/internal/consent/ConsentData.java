package org.kithwork.core.internal.consent;

import java.time.Clock;
import java.util.List;
import org.kithwork.consent.ConsentEvent;
import org.kithwork.consent.ContactPolicy;
import org.kithwork.core.internal.consent.store.ConsentStore;
import org.kithwork.core.internal.consent.store.SendStore;
import org.kithwork.core.internal.customer.CustomerFacts;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.spi.ExportWriter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Consents in an erasure and in a copy for the person. A merge moves nothing: the logs of both are read together, and
 * undoing it parts them again.
 */
@Component(service = ConsentData.class)
public final class ConsentData {

    private final ConsentStore store;
    private final SendStore sends;
    private final CustomerFacts facts;
    private final ConsentViews views;
    private final ContactPolicies policies;
    private final Clock clock;

    @Activate
    public ConsentData(
            @Reference ConsentStore store,
            @Reference SendStore sends,
            @Reference CustomerFacts facts,
            @Reference ConsentViews views,
            @Reference ContactPolicies policies,
            @Reference Clock clock) {
        this.store = store;
        this.sends = sends;
        this.facts = facts;
        this.views = views;
        this.policies = policies;
        this.clock = clock;
    }

    /** Takes the log out and leaves marks of the contact points; call it while they are still there. */
    public void erase(String customer) {
        for (var mark : facts.newSuppressionMarks(customer)) {
            store.suppress(mark, clock.instant());
        }
        store.erase(customer);
        sends.erase(customer);
    }

    /** Writes the log of the person, with the evidence, and the policy. */
    public void export(CustomerId id, ExportWriter out) {
        var customer = facts.find(id).orElseThrow();
        List<ConsentEvent> log = store.events(customer.ids()).stream()
                .map(event -> views.view(event, true))
                .toList();
        log.forEach(event -> out.record("consents", event));
        ContactPolicy policy = policies.get(customer);
        if (policy.version() > 0) {
            out.record("contact-policy", policy);
        }
    }
}
