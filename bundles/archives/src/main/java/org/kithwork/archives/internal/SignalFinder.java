package org.kithwork.archives.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.kithwork.archives.internal.store.FoundSignalStore;
import org.kithwork.archives.internal.store.InteractionStore;
import org.kithwork.customer.CustomerId;
import org.kithwork.event.Trail;
import org.kithwork.id.Ids;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Finds signals in what was said, in the current transaction. A rule counts the newest 500 interactions of its days,
 * and only those that came after the ones its last signal stands on.
 */
@Component(service = SignalFinder.class)
public final class SignalFinder {

    private static final int MOST = 500;

    /** A signal stands on so many at most; they are as many as a rule can ask for. */
    private static final int MOST_EVIDENCE = 100;

    private final SignalRules rules;
    private final InteractionStore interactions;
    private final FoundSignalStore store;
    private final Automation automation;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public SignalFinder(
            @Reference SignalRules rules,
            @Reference InteractionStore interactions,
            @Reference FoundSignalStore store,
            @Reference Automation automation,
            @Reference Trail trail,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.rules = rules;
        this.interactions = interactions;
        this.store = store;
        this.automation = automation;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Looks whether this interaction completes a signal.
     *
     * @param at when it was, so that what is too old for every rule is not read
     */
    void look(InteractionId id, Instant at) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var young = rules.active().stream()
                .filter(rule -> !at.isBefore(rule.from(now)))
                .toList();
        if (!young.isEmpty()) {
            interactions.lock(id).ifPresent(said -> look(said, young, now));
        }
    }

    private void look(Interaction said, List<SignalRule> young, Instant now) {
        var customer = said.customerId();
        var matching = young.stream().filter(rule -> rule.isAbout(said)).toList();
        if (customer != null && !matching.isEmpty() && automation.allowed(customer)) {
            matching.forEach(rule -> look(customer, rule, now));
        }
    }

    private void look(CustomerId customer, SignalRule rule, Instant now) {
        var since = store.newest(customer, rule);
        var said = interactions.since(customer, rule.from(now), MOST).stream()
                .filter(one -> since.isEmpty() || one.at().isAfter(since.get()))
                .filter(rule::isAbout)
                .limit(MOST_EVIDENCE)
                .toList();
        var id = new SignalId(ids.next());
        if (said.size() >= rule.count() && store.add(id, customer, rule, now, since, said)) {
            var data = Map.<String, Object>of(
                    "kind", rule.kind().name(), "rule", rule.id().value(), "count", said.size());
            trail.happened(ArchivesEvents.SIGNAL_FOUND, customer, id.value(), now, data, null);
        }
    }

    /** The interaction is gone, and with it what stood on it alone. */
    void forget(Interaction interaction) {
        for (var signal : store.forget(interaction.id())) {
            trail.told(
                    ArchivesEvents.SIGNAL_REMOVED,
                    interaction.customerId(),
                    signal.value(),
                    interaction.at(),
                    Map.of());
        }
    }
}
