package org.kithwork.core.internal.customer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kithwork.core.internal.customer.store.CustomerEntity;
import org.kithwork.core.internal.customer.store.CustomerScan;
import org.kithwork.core.internal.customer.store.CustomerStore;
import org.kithwork.core.internal.text.SearchKeys;
import org.kithwork.customer.ContactType;
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
    private final CustomerProtection protection;

    @Activate
    public CustomerMatches(
            @Reference AccessControl access,
            @Reference CustomerStore store,
            @Reference CustomerScan scan,
            @Reference CustomerViews views,
            @Reference CustomerProtection protection) {
        this.access = access;
        this.store = store;
        this.scan = scan;
        this.views = views;
        this.protection = protection;
    }

    /** The matches that the actor may see, best first. */
    List<CustomerMatch> of(CheckedCustomer draft) {
        var rules = new HashMap<String, Rule>();
        byKeys(draft, rules);
        byNameAndBirth(draft, rules);
        return shown(rules);
    }

    private void byKeys(CheckedCustomer draft, Map<String, Rule> rules) {
        for (var identifier : draft.identifiers()) {
            store.identifier(identifier.scheme(), identifier.value())
                    .ifPresent(found -> better(rules, found.customerId, Rule.IDENTIFIER));
        }
        var blind = new HashMap<String, Rule>();
        for (var contact : draft.contacts()) {
            if (contact.normalised() != null
                    && (contact.type() == ContactType.PHONE || contact.type() == ContactType.EMAIL)) {
                var rule = contact.type() == ContactType.PHONE ? Rule.PHONE : Rule.EMAIL;
                protection
                        .blindCandidates(contact.type(), contact.normalised())
                        .forEach(index -> blind.put(index, rule));
            }
        }
        if (!blind.isEmpty()) {
            for (var point : store.contactPointsByBlindIndex(blind.keySet())) {
                var rule = blind.get(point.blindIndex);
                if (rule != null && !point.shared) {
                    better(rules, point.customerId, rule);
                }
            }
        }
    }

    private void byNameAndBirth(CheckedCustomer draft, Map<String, Rule> rules) {
        var birth = draft.birth();
        if (birth == null || birth.month() == null || birth.day() == null) {
            return;
        }
        for (var key : SearchKeys.of(draft.name(), null).stream().limit(1).toList()) {
            scan.born(CustomerKeys.exactName(key.value()), birth.month(), birth.day())
                    .forEach(customer -> better(rules, customer, Rule.NAME_BIRTH));
        }
    }

    /** A customer that has the same name and birthday, whether or not the actor may see him. */
    record Hit(String customerId, Rule rule) {}

    /** Those who have the same name and birthday. */
    List<Hit> sameNameAndBirth(CheckedCustomer draft) {
        var rules = new HashMap<String, Rule>();
        byNameAndBirth(draft, rules);
        return rules.entrySet().stream()
                .map(found -> new Hit(found.getKey(), found.getValue()))
                .toList();
    }

    private static void better(Map<String, Rule> rules, String customer, Rule rule) {
        rules.merge(customer, rule, (a, b) -> a.score() >= b.score() ? a : b);
    }

    private List<CustomerMatch> shown(Map<String, Rule> rules) {
        if (rules.isEmpty()) {
            return List.of();
        }
        var visibility = access.visibility(CustomerPermissions.VIEW);
        Map<String, CustomerEntity> customers =
                store.byIds(rules.keySet()).stream().collect(Collectors.toMap(c -> c.id, Function.identity()));
        var contacts = store.primaryContactPoints(rules.keySet());
        var matches = new ArrayList<CustomerMatch>();
        rules.forEach((id, rule) -> {
            var customer = customers.get(id);
            if (customer != null && Customers.covers(visibility, customer)) {
                var access = views.access(views.rules(), customer);
                matches.add(new CustomerMatch(
                        new CustomerId(id),
                        views.displayName(customer, access.get("displayName")),
                        views.maskedPhone(contacts.getOrDefault(id, List.of())),
                        rule,
                        rule.score()));
            }
        });
        matches.sort((a, b) -> Integer.compare(b.score(), a.score()));
        return matches.stream().limit(MOST).toList();
    }
}
