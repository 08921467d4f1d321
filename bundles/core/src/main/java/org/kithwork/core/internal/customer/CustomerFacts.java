package org.kithwork.core.internal.customer;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.FieldRules.Place;
import org.kithwork.core.internal.customer.store.ContactPointEntity;
import org.kithwork.core.internal.customer.store.CustomerEntity;
import org.kithwork.core.internal.customer.store.CustomerStore;
import org.kithwork.customer.BirthDate;
import org.kithwork.customer.ContactState;
import org.kithwork.customer.ContactType;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.CustomerStatus;
import org.kithwork.permission.Visibility;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the core's own services need to know of a customer, whoever asks; none of it is shown. */
@Component(service = CustomerFacts.class)
public final class CustomerFacts {

    private final CustomerStore store;
    private final CustomerProtection protection;

    @Activate
    public CustomerFacts(@Reference CustomerStore store, @Reference CustomerProtection protection) {
        this.store = store;
        this.protection = protection;
    }

    /**
     * A customer that answers for itself.
     *
     * @param ids its own id and those of all for which it answers
     * @param kept whether its data are kept and not used, at its own request; being limited to named users is another thing
     */
    public record Facts(
            String id,
            List<String> ids,
            CustomerStatus status,
            boolean kept,
            Place place,
            @Nullable BirthDate birth) {

        public CustomerId customer() {
            return new CustomerId(id);
        }

        /** Whether known to be under 14 on that day. */
        public boolean isMinor(LocalDate day) {
            return CustomerFacts.isMinor(birth, day);
        }

        /** Whether a right holds on it. */
        public boolean isCovered(Visibility visibility) {
            return status != CustomerStatus.ERASED
                    && visibility.covers(id, place.ownerId(), place.storeId(), place.restricted());
        }
    }

    /**
     * A contact point.
     *
     * @param blindIndex {@code null} where the value reaches nobody for sure: masked or relayed
     */
    public record Point(
            String id,
            ContactType type,
            ContactState state,
            boolean primary,
            boolean shared,
            @Nullable String blindIndex) {}

    /** Whether somebody of this birth date is known to be under 14 on that day. */
    public static boolean isMinor(@Nullable BirthDate birth, LocalDate day) {
        return BirthDates.isMinor(birth, day);
    }

    /** The customer that answers for this id; empty where there is none. */
    public Optional<Facts> find(CustomerId id) {
        return store.find(id.value())
                .flatMap(row -> row.mergedInto == null ? Optional.of(row) : store.find(row.mergedInto))
                .map(this::facts);
    }

    /** The customer that answers for this id; refuses with {@code not-found} what the right does not cover. */
    public Facts covered(CustomerId id, Visibility visibility) {
        return find(id).filter(facts -> facts.isCovered(visibility)).orElseThrow(Customers::notFound);
    }

    /** The customer with its row locked; refuses what the right does not cover and what was absorbed. */
    public Facts lock(CustomerId id, Visibility visibility) {
        var facts = covered(id, visibility);
        if (!facts.id().equals(id.value())) {
            throw Customers.merged(facts.id());
        }
        var row = store.lock(id.value()).orElseThrow(Customers::notFound);
        if (row.status == CustomerStatus.MERGED && row.mergedInto != null) {
            throw Customers.merged(row.mergedInto);
        }
        return Optional.of(facts(row))
                .filter(locked -> locked.isCovered(visibility))
                .orElseThrow(Customers::notFound);
    }

    private Facts facts(CustomerEntity row) {
        var ids = new ArrayList<>(store.aliases(row.id));
        ids.add(row.id);
        var birth = row.birthYear == null && row.birthMonth == null
                ? null
                : new BirthDate(row.birthYear, row.birthMonth, row.birthDay, row.birthCalendar);
        return new Facts(row.id, List.copyOf(ids), row.status, row.kept, CustomerViews.place(row), birth);
    }

    /** The contact points, in the order in which they came. */
    public List<Point> points(String customer) {
        return store.details(customer).contactPoints().stream()
                .map(point ->
                        new Point(point.id, point.type, point.state, point.primary, point.shared, point.blindIndex))
                .toList();
    }

    /** What would stand on the list of erased people for each contact point; shared ones are nobody's. */
    public List<String> suppressionMarks(String customer) {
        var marks = new ArrayList<String>();
        for (var point : store.details(customer).contactPoints()) {
            var normalised = point.shared ? null : normalised(point);
            if (normalised != null) {
                marks.addAll(protection.suppressionMarks(point.type, normalised));
            }
        }
        return marks;
    }

    /** The marks that an erasure leaves, under the newest key. */
    public List<String> newSuppressionMarks(String customer) {
        var marks = new ArrayList<String>();
        for (var point : store.details(customer).contactPoints()) {
            var normalised = normalised(point);
            if (normalised != null) {
                marks.add(protection.suppressionMark(point.type, normalised));
            }
        }
        return marks;
    }

    private @Nullable String normalised(ContactPointEntity point) {
        if (point.blindIndex == null) {
            return null;
        }
        return ContactReader.readStored(point.type, protection.openContact(point.id, point.contactCipher))
                .normalised();
    }
}
