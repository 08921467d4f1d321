package org.kithwork.core.internal.customer;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kithwork.core.internal.customer.store.CustomerEntity;
import org.kithwork.core.internal.customer.store.CustomerScan;
import org.kithwork.core.internal.customer.store.CustomerStore;
import org.kithwork.core.internal.duplicate.DuplicateRule;
import org.kithwork.core.internal.duplicate.DuplicateScore;
import org.kithwork.core.internal.text.SearchKey;
import org.kithwork.core.internal.text.SearchKeys;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.CustomerMatch;
import org.kithwork.customer.CustomerMatch.Rule;
import org.kithwork.permission.AccessControl;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Finds the customers that a new one may be: by an equal identifier, telephone number or e-mail address, or by name and
 * birthday. The actor sees only those in his scope; a match outside of it counts, and is not named.
 */
@Component(service = CustomerMatches.class)
public final class CustomerMatches {

    private static final int MOST = 10;

    private final AccessControl access;
    private final CustomerStore store;
    private final CustomerScan scan;
    private final CustomerViews views;
    private final CustomerProfiles profiles;
    private final Lookups lookups;
    private final Clock clock;

    @Activate
    public CustomerMatches(
            @Reference AccessControl access,
            @Reference CustomerStore store,
            @Reference CustomerScan scan,
            @Reference CustomerViews views,
            @Reference CustomerProfiles profiles,
            @Reference Lookups lookups,
            @Reference Clock clock) {
        this.access = access;
        this.store = store;
        this.scan = scan;
        this.views = views;
        this.profiles = profiles;
        this.lookups = lookups;
        this.clock = clock;
    }

    /** Counts that the actor is about to learn whom this one is like; in a transaction of its own, as it may be refused. */
    void count(CheckedCustomer draft) {
        lookups.compare(draft);
    }

    /** The matches that the actor may see, best first. */
    List<CustomerMatch> of(CheckedCustomer draft) {
        var candidates = new HashSet<String>();
        for (var identifier : draft.identifiers()) {
            store.identifier(identifier.scheme(), identifier.value())
                    .ifPresent(found -> candidates.add(found.customerId));
        }
        var mine = profiles.of(draft, clock.instant());
        candidates.addAll(profiles.alike(mine));
        candidates.addAll(born(draft, SearchKey.Kind.NAME, SearchKey.Kind.PINYIN));
        var found = new HashMap<String, Likeness>();
        profiles.of(candidates).forEach((id, profile) -> {
            var score = DuplicateScore.of(mine, profile, clock.instant());
            strongest(score.rules()).ifPresent(rule -> found.put(id, new Likeness(rule, score.score())));
        });
        return shown(found);
    }

    private record Likeness(Rule rule, int score) {}

    /** The rule that is named: contact data before names, and nothing where only places or a part of it agree. */
    private static Optional<Rule> strongest(List<DuplicateRule> rules) {
        if (rules.contains(DuplicateRule.IDENTIFIER)) {
            return Optional.of(Rule.IDENTIFIER);
        }
        if (rules.contains(DuplicateRule.PHONE) || rules.contains(DuplicateRule.PHONE_OLD)) {
            return Optional.of(Rule.PHONE);
        }
        if (rules.contains(DuplicateRule.EMAIL)) {
            return Optional.of(Rule.EMAIL);
        }
        var named = rules.contains(DuplicateRule.NAME) || rules.contains(DuplicateRule.PINYIN);
        return named && rules.contains(DuplicateRule.BIRTHDAY) ? Optional.of(Rule.NAME_BIRTH) : Optional.empty();
    }

    /** Those born on the same day of a year whose name is written or sounds the same. */
    private Set<String> born(CheckedCustomer draft, SearchKey.Kind... kinds) {
        var birth = draft.birth();
        if (birth == null || birth.month() == null || birth.day() == null) {
            return Set.of();
        }
        var wanted = Set.of(kinds);
        var found = new HashSet<String>();
        var keys = SearchKeys.of(draft.name(), null);
        for (var key : keys) {
            if (wanted.contains(key.kind()) && (key.kind() != SearchKey.Kind.NAME || key.equals(keys.get(0)))) {
                found.addAll(scan.born(CustomerKeys.exactName(key.value()), birth.month(), birth.day()));
            }
        }
        return found;
    }

    /** A customer that has the same name and birthday, whether or not the actor may see him. */
    record Hit(String customerId, Rule rule) {}

    /** Those who have the same name and birthday. */
    List<Hit> sameNameAndBirth(CheckedCustomer draft) {
        return born(draft, SearchKey.Kind.NAME).stream()
                .map(id -> new Hit(id, Rule.NAME_BIRTH))
                .toList();
    }

    private List<CustomerMatch> shown(Map<String, Likeness> found) {
        if (found.isEmpty()) {
            return List.of();
        }
        var visibility = access.visibility(CustomerPermissions.VIEW);
        Map<String, CustomerEntity> customers =
                store.byIds(found.keySet()).stream().collect(Collectors.toMap(c -> c.id, Function.identity()));
        var contacts = store.primaryContactPoints(found.keySet());
        var matches = new ArrayList<CustomerMatch>();
        found.forEach((id, likeness) -> {
            var customer = customers.get(id);
            if (customer != null && Customers.covers(visibility, customer)) {
                var access = views.access(views.rules(), customer);
                matches.add(new CustomerMatch(
                        new CustomerId(id),
                        views.displayName(customer, access.get("displayName")),
                        views.maskedPhone(contacts.getOrDefault(id, List.of())),
                        likeness.rule(),
                        likeness.score()));
            }
        });
        matches.sort((a, b) -> Integer.compare(b.score(), a.score()));
        return matches.stream().limit(MOST).toList();
    }
}
