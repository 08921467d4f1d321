package org.kithwork.core.internal.customer;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.customer.store.CustomerEntity;
import org.kithwork.core.internal.customer.store.CustomerStore;
import org.kithwork.core.internal.text.SearchKeys;
import org.kithwork.customer.ContactType;
import org.kithwork.customer.CustomerMatch;
import org.kithwork.customer.CustomerStatus;

/**
 * Whom the rows of a batch are about: what the store knows is read for all rows at once, and what the batch itself has
 * made is added as it comes.
 */
final class CustomerImportMatches {

    private final CustomerStore store;
    private final CustomerMatches matches;
    private final CustomerProtection protection;
    private final Set<String> tried;
    private final Map<String, String> byIdentifier = new HashMap<>();
    private final Map<String, Set<String>> byBlind = new HashMap<>();
    private final Map<String, String> byNameAndBirth = new HashMap<>();
    private final Map<String, CustomerEntity> customers = new HashMap<>();

    CustomerImportMatches(
            CustomerStore store, CustomerMatches matches, CustomerProtection protection, Set<String> tried) {
        this.store = store;
        this.matches = matches;
        this.protection = protection;
        this.tried = tried;
    }

    /** How sure it is. */
    enum Certainty {
        /** The same key. */
        CERTAIN,
        /** The same telephone number or address, and the same name. */
        LIKELY,
        /** The same telephone number or address under another name: a couple, or one who has changed his name. */
        DOUBTFUL
    }

    /**
     * Whom a row is about.
     *
     * @param customer {@code null} for one that only a trial knows
     */
    record Match(@Nullable CustomerEntity customer, Certainty certainty) {}

    /** Reads what is there for these rows. */
    void prefetch(Collection<ImportedCustomer> rows, Collection<String> known) {
        var identifiers = new HashMap<String, Set<String>>();
        var blind = new LinkedHashSet<String>();
        for (var row : rows) {
            for (var identifier : row.draft().identifiers()) {
                identifiers
                        .computeIfAbsent(identifier.scheme(), scheme -> new LinkedHashSet<>())
                        .add(identifier.value());
            }
            row.draft().contacts().forEach(contact -> blind.addAll(candidates(contact)));
        }
        identifiers.forEach((scheme, values) -> store.customersByIdentifier(scheme, values)
                .forEach((value, customer) -> byIdentifier.put(scheme + " " + value, customer)));
        byBlind.putAll(store.ownersByBlindIndex(blind));
        var ids = new LinkedHashSet<>(known);
        ids.addAll(byIdentifier.values());
        byBlind.values().forEach(ids::addAll);
        store.byIds(ids).forEach(customer -> customers.put(customer.id, customer));
    }

    private List<String> candidates(CheckedContact contact) {
        return contact.normalised() == null
                        || (contact.type() != ContactType.PHONE && contact.type() != ContactType.EMAIL)
                ? List.of()
                : protection.blindCandidates(contact.type(), contact.normalised());
    }

    /** The customer of this id; of an absorbed one its survivor; {@code null} where there is none. */
    @Nullable
    CustomerEntity customer(String id) {
        var found = customers.computeIfAbsent(id, missing -> store.find(missing).orElse(null));
        if (found != null && found.mergedInto != null) {
            return customer(found.mergedInto);
        }
        return found;
    }

    /** The customers that have an identifier of the row. */
    Set<String> byIdentifiers(ImportedCustomer row) {
        var found = new LinkedHashSet<String>();
        for (var identifier : row.draft().identifiers()) {
            var customer = byIdentifier.get(identifier.scheme() + " " + identifier.value());
            if (customer != null) {
                found.add(customer);
            }
        }
        return found;
    }

    /** The customer that the row looks like; {@code null} where it looks like none. */
    @Nullable
    Match alike(ImportedCustomer row) {
        var ids = new LinkedHashSet<String>();
        for (var contact : row.draft().contacts()) {
            candidates(contact).forEach(index -> ids.addAll(byBlind.getOrDefault(index, Set.of())));
        }
        CustomerEntity other = null;
        for (var id : ids) {
            var customer = customer(id);
            if (customer != null && customer.status != CustomerStatus.ERASED) {
                if (sameName(customer, row)) {
                    return new Match(customer, Certainty.LIKELY);
                }
                other = customer;
            }
        }
        if (other != null) {
            return new Match(other, Certainty.DOUBTFUL);
        }
        return isTried(row) ? new Match(null, Certainty.LIKELY) : byNameAndBirth(row);
    }

    private static boolean sameName(CustomerEntity customer, ImportedCustomer row) {
        return customer.unnamed
                || SearchKeys.name(customer.displayName)
                        .equals(SearchKeys.name(row.draft().name().displayName()));
    }

    /** Only where there is nothing better to go by: many people of one name have their birthday on the same day. */
    private @Nullable Match byNameAndBirth(ImportedCustomer row) {
        var key = nameAndBirth(row);
        if (key == null) {
            return null;
        }
        var made = byNameAndBirth.get(key);
        if (made != null) {
            return new Match(customer(made), Certainty.LIKELY);
        }
        return matches.sameNameAndBirth(row.draft()).stream()
                .filter(found -> found.rule() == CustomerMatch.Rule.NAME_BIRTH)
                .map(found -> customer(found.customerId()))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .map(found -> new Match(found, Certainty.LIKELY))
                .orElse(null);
    }

    private static @Nullable String nameAndBirth(ImportedCustomer row) {
        var draft = row.draft();
        var birth = draft.birth();
        var other = !draft.identifiers().isEmpty()
                || draft.contacts().stream()
                        .anyMatch(contact -> contact.normalised() != null
                                && (contact.type() == ContactType.PHONE || contact.type() == ContactType.EMAIL));
        return other || birth == null || birth.month() == null || birth.day() == null
                ? null
                : SearchKeys.name(draft.name().displayName()) + " " + birth.month() + " " + birth.day();
    }

    /** A customer that the batch has made or changed. */
    void add(CustomerEntity customer, ImportedCustomer row) {
        customers.put(customer.id, customer);
        for (var identifier : row.draft().identifiers()) {
            byIdentifier.put(identifier.scheme() + " " + identifier.value(), customer.id);
        }
        for (var contact : row.draft().contacts()) {
            candidates(contact)
                    .forEach(index ->
                            byBlind.computeIfAbsent(index, i -> new HashSet<>()).add(customer.id));
        }
        var key = nameAndBirth(row);
        if (key != null) {
            byNameAndBirth.put(key, customer.id);
        }
    }

    /** Remembers, in a trial, one that would have been made. */
    void remember(ImportedCustomer row) {
        row.draft().contacts().forEach(contact -> tried.addAll(candidates(contact)));
        var key = nameAndBirth(row);
        if (key != null) {
            tried.add(key);
        }
    }

    private boolean isTried(ImportedCustomer row) {
        if (tried.isEmpty()) {
            return false;
        }
        var key = nameAndBirth(row);
        return (key != null && tried.contains(key))
                || row.draft().contacts().stream()
                        .anyMatch(contact -> candidates(contact).stream().anyMatch(tried::contains));
    }
}
