package org.kithwork.core.internal.customer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.kithwork.consent.Channel;
import org.kithwork.consent.ConsentState;
import org.kithwork.consent.Consents;
import org.kithwork.consent.Purpose;
import org.kithwork.core.internal.customer.CustomerHistory.Change;
import org.kithwork.core.internal.customer.CustomerHistory.Entry;
import org.kithwork.core.internal.customer.store.CustomerEntity;
import org.kithwork.core.internal.customer.store.CustomerStore;
import org.kithwork.core.internal.customer.store.CustomerStore.Details;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.ContactType;
import org.kithwork.customer.Customer;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.Permission;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells of each thing that is held of a customer who wrote it down, when, and where it came from. */
@Component(service = CustomerProvenance.class)
public final class CustomerProvenance {

    private static final Permission CONSENTS = Permission.of("core:consent:view");
    private static final String CONTACTS = "contactPoints";
    private static final String IDENTIFIERS = "identifiers";
    private static final List<String> SIMPLE =
            List.of("sex", "birth", "occupation", "company", "district", "note", "ownerId", "storeId");
    private static final Set<String> NAME = Set.of("displayName", "unnamed");

    private final Customers customers;
    private final CustomerStore store;
    private final CustomerHistory history;
    private final CustomerProtection protection;
    private final CustomerViews views;
    private final Consents consents;
    private final AccessControl access;
    private final Transactions transactions;

    @Activate
    public CustomerProvenance(
            @Reference Customers customers,
            @Reference CustomerStore store,
            @Reference CustomerHistory history,
            @Reference CustomerProtection protection,
            @Reference CustomerViews views,
            @Reference Consents consents,
            @Reference AccessControl access,
            @Reference Transactions transactions) {
        this.customers = customers;
        this.store = store;
        this.history = history;
        this.protection = protection;
        this.views = views;
        this.consents = consents;
        this.access = access;
        this.transactions = transactions;
    }

    /**
     * What is held of a customer.
     *
     * @param facts what the actor may not even know to be there is left out
     */
    public record Provenance(
            CustomerId customerId, @Nullable String displayName, List<Fact> facts) {}

    /**
     * A thing that is held.
     *
     * @param member the member of the customer; a field of the company is named {@code field:} and its key
     * @param kind the kind of a contact point, the scheme of an identifier
     * @param value as the actor sees it; {@code null} where he may know only that it is there
     * @param source where the customer came from when it was written down
     * @param purposes what it may be used for on its channels at present; of contact data, as far as the actor may see
     *     consent
     * @param consents what the customer decided of them
     */
    public record Fact(
            String member,
            @Nullable String kind,
            @Nullable Object value,
            Instant at,
            ActorName by,
            @Nullable String source,
            List<Purpose> purposes,
            List<Decision> consents) {}

    /** What the customer decided, and when. */
    public record Decision(Purpose purpose, Channel channel, ConsentState.Standing standing, Instant at) {}

    /** What is held, in the order of the customer's page. Looking at it is noted, as opening the customer is. */
    public Provenance of(CustomerId id) {
        return transactions.call(() -> {
            var row = customers.visible(id.value(), CustomerPermissions.VIEW).orElseThrow(Customers::notFound);
            var details = store.details(row.id);
            var seen = views.opened(row, details);
            var origin = new Origin(row, history.whole(row.id));
            var facts = new ArrayList<Fact>();
            if (shows(seen, "displayName") && !row.unnamed) {
                facts.add(
                        origin.fact("displayName", null, seen.displayName(), change -> NAME.contains(change.field())));
            }
            simple(row, seen, origin, facts);
            contacts(details, seen, origin, facts);
            identifiers(details, seen, origin, facts);
            if (shows(seen, "tags") && !details.tags().isEmpty()) {
                facts.add(origin.fact("tags", null, seen.tags(), of("tags")));
            }
            seen.fields()
                    .forEach((key, value) -> facts.add(origin.fact("field:" + key, null, value, of("field:" + key))));
            return new Provenance(seen.id(), seen.displayName(), facts);
        });
    }

    private void simple(CustomerEntity row, Customer seen, Origin origin, List<Fact> facts) {
        var members = new CustomerMembers(protection);
        for (var member : SIMPLE) {
            if (shows(seen, member) && !members.read(row, member).isEmpty()) {
                facts.add(origin.fact(member, null, value(seen, member), of(member)));
            }
        }
    }

    private static @Nullable Object value(Customer seen, String member) {
        return switch (member) {
            case "sex" -> seen.sex();
            case "birth" -> seen.birth() == null ? seen.ageBand() : seen.birth();
            case "occupation" -> seen.occupation();
            case "company" -> seen.company();
            case "district" -> seen.district();
            case "note" -> seen.note();
            case "ownerId" -> seen.ownerName();
            default -> seen.storeName();
        };
    }

    private void contacts(Details details, Customer seen, Origin origin, List<Fact> facts) {
        var shown = seen.contactPoints();
        if (shown == null) {
            return;
        }
        var states = access.permits(CONSENTS) ? consents.states(seen.id()) : List.<ConsentState>of();
        for (int i = 0; i < shown.size(); i++) {
            var point = details.contactPoints().get(i);
            var value = protection.openContact(point.id, point.contactCipher);
            var fact = origin.fact(CONTACTS, point.type.name(), shown.get(i).value(), change -> given(change, value));
            var mine = states.stream()
                    .filter(state -> channels(point.type).contains(state.channel()))
                    .toList();
            facts.add(new Fact(
                    fact.member(),
                    fact.kind(),
                    fact.value(),
                    fact.at(),
                    fact.by(),
                    fact.source(),
                    mine.stream()
                            .filter(ConsentState::allowed)
                            .map(ConsentState::purpose)
                            .distinct()
                            .toList(),
                    mine.stream()
                            .filter(state -> state.decidedBy() != null)
                            .map(state -> new Decision(
                                    state.purpose(),
                                    state.channel(),
                                    state.standing(),
                                    Objects.requireNonNull(state.decidedBy()).at()))
                            .toList()));
        }
    }

    private static void identifiers(Details details, Customer seen, Origin origin, List<Fact> facts) {
        if (!shows(seen, IDENTIFIERS)) {
            return;
        }
        for (var identifier : details.identifiers()) {
            facts.add(origin.fact(
                    IDENTIFIERS,
                    identifier.scheme,
                    seen.identifiers() == null ? null : identifier.identifier,
                    change -> change.field().equals(IDENTIFIERS)
                            && change.to() instanceof Map<?, ?> to
                            && identifier.scheme.equals(to.get("scheme"))
                            && identifier.identifier.equals(to.get("value"))));
        }
    }

    /** On which channels a contact point is used. */
    private static Set<Channel> channels(ContactType type) {
        return switch (type) {
            case PHONE -> Set.of(Channel.PHONE, Channel.SMS);
            case EMAIL -> Set.of(Channel.EMAIL);
            case WECHAT -> Set.of(Channel.IM);
            case ADDRESS, OTHER -> Set.of();
        };
    }

    private static Predicate<Change> of(String member) {
        return change -> change.field().equals(member);
    }

    /** A change that gave a contact point its value. */
    private static boolean given(Change change, String value) {
        return change.field().equals(CONTACTS)
                && change.to() instanceof Map<?, ?> to
                && value.equals(to.get("value"))
                && !(change.from() instanceof Map<?, ?> from && value.equals(from.get("value")));
    }

    private static boolean shows(Customer seen, String member) {
        return seen.access().getOrDefault(member, FieldAccess.HIDE).isAtLeast(FieldAccess.MASK);
    }

    /** The newest change that gave a value, or the creation of the customer. */
    private record Origin(CustomerEntity customer, List<Entry> changes) {

        Fact fact(String member, @Nullable String kind, @Nullable Object value, Predicate<Change> gave) {
            for (var entry : changes) {
                if (entry.changes().stream().anyMatch(gave)) {
                    return new Fact(
                            member, kind, value, entry.at(), entry.actor(), entry.source(), List.of(), List.of());
                }
            }
            var creator = new ActorName(customer.createdBy, customer.createdByName);
            return new Fact(member, kind, value, customer.createdAt, creator, customer.source, List.of(), List.of());
        }
    }
}
