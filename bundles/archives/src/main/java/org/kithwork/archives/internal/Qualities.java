package org.kithwork.archives.internal;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.store.ConfirmationStore;
import org.kithwork.archives.internal.store.QualityStore;
import org.kithwork.archives.internal.store.QualityStore.Ranked;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.MemberStates;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.UserId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells how good customers' data are. Fields that are hidden from the actor are not counted for him. */
@Component(service = Qualities.class)
public final class Qualities {

    private final AccessControl access;
    private final CustomerDirectory customers;
    private final MemberStates states;
    private final QualityRules rules;
    private final QualityFields fields;
    private final ConfirmationStore confirmations;
    private final QualityStore store;
    private final Paging paging;
    private final Clock clock;

    @Activate
    public Qualities(
            @Reference AccessControl access,
            @Reference CustomerDirectory customers,
            @Reference MemberStates states,
            @Reference QualityRules rules,
            @Reference QualityFields fields,
            @Reference ConfirmationStore confirmations,
            @Reference QualityStore store,
            @Reference Paging paging,
            @Reference Clock clock) {
        this.access = access;
        this.customers = customers;
        this.states = states;
        this.rules = rules;
        this.fields = fields;
        this.confirmations = confirmations;
        this.store = store;
        this.paging = paging;
        this.clock = clock;
    }

    /** As it follows from the customer this moment. */
    public Quality of(CustomerId asked) {
        access.require(ArchivesPermissions.QUALITY_VIEW);
        var customer = customers.get(asked);
        var known = states.of(customer.id());
        var shown = fields.of(List.of(customer.id()));
        var lines = QualityFigures.lines(
                        rules.all(),
                        customer.kind(),
                        known,
                        confirmations.latest(customer.id(), known),
                        clock.instant())
                .stream()
                .filter(line -> shown.shows(customer.id(), line.field()))
                .toList();
        return quality(customer.id(), customer.ownerId(), customer.storeId(), lines);
    }

    private static Quality quality(
            CustomerId customer, @Nullable UserId owner, @Nullable StoreId place, List<QualityLine> lines) {
        return new Quality(
                customer,
                owner,
                place,
                QualityFigures.completeness(lines).orElse(null),
                QualityFigures.freshness(lines).orElse(null),
                lines);
    }

    /** The user who asks, as an owner of customers. */
    public UserId me() {
        return new UserId(access.actor().id());
    }

    /** The least complete first: of everybody in scope, of those whom a user answers for, or of a store. */
    public Page<Quality> worst(@Nullable UserId owner, @Nullable StoreId place, PageRequest request) {
        var visibility = access.visibility(ArchivesPermissions.QUALITY_VIEW);
        var page = paging.page(
                store.worst(
                        owner == null ? null : owner.value(),
                        place == null ? null : place.value(),
                        visibility,
                        request),
                request,
                Ranked::key);
        var ids = page.items().stream().map(Ranked::customer).toList();
        var lines = store.lines(ids, clock.instant());
        var shown = fields.of(ids);
        var all = byField();
        return page.map(ranked -> quality(
                ranked.customer(),
                ranked.owner() == null ? null : new UserId(ranked.owner()),
                ranked.store() == null ? null : new StoreId(ranked.store()),
                lines.getOrDefault(ranked.customer(), List.of()).stream()
                        .filter(line -> all.containsKey(line.field()) && shown.shows(ranked.customer(), line.field()))
                        .map(line -> weighed(line, all))
                        .sorted((a, b) -> b.weight().compareTo(a.weight()))
                        .toList()));
    }

    private Map<String, QualityRule> byField() {
        var all = new HashMap<String, QualityRule>();
        rules.all().forEach(rule -> all.put(rule.field(), rule));
        return all;
    }

    private static QualityLine weighed(QualityLine line, Map<String, QualityRule> rules) {
        var rule = rules.get(line.field());
        return rule == null
                ? line
                : new QualityLine(
                        line.field(),
                        line.standing(),
                        rule.weight(),
                        line.since(),
                        line.staleAt(),
                        line.stale(),
                        line.contactPoint());
    }
}
