package org.kithwork.core.internal.customer;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.contact.EmailAddress;
import org.kithwork.core.internal.contact.EmailAddresses;
import org.kithwork.core.internal.contact.PhoneNumbers;
import org.kithwork.core.internal.customer.CustomerKeys.Names;
import org.kithwork.core.internal.customer.CustomerKeys.Searchable;
import org.kithwork.core.internal.customer.store.CustomerScan.Range;
import org.kithwork.core.internal.limit.Limits;
import org.kithwork.core.internal.text.SearchQuery;
import org.kithwork.customer.ContactType;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.FieldAccess;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What a user may search by. Whoever sees contact data, identifiers and names in full searches by them as he likes; who
 * sees them masked needs the right to look up, has to say them whole, and is counted, since an answer tells what the
 * mask hides.
 */
@Component(service = Lookups.class)
public final class Lookups {

    private final AccessControl access;
    private final CustomerViews views;
    private final CustomerProtection protection;
    private final Limits limits;

    @Activate
    public Lookups(
            @Reference AccessControl access,
            @Reference CustomerViews views,
            @Reference CustomerProtection protection,
            @Reference Limits limits) {
        this.access = access;
        this.views = views;
        this.protection = protection;
        this.limits = limits;
    }

    /** How somebody may search by a member. */
    private enum By {
        NOT,
        COUNTED,
        FREELY
    }

    /** The ranges that a text asks for, of those that the actor may ask for; counts what is a look-up. */
    Set<Range> ranges(SearchQuery text) {
        var contacts = by("contactPoints");
        var identifiers = by("identifiers");
        var names = by("displayName");
        var searchable = new Searchable(
                switch (names) {
                    case FREELY -> Names.BY_BEGINNING;
                    case COUNTED -> Names.WHOLE;
                    case NOT -> Names.NOT;
                },
                contacts != By.NOT,
                identifiers == By.FREELY || (identifiers == By.COUNTED && hasDigit(text.identifier())));
        var ranges = CustomerKeys.ranges(text, searchable, protection, Lookups::phone, Lookups::email);
        var counted = new TreeSet<String>();
        for (var range : ranges) {
            if (contacts == By.COUNTED && CustomerKeys.isContact(range)
                    || identifiers == By.COUNTED && CustomerKeys.isIdentifier(range)
                    || names == By.COUNTED && CustomerKeys.isName(range)) {
                counted.add(range.low());
            }
        }
        count(counted);
        return ranges;
    }

    /** Counts a comparison of somebody who is not stored with those who are, where it tells what is masked. */
    void compare(CheckedCustomer draft) {
        var counted = new TreeSet<String>();
        if (!isFree("contactPoints")) {
            for (var contact : draft.contacts()) {
                var normalised = contact.normalised();
                if (normalised != null) {
                    counted.add(contact.type() + normalised);
                }
            }
        }
        if (!isFree("identifiers")) {
            draft.identifiers().forEach(identifier -> counted.add(identifier.scheme() + identifier.value()));
        }
        count(counted);
    }

    private void count(Set<String> counted) {
        if (!counted.isEmpty()) {
            limits.lookUp(protection.blind(ContactType.OTHER, String.join("\n", counted)));
        }
    }

    private boolean isFree(String field) {
        return views.rules().everywhere(field).isAtLeast(FieldAccess.READ);
    }

    private By by(String field) {
        var everywhere = views.rules().everywhere(field);
        if (everywhere.isAtLeast(FieldAccess.READ)) {
            return By.FREELY;
        }
        return everywhere == FieldAccess.MASK && access.permits(CustomerPermissions.LOOKUP) ? By.COUNTED : By.NOT;
    }

    private static boolean hasDigit(String text) {
        return text.chars().anyMatch(Character::isDigit);
    }

    private static @Nullable String phone(String digits) {
        return PhoneNumbers.parse(digits, PhoneNumbers.DEFAULT_REGION)
                .normalised()
                .orElse(null);
    }

    private static @Nullable String email(String text) {
        return EmailAddresses.parse(text).map(EmailAddress::normalised).orElse(null);
    }
}
