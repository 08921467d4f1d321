package org.kithwork.core.internal.customer;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Company;
import org.kithwork.core.internal.access.FieldPolicies;
import org.kithwork.core.internal.access.FieldRules;
import org.kithwork.core.internal.access.FieldRules.Place;
import org.kithwork.core.internal.contact.Masks;
import org.kithwork.core.internal.customer.store.ContactPointEntity;
import org.kithwork.core.internal.customer.store.CustomerEntity;
import org.kithwork.core.internal.customer.store.CustomerStore.Details;
import org.kithwork.core.internal.customer.store.NameStore;
import org.kithwork.core.internal.viewing.Views;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.BirthDate;
import org.kithwork.customer.ContactPoint;
import org.kithwork.customer.ContactType;
import org.kithwork.customer.Customer;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.CustomerSummary;
import org.kithwork.customer.CustomerSummary.MatchKind;
import org.kithwork.customer.Identifier;
import org.kithwork.field.FieldDefinition;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.UserId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The one place where a customer leaves the core: what the actor may not see is masked or left out here. */
@Component(service = CustomerViews.class)
public final class CustomerViews {

    static final List<String> FIELDS = List.of(
            "displayName",
            "sex",
            "birth",
            "occupation",
            "company",
            "district",
            "note",
            "contactPoints",
            "identifiers",
            "tags",
            "ownerId",
            "storeId",
            "source");

    /** What is noted when somebody sees it in full. */
    private static final List<String> SENSITIVE = List.of("contactPoints", "identifiers", "note", "birth");

    private final FieldPolicies policies;
    private final CustomerProtection protection;
    private final CustomerFields fields;
    private final NameStore names;
    private final Views views;
    private final Company company;
    private final Clock clock;

    @Activate
    public CustomerViews(
            @Reference FieldPolicies policies,
            @Reference CustomerProtection protection,
            @Reference CustomerFields fields,
            @Reference NameStore names,
            @Reference Views views,
            @Reference Company company,
            @Reference Clock clock) {
        this.policies = policies;
        this.protection = protection;
        this.fields = fields;
        this.names = names;
        this.views = views;
        this.company = company;
        this.clock = clock;
    }

    /** The rules of the actor for customers; ask once a request. */
    FieldRules rules() {
        return policies.rules(CustomerPermissions.VIEW, CustomerPermissions.EDIT);
    }

    Map<String, FieldAccess> access(FieldRules rules, CustomerEntity customer) {
        return rules.accessTo(FIELDS, place(customer));
    }

    /** The same with the fields that the company has added. */
    Map<String, FieldAccess> fullAccess(FieldRules rules, CustomerEntity customer) {
        return rules.accessTo(members(fields.active(), customer), place(customer));
    }

    static Place place(CustomerEntity customer) {
        return new Place(customer.id, customer.ownerId, customer.storeId, customer.restricted);
    }

    Customer view(CustomerEntity customer, Details details) {
        return view(customer, details, fullAccess(rules(), customer));
    }

    /** The customer whom the actor opens, which is noted. */
    Customer opened(CustomerEntity customer, Details details) {
        var access = fullAccess(rules(), customer);
        views.opened(
                customer.id,
                showsSensitive(customer, details, access)
                        || fields.showsSensitive(customer, member -> plain(access.get(member))));
        return view(customer, details, access);
    }

    /**
     * The customer as it once stood, as far as the actor may see it today, which is noted.
     *
     * @param own the values of the company's own fields at that time, by key
     */
    Customer past(CustomerEntity now, CustomerEntity then, Details details, Map<String, Object> own) {
        var access = fullAccess(rules(), now);
        views.opened(
                now.id,
                showsSensitive(then, details, access)
                        || fields.showsSensitive(now, member -> plain(access.get(member))));
        var fields = own.entrySet().stream()
                .filter(value -> plain(access.get("field:" + value.getKey())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return view(
                then,
                details,
                access,
                new Beside(
                        then.ownerId == null ? Map.of() : names.users(List.of(then.ownerId)),
                        then.storeId == null ? Map.of() : names.stores(List.of(then.storeId)),
                        fields));
    }

    /** Notes that the actor reads what was changed of a customer, where he sees members with these rights. */
    void noteChangesRead(CustomerEntity customer, Map<String, FieldAccess> access) {
        views.opened(customer.id, SENSITIVE.stream().anyMatch(field -> plain(access.get(field))));
    }

    private static boolean showsSensitive(CustomerEntity customer, Details details, Map<String, FieldAccess> access) {
        return plain(access.get("contactPoints")) && !details.contactPoints().isEmpty()
                || plain(access.get("identifiers")) && !details.identifiers().isEmpty()
                || plain(access.get("note")) && customer.noteCipher != null
                || plain(access.get("birth")) && customer.birthCalendar != null;
    }

    /** The customer with everything that is not hidden shown in full, which is counted and noted. */
    Customer unmasked(CustomerEntity customer, Details details) {
        views.unmasked(customer.id);
        var access = new java.util.LinkedHashMap<>(fullAccess(rules(), customer));
        access.replaceAll((field, now) -> now == FieldAccess.MASK ? FieldAccess.READ : now);
        return view(customer, details, access);
    }

    /**
     * Several customers as each would be opened, in their order, for a file. Those of whom contact data are shown in full are
     * noted as seen in a list.
     */
    List<Customer> forFile(FieldRules rules, List<CustomerEntity> customers, Map<String, Details> details) {
        var own = fields.active();
        var values = fields.shown(own, customers, (place, member) -> plain(rules.accessTo(member, place)));
        var users = names.users(customers.stream()
                .map(customer -> customer.ownerId)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        var stores = names.stores(customers.stream()
                .map(customer -> customer.storeId)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        var clear = new ArrayList<String>();
        var shown = new ArrayList<Customer>();
        for (var customer : customers) {
            var access = rules.accessTo(members(own, customer), place(customer));
            var mine = Objects.requireNonNull(details.get(customer.id));
            if (showsSensitive(customer, mine, access)) {
                clear.add(customer.id);
            }
            shown.add(view(
                    customer, mine, access, new Beside(users, stores, values.getOrDefault(customer.id, Map.of()))));
        }
        views.listed(clear);
        return shown;
    }

    private static List<String> members(List<FieldDefinition> own, CustomerEntity customer) {
        var all = new ArrayList<>(FIELDS);
        own.stream().filter(field -> field.isFor(customer.kind.name())).forEach(field -> all.add(field.member()));
        return all;
    }

    /** The members that the actor sees of some customer, masked or not. */
    List<String> seenSomewhere(FieldRules rules) {
        var all = new ArrayList<>(FIELDS);
        fields.active().forEach(field -> all.add(field.member()));
        return all.stream()
                .filter(member -> rules.somewhere(member).isAtLeast(FieldAccess.MASK))
                .toList();
    }

    /** What stands beside the customer's own row: names by id, and values of added fields by key. */
    private record Beside(Map<String, String> users, Map<String, String> stores, Map<String, Object> fields) {}

    private Customer view(CustomerEntity customer, Details details, Map<String, FieldAccess> access) {
        var owner = shown(access, "ownerId") ? customer.ownerId : null;
        var store = shown(access, "storeId") ? customer.storeId : null;
        return view(
                customer,
                details,
                access,
                new Beside(
                        owner == null ? Map.of() : names.users(List.of(owner)),
                        store == null ? Map.of() : names.stores(List.of(store)),
                        fields.shown(customer, member -> plain(access.get(member)))));
    }

    private Customer view(CustomerEntity customer, Details details, Map<String, FieldAccess> access, Beside beside) {
        var name = access.get("displayName");
        var birth = birth(customer);
        var today = birth == null ? LocalDate.EPOCH : today();
        var owner = shown(access, "ownerId") ? customer.ownerId : null;
        var store = shown(access, "storeId") ? customer.storeId : null;
        return new Customer(
                new CustomerId(customer.id),
                customer.version,
                customer.kind,
                customer.status,
                customer.mergedInto == null ? null : new CustomerId(customer.mergedInto),
                displayName(customer, name),
                plain(name) ? customer.familyName : null,
                plain(name) ? customer.givenName : null,
                customer.nameOrder,
                plain(access.get("sex")) ? customer.sex : null,
                plain(access.get("birth")) ? birth : null,
                birth != null && shown(access, "birth") ? BirthDates.band(birth, today) : null,
                BirthDates.isMinor(birth, today),
                plain(access.get("occupation")) ? customer.occupation : null,
                plain(access.get("company")) ? customer.company : null,
                shown(access, "district") ? customer.district : null,
                note(customer, access.get("note")),
                shown(access, "contactPoints")
                        ? contacts(details.contactPoints(), plain(access.get("contactPoints")), customer.district)
                        : null,
                plain(access.get("identifiers"))
                        ? details.identifiers().stream()
                                .map(i -> new Identifier(i.scheme, i.identifier))
                                .toList()
                        : null,
                plain(access.get("tags")) ? details.tags() : null,
                owner == null ? null : new UserId(owner),
                owner == null ? null : beside.users().get(owner),
                store == null ? null : new StoreId(store),
                store == null ? null : beside.stores().get(store),
                plain(access.get("source")) ? customer.source : null,
                beside.fields(),
                customer.limited,
                customer.unnamed,
                customer.nameDoubtful,
                customer.createdAt,
                new ActorName(customer.createdBy, customer.createdByName),
                customer.updatedAt,
                new ActorName(customer.updatedBy, customer.updatedByName),
                access.entrySet().stream()
                        .filter(entry -> entry.getValue() != FieldAccess.HIDE)
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Whether the customer is under age, as far as the birth date tells. */
    boolean isMinor(CustomerEntity customer) {
        var birth = birth(customer);
        return birth != null && BirthDates.isMinor(birth, today());
    }

    /** The name as the actor may see it. */
    @Nullable
    String nameOf(FieldRules rules, CustomerEntity customer) {
        return displayName(customer, rules.accessTo("displayName", place(customer)));
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), company.zone());
    }

    /** The same customers in a list, in the order of the ids given. */
    List<CustomerSummary> summaries(
            List<String> ids,
            Map<String, CustomerEntity> customers,
            Map<String, List<ContactPointEntity>> contacts,
            Map<String, List<String>> tags,
            Map<String, MatchKind> matched) {
        var rules = rules();
        views.listed(ids.stream()
                .map(customers::get)
                .filter(Objects::nonNull)
                .filter(customer ->
                        contacts.containsKey(customer.id) && plain(rules.accessTo("contactPoints", place(customer))))
                .map(customer -> customer.id)
                .toList());
        var users = names.users(ids.stream()
                .map(customers::get)
                .filter(Objects::nonNull)
                .map(c -> c.ownerId)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        var stores = names.stores(ids.stream()
                .map(customers::get)
                .filter(Objects::nonNull)
                .map(c -> c.storeId)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        return ids.stream()
                .map(customers::get)
                .filter(Objects::nonNull)
                .map(customer -> {
                    var access = access(rules, customer);
                    var points = contacts.getOrDefault(customer.id, List.of());
                    return new CustomerSummary(
                            new CustomerId(customer.id),
                            customer.version,
                            customer.kind,
                            customer.status,
                            displayName(customer, access.get("displayName")),
                            first(points, ContactType.PHONE, access.get("contactPoints")),
                            first(points, ContactType.EMAIL, access.get("contactPoints")),
                            plain(access.get("company")) ? customer.company : null,
                            plain(access.get("tags")) ? tags.getOrDefault(customer.id, List.of()) : List.of(),
                            customer.ownerId == null || !shown(access, "ownerId") ? null : new UserId(customer.ownerId),
                            customer.ownerId != null && shown(access, "ownerId") ? users.get(customer.ownerId) : null,
                            customer.storeId == null || !shown(access, "storeId")
                                    ? null
                                    : new StoreId(customer.storeId),
                            customer.storeId != null && shown(access, "storeId") ? stores.get(customer.storeId) : null,
                            customer.updatedAt,
                            matched.get(customer.id));
                })
                .toList();
    }

    @Nullable
    String displayName(CustomerEntity customer, @Nullable FieldAccess access) {
        if (customer.displayName == null || access == null || access == FieldAccess.HIDE) {
            return null;
        }
        return plain(access) ? customer.displayName : Masks.name(CustomerKeys.nameOf(customer));
    }

    /** A phone number as it is shown to those who may not see it. */
    @Nullable
    String maskedPhone(List<ContactPointEntity> points) {
        return first(points, ContactType.PHONE, FieldAccess.MASK);
    }

    private @Nullable String first(List<ContactPointEntity> points, ContactType type, @Nullable FieldAccess access) {
        if (access == null || access == FieldAccess.HIDE) {
            return null;
        }
        return points.stream()
                .filter(point -> point.type == type)
                .findFirst()
                .map(point -> value(point, plain(access), null))
                .orElse(null);
    }

    private List<ContactPoint> contacts(List<ContactPointEntity> points, boolean plain, @Nullable String district) {
        return points.stream()
                .map(point -> new ContactPoint(
                        point.id,
                        point.type,
                        value(point, plain, district),
                        point.primary,
                        point.state,
                        point.shared,
                        point.verifiedAt))
                .toList();
    }

    private String value(ContactPointEntity point, boolean plain, @Nullable String district) {
        var value = protection.openContact(point.id, point.contactCipher);
        if (plain) {
            return value;
        }
        return switch (point.type) {
            case PHONE -> Masks.phone(value);
            case EMAIL -> Masks.email(value);
            case ADDRESS -> Masks.address(value, district);
            case WECHAT, OTHER -> Masks.freeText();
        };
    }

    private @Nullable String note(CustomerEntity customer, @Nullable FieldAccess access) {
        return plain(access) ? protection.openNote(customer.id, customer.noteCipher) : null;
    }

    static @Nullable BirthDate birth(CustomerEntity customer) {
        return customer.birthCalendar == null
                ? null
                : new BirthDate(customer.birthYear, customer.birthMonth, customer.birthDay, customer.birthCalendar);
    }

    private static boolean plain(@Nullable FieldAccess access) {
        return access != null && access.isAtLeast(FieldAccess.READ);
    }

    private static boolean shown(Map<String, FieldAccess> access, String... fields) {
        return Arrays.stream(fields).allMatch(field -> {
            var granted = access.get(field);
            return granted != null && granted.isAtLeast(FieldAccess.MASK);
        });
    }
}
