package org.kithwork.core.internal.customer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.customer.store.CustomerEntity;
import org.kithwork.core.internal.customer.store.CustomerScan.Range;
import org.kithwork.core.internal.customer.store.SearchKeyEntity;
import org.kithwork.core.internal.text.ChineseName;
import org.kithwork.core.internal.text.SearchKeys;
import org.kithwork.core.internal.text.SearchQuery;
import org.kithwork.customer.ContactType;
import org.kithwork.customer.CustomerSummary.MatchKind;
import org.kithwork.customer.Identifier;

/**
 * The keys by which a customer is found, and the ranges of keys that a search text asks for. A key is the letter of its
 * domain and the text, a space, the letter of its kind, and the customer's id.
 */
final class CustomerKeys {

    private static final char NAME = 'n';
    private static final char IDENTIFIER = 'i';
    private static final char PHONE = 'p';
    private static final char LAST_FOUR = 'l';
    private static final char EMAIL = 'e';

    private CustomerKeys() {}

    /** The name of a stored customer, as it was taken apart. */
    static ChineseName nameOf(CustomerEntity customer) {
        return new ChineseName(
                customer.familyName,
                customer.givenName,
                customer.nameOrder,
                customer.nameDoubtful,
                customer.displayName);
    }

    /** All keys of the customer. */
    static List<SearchKeyEntity> of(
            CustomerEntity customer,
            Collection<CheckedContact> contacts,
            Collection<Identifier> identifiers,
            CustomerProtection protection) {
        var keys = new ArrayList<SearchKeyEntity>();
        if (!customer.unnamed) {
            for (var key : SearchKeys.of(nameOf(customer), customer.pinyin)) {
                keys.add(key(
                        customer,
                        NAME,
                        key.value(),
                        MatchKind.valueOf(key.kind().name())));
            }
        }
        for (var identifier : identifiers) {
            keys.add(key(customer, IDENTIFIER, identifier.value(), MatchKind.IDENTIFIER));
        }
        for (var contact : contacts) {
            addContact(keys, customer, contact, protection);
        }
        var seen = new LinkedHashSet<String>();
        keys.removeIf(key -> !seen.add(key.searchKey));
        return keys;
    }

    private static void addContact(
            List<SearchKeyEntity> keys,
            CustomerEntity customer,
            CheckedContact contact,
            CustomerProtection protection) {
        if (contact.normalised() != null && contact.type() == ContactType.PHONE) {
            keys.add(key(customer, PHONE, protection.blind(ContactType.PHONE, contact.normalised()), MatchKind.PHONE));
        }
        if (contact.normalised() != null && contact.type() == ContactType.EMAIL) {
            keys.add(key(
                    customer, EMAIL, protection.blind(ContactType.EMAIL, contact.normalised()), MatchKind.IDENTIFIER));
        }
        if (contact.lastFour() != null) {
            keys.add(key(customer, LAST_FOUR, protection.blindLastFour(contact.lastFour()), MatchKind.LAST_FOUR));
        }
    }

    private static SearchKeyEntity key(CustomerEntity customer, char domain, String text, MatchKind kind) {
        var key = new SearchKeyEntity();
        key.searchKey = domain + text + " " + kind.ordinal() + customer.id;
        key.customerId = customer.id;
        key.kind = kind.name();
        key.ownerId = customer.ownerId;
        key.storeId = customer.storeId;
        key.restricted = customer.restricted;
        return key;
    }

    /**
     * The ranges that a text asks for.
     *
     * @param searchable what may be asked for
     * @param phone reads a whole number; {@code null} where it is none
     */
    static Set<Range> ranges(
            SearchQuery query,
            Searchable searchable,
            CustomerProtection protection,
            java.util.function.Function<String, @Nullable String> phone,
            java.util.function.Function<String, @Nullable String> email) {
        var ranges = new LinkedHashSet<Range>();
        var contacts = searchable.contacts();
        if (searchable.identifiers() && !query.identifier().isEmpty()) {
            ranges.add(exactly(IDENTIFIER, query.identifier()));
        }
        switch (query.kind()) {
            case LAST_FOUR -> {
                if (contacts) {
                    protection.lastFourCandidates(query.value()).forEach(b -> ranges.add(exactly(LAST_FOUR, b)));
                }
            }
            case NUMBER -> {
                var number = contacts ? phone.apply(query.value()) : null;
                if (number != null) {
                    protection.blindCandidates(ContactType.PHONE, number).forEach(b -> ranges.add(exactly(PHONE, b)));
                }
            }
            case PREFIX -> {
                switch (searchable.names()) {
                    case BY_BEGINNING -> ranges.add(prefix(NAME, query.value()));
                    case WHOLE -> ranges.add(exactName(query.value()));
                    case NOT -> {}
                }
                var address = contacts && query.identifier().indexOf('@') > 0 ? email.apply(query.identifier()) : null;
                if (address != null) {
                    protection.blindCandidates(ContactType.EMAIL, address).forEach(b -> ranges.add(exactly(EMAIL, b)));
                }
            }
            case ID, EMPTY -> {}
        }
        return ranges;
    }

    /** Whether the range is of telephone numbers, their ends, or e-mail addresses. */
    static boolean isContact(Range range) {
        var domain = range.low().charAt(0);
        return domain == PHONE || domain == LAST_FOUR || domain == EMAIL;
    }

    static boolean isName(Range range) {
        return range.low().charAt(0) == NAME;
    }

    static boolean isIdentifier(Range range) {
        return range.low().charAt(0) == IDENTIFIER;
    }

    /** How names may be searched. */
    enum Names {
        BY_BEGINNING,
        WHOLE,
        NOT
    }

    /** What may be searched: contact data and identifiers by their exact value alone. */
    record Searchable(Names names, boolean contacts, boolean identifiers) {}

    /** The keys of just this text of a name. */
    static Range exactName(String text) {
        return exactly(NAME, text);
    }

    private static Range exactly(char domain, String text) {
        return new Range(domain + text + " ", domain + text + "!");
    }

    private static Range prefix(char domain, String text) {
        return new Range(domain + text, SearchKeys.after(domain + text));
    }
}
