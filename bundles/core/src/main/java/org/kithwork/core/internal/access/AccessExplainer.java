package org.kithwork.core.internal.access;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.FieldRules.Place;
import org.kithwork.core.internal.access.store.PlaceStore;
import org.kithwork.core.internal.access.store.RightsStore;
import org.kithwork.core.internal.access.store.RoleStore;
import org.kithwork.core.internal.access.store.UserEntity;
import org.kithwork.core.internal.access.store.UserStore;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Actor;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.Permission;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What a user may see and do, and which grant is the reason; made of the same rights that the gate asks. */
@Component(service = AccessExplainer.class)
public final class AccessExplainer {

    private final UserStore users;
    private final RoleStore roles;
    private final PlaceStore places;
    private final RightsStore store;
    private final RightsCache rights;
    private final PermissionCatalog catalog;
    private final AccessControl access;
    private final Transactions transactions;

    @Activate
    public AccessExplainer(
            @Reference UserStore users,
            @Reference RoleStore roles,
            @Reference PlaceStore places,
            @Reference RightsStore store,
            @Reference RightsCache rights,
            @Reference PermissionCatalog catalog,
            @Reference AccessControl access,
            @Reference Transactions transactions) {
        this.users = users;
        this.roles = roles;
        this.places = places;
        this.store = store;
        this.rights = rights;
        this.catalog = catalog;
        this.access = access;
        this.transactions = transactions;
    }

    /** Why a customer is seen or not. */
    public enum Reason {
        /** A grant covers it. */
        GRANTED,
        /** The user may not sign in. */
        BLOCKED,
        /** No role of his lets him see customers. */
        NO_RIGHT,
        /** None of his grants reaches this customer. */
        OUT_OF_SCOPE,
        /** A grant reaches it, but it is open to named users alone and he is none of them. */
        RESTRICTED,
        KEPT
    }

    /** A right and the role that gives it. */
    public record Granted(String permission, String title, String roleId, String roleName, String scope) {}

    /** What a role lets see and do with a member, where it says so. */
    public record Limited(String object, String field, FieldAccess access, String roleId, String roleName) {}

    /** A store or a user. */
    public record Named(String id, String name) {}

    /** What holds for a member of a customer, and the role whose grant decides. */
    public record Member(
            String field, FieldAccess access, @Nullable String roleName) {}

    /** Whether he sees a customer, by which grants, and what of it. */
    public record Verdict(
            String customerId,
            boolean visible,
            Reason reason,
            List<Granted> grants,
            List<Member> members,
            List<RecordMember> records) {}

    /** What holds for a member of a module's records of a customer, and the role whose grant decides. */
    public record RecordMember(
            String object,
            String objectTitle,
            String field,
            String title,
            FieldAccess access,
            @Nullable String roleName) {}

    /**
     * All that decides about a user.
     *
     * @param stores what STORE means for him
     * @param colleagues what TEAM means for him
     * @param customer {@code null} when none was asked about
     */
    public record Explanation(
            String userId,
            String username,
            String displayName,
            boolean active,
            List<Granted> grants,
            List<Limited> fields,
            List<Named> stores,
            List<Named> colleagues,
            @Nullable Verdict customer) {}

    /** Explains a user in scope, and whether he sees this customer; the asker need not see it. */
    public Explanation explain(UserId id, @Nullable CustomerId customer, Locale locale) {
        access.require(CorePermissions.ROLE_VIEW);
        var visibility = access.visibility(CorePermissions.USER_VIEW);
        return transactions.call(() -> {
            var user = users.find(id.value())
                    .filter(found -> users.isVisible(found.id, visibility))
                    .orElseThrow(() -> Problem.notFound("user"));
            var held = rights.of(new Actor(Actor.Kind.USER, user.id, user.displayName));
            var names = roles.list().stream()
                    .collect(Collectors.toMap(role -> role.id, role -> RoleAdmin.name(role, locale)));
            return new Explanation(
                    user.id,
                    user.username,
                    user.displayName,
                    user.state.equals("ACTIVE"),
                    granted(held.grants(), names, locale),
                    limited(held, names),
                    stores(held),
                    colleagues(held),
                    customer == null ? null : verdict(user, held, customer, names, locale));
        });
    }

    private List<Granted> granted(List<Rights.Grant> grants, Map<String, String> names, Locale locale) {
        return grants.stream()
                .map(grant -> new Granted(
                        grant.permission().toString(),
                        catalog.title(grant.permission().toString(), locale),
                        grant.roleId(),
                        names.getOrDefault(grant.roleId(), grant.roleId()),
                        grant.scope().name()))
                .sorted(Comparator.comparing(Granted::permission).thenComparing(Granted::roleName))
                .toList();
    }

    private static List<Limited> limited(Rights held, Map<String, String> names) {
        var all = new ArrayList<Limited>();
        held.policies()
                .forEach((role, objects) -> objects.forEach((object, fields) -> fields.forEach((field, level) ->
                        all.add(new Limited(object, field, level, role, names.getOrDefault(role, role))))));
        all.sort(Comparator.comparing(Limited::object)
                .thenComparing(Limited::field)
                .thenComparing(Limited::roleName));
        return List.copyOf(all);
    }

    private List<Named> stores(Rights held) {
        return places.stores().stream()
                .filter(place -> held.stores().contains(place.id))
                .map(place -> new Named(place.id, place.name))
                .toList();
    }

    private List<Named> colleagues(Rights held) {
        return users.byIds(held.teamUsers()).stream()
                .map(user -> new Named(user.id, user.displayName))
                .toList();
    }

    private Verdict verdict(
            UserEntity user, Rights held, CustomerId customer, Map<String, String> names, Locale locale) {
        var place = store.place(customer.value()).orElseThrow(() -> Problem.notFound("customer"));
        var views = held.grants().stream()
                .filter(grant -> grant.permission().equals(CorePermissions.CUSTOMER_VIEW))
                .toList();
        var reaching = views.stream()
                .filter(grant -> held.visibility(EnumSet.of(grant.scope()))
                        .covers(place.customerId(), place.ownerId(), place.storeId(), false))
                .toList();
        var closed = place.restricted() && !held.unlocked().contains(place.customerId());
        var reason = !user.state.equals("ACTIVE")
                ? Reason.BLOCKED
                : views.isEmpty()
                        ? Reason.NO_RIGHT
                        : reaching.isEmpty() ? Reason.OUT_OF_SCOPE : closed ? closedBy(place) : Reason.GRANTED;
        var visible = reason == Reason.GRANTED;
        return new Verdict(
                place.customerId(),
                visible,
                reason,
                granted(reaching, names, locale),
                visible ? members(held, place, names) : List.of(),
                visible ? records(held, place, names, locale) : List.of());
    }

    /** Of a record that has no owner and no store of its own. */
    private List<RecordMember> records(Rights held, Place place, Map<String, String> names, Locale locale) {
        return catalog.fields().stream()
                .map(field -> {
                    var rules = new FieldRules(
                            held,
                            Permission.of(field.object() + ":view"),
                            Permission.of(field.object() + ":edit"),
                            true);
                    var decided = rules.decided(field.field(), place);
                    var role = decided.roleId();
                    return new RecordMember(
                            field.object(),
                            catalog.object(field.object(), locale),
                            field.field(),
                            field.title().text(locale),
                            decided.access(),
                            role == null ? null : names.getOrDefault(role, role));
                })
                .toList();
    }

    private Reason closedBy(Place place) {
        return store.isKept(place.customerId()) ? Reason.KEPT : Reason.RESTRICTED;
    }

    private static List<Member> members(Rights held, Place place, Map<String, String> names) {
        var rules = new FieldRules(held, CorePermissions.CUSTOMER_VIEW, CorePermissions.CUSTOMER_EDIT);
        return FieldRules.customerFields().stream()
                .map(field -> {
                    var decided = rules.decided(field, place);
                    var role = decided.roleId();
                    return new Member(field, decided.access(), role == null ? null : names.getOrDefault(role, role));
                })
                .toList();
    }
}
