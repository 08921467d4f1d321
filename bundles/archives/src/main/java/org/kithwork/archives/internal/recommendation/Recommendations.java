package org.kithwork.archives.internal.recommendation;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.ArchivesPermissions;
import org.kithwork.archives.internal.Automation;
import org.kithwork.archives.internal.store.AffinityStore;
import org.kithwork.company.Company;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Message;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Tells what to offer a customer: what others bought who bought the same, as far as it is more than chance; nothing that is
 * excluded, nothing that he has for now, and nothing at all to whom no machine may conclude anything.
 */
@Component(service = Recommendations.class)
public final class Recommendations {

    private static final int MOST = 5;

    /** An item that nobody is known to buy again is not offered again within a year. */
    private static final int GAP = 365;

    private static final Comparator<Affinity> BEST = Comparator.comparing(Affinity::confidence)
            .thenComparing(Affinity::lift)
            .reversed()
            .thenComparing(affinity -> affinity.other().key())
            .thenComparing(affinity -> affinity.item().key());

    private final AccessControl access;
    private final CustomerDirectory customers;
    private final AffinityStore store;
    private final Exclusions exclusions;
    private final Automation automation;
    private final Company company;
    private final Clock clock;

    @Activate
    public Recommendations(
            @Reference AccessControl access,
            @Reference CustomerDirectory customers,
            @Reference AffinityStore store,
            @Reference Exclusions exclusions,
            @Reference Automation automation,
            @Reference Company company,
            @Reference Clock clock) {
        this.access = access;
        this.customers = customers;
        this.store = store;
        this.exclusions = exclusions;
        this.automation = automation;
        this.company = company;
        this.clock = clock;
    }

    /**
     * What to offer.
     *
     * @param allowed whether a machine may conclude anything of the customer
     * @param countedAt when it was counted what is bought together; {@code null} before the first time
     * @param items the likeliest first, at most five
     */
    public record Offer(boolean allowed, @Nullable Instant countedAt, List<Recommendation> items) {}

    /** What to offer the customer, by the purchases that the actor may see. */
    public Offer of(CustomerId customer, Locale locale) {
        access.require(ArchivesPermissions.RECOMMENDATION_VIEW);
        var visibility = access.visibility(ArchivesPermissions.PURCHASE_VIEW);
        var visible = customers.requireVisible(customer);
        var counted = store.countedAt().orElse(null);
        if (!automation.allowed(visible)) {
            return new Offer(false, counted, List.of());
        }
        var bought = store.lastBought(visible, visibility, company.zone());
        var found = store.affinities(bought.keySet());
        var best = new LinkedHashMap<String, Affinity>();
        offered(found, bought).stream()
                .sorted(BEST)
                .forEach(affinity -> best.putIfAbsent(affinity.other().key(), affinity));
        return new Offer(
                true,
                counted,
                best.values().stream()
                        .limit(MOST)
                        .map(affinity -> recommendation(affinity, locale))
                        .toList());
    }

    private List<Affinity> offered(List<Affinity> found, Map<String, LocalDate> bought) {
        var left = new HashSet<String>();
        found.forEach(affinity -> left.add(affinity.other().key()));
        left.removeAll(exclusions.items());
        left.removeAll(inUse(left, bought));
        var offered = new ArrayList<>(found);
        offered.removeIf(affinity -> !left.contains(affinity.other().key()));
        return offered;
    }

    /** What the customer bought so lately that he has it still. */
    private Set<String> inUse(Set<String> items, Map<String, LocalDate> bought) {
        var gaps = store.gaps(items);
        var today = LocalDate.ofInstant(clock.instant(), company.zone());
        var inUse = new HashSet<String>();
        for (var item : items) {
            var day = bought.get(item);
            if (day != null && ChronoUnit.DAYS.between(day, today) < gaps.getOrDefault(item, GAP)) {
                inUse.add(item);
            }
        }
        return inUse;
    }

    private static Recommendation recommendation(Affinity affinity, Locale locale) {
        var reason = Message.of(
                Recommendations.class,
                "reason",
                affinity.item().name(),
                affinity.buyers(),
                affinity.both(),
                affinity.other().name());
        return new Recommendation(
                affinity.other().key(),
                affinity.other().name(),
                affinity.item().name(),
                affinity.both(),
                affinity.buyers(),
                affinity.confidence(),
                affinity.lift(),
                reason.text(locale));
    }
}
