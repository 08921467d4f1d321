package org.kithwork.core.internal.access;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.access.store.RightsStore.PolicyRow;
import org.kithwork.core.internal.access.store.RoleEntity;
import org.kithwork.core.internal.access.store.RoleStore;
import org.kithwork.core.internal.access.store.UserStore;
import org.kithwork.id.Ids;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.FieldAccess;
import org.kithwork.permission.Permission;
import org.kithwork.permission.Scope;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.rest.Patch;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Roles: which permissions on which records, and what of the members of records. */
@Component(service = RoleAdmin.class)
public final class RoleAdmin {

    private static final int LONGEST_NAME = 200;

    private final RoleStore roles;
    private final UserStore users;
    private final PermissionCatalog catalog;
    private final AccessControl access;
    private final RightsCache rights;
    private final Audit audit;
    private final Paging paging;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public RoleAdmin(
            @Reference RoleStore roles,
            @Reference UserStore users,
            @Reference PermissionCatalog catalog,
            @Reference AccessControl access,
            @Reference RightsCache rights,
            @Reference Audit audit,
            @Reference Paging paging,
            @Reference Transactions transactions,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.roles = roles;
        this.users = users;
        this.catalog = catalog;
        this.access = access;
        this.rights = rights;
        this.audit = audit;
        this.paging = paging;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /** A role with all it gives; {@code secondFactor} asks who holds it for one. */
    public record Role(
            String id,
            long version,
            String word,
            String name,
            boolean builtIn,
            long users,
            List<Grant> grants,
            List<Field> fields,
            boolean secondFactor) {}

    /** A permission on some records; raw when it comes in. */
    public record Grant(
            @Nullable String permission, @Nullable String scope) {}

    /** What the role may do with a member of a kind of record; raw when it comes in. */
    public record Field(
            @Nullable String object,
            @Nullable String field,
            @Nullable String access) {}

    /** The form of a new role; raw. */
    public record Draft(
            @Nullable String name,
            @Nullable List<Grant> grants,
            @Nullable List<Field> fields,
            @Nullable Boolean secondFactor) {}

    /** A permission that can be granted. */
    public record Grantable(String permission, String module, String title, boolean dangerous) {}

    /** A member of modules' records that has a rule for each role. */
    public record Ruled(String object, String objectTitle, String field, String title) {}

    /** The members that have rules, by the kind of record. */
    public List<Ruled> ruled(Locale locale) {
        access.require(CorePermissions.ROLE_VIEW);
        return catalog.fields().stream()
                .map(field -> new Ruled(
                        field.object(),
                        catalog.object(field.object(), locale),
                        field.field(),
                        field.title().text(locale)))
                .toList();
    }

    public Page<Role> list(PageRequest request, Locale locale) {
        access.require(CorePermissions.ROLE_VIEW);
        return transactions.call(() -> {
            var grants = new HashMap<String, List<Grant>>();
            roles.grants()
                    .forEach(row -> grants.computeIfAbsent(row.roleId(), role -> new ArrayList<>())
                            .add(new Grant(row.permission(), row.scope())));
            var fields = new HashMap<String, List<Field>>();
            roles.policies()
                    .forEach(row -> fields.computeIfAbsent(row.roleId(), role -> new ArrayList<>())
                            .add(new Field(row.object(), row.field(), row.access())));
            var counts = users.countByRole();
            return Listing.page(paging, request, roles.list(), role -> role.id)
                    .map(role -> new Role(
                            role.id,
                            role.version,
                            role.word,
                            name(role, locale),
                            DefaultRoles.WORDS.contains(role.word),
                            counts.getOrDefault(role.id, 0L),
                            grants.getOrDefault(role.id, List.of()),
                            fields.getOrDefault(role.id, List.of()),
                            role.secondFactor));
        });
    }

    public Role get(String id, Locale locale) {
        access.require(CorePermissions.ROLE_VIEW);
        return read(id, locale);
    }

    /**
     * Reads in a transaction of its own, never in that of a change: whole tables are read here, and two changes that
     * both hold rows would wait for each other.
     */
    private Role read(String id, Locale locale) {
        return transactions.call(() -> {
            var role = roles.find(id).orElseThrow(RoleAdmin::notFound);
            return new Role(
                    role.id,
                    role.version,
                    role.word,
                    name(role, locale),
                    DefaultRoles.WORDS.contains(role.word),
                    users.countByRole().getOrDefault(id, 0L),
                    roles.grants().stream()
                            .filter(row -> row.roleId().equals(id))
                            .map(row -> new Grant(row.permission(), row.scope()))
                            .toList(),
                    roles.policies().stream()
                            .filter(row -> row.roleId().equals(id))
                            .map(row -> new Field(row.object(), row.field(), row.access()))
                            .toList(),
                    role.secondFactor);
        });
    }

    /** The ids of roles that are named by word or id; what is neither stays as it is, for others to refuse. */
    public List<String> ids(List<String> wordsOrIds) {
        access.require(CorePermissions.ROLE_VIEW);
        var ids = transactions.call(roles::idsByWord);
        return wordsOrIds.stream().map(word -> ids.getOrDefault(word, word)).toList();
    }

    /** The id of a role that is named by word or id. */
    public String id(String wordOrId) {
        return ids(List.of(wordOrId)).get(0);
    }

    /** A role that could be removed; refuses as the removal would. */
    public Role removable(String id, Locale locale) {
        access.require(CorePermissions.ROLE_DELETE);
        var role = read(id, locale);
        transactions.run(() -> requireUnheld(id));
        return role;
    }

    /** Everything that core and running modules let people do. */
    public List<Grantable> permissions(Locale locale) {
        access.require(CorePermissions.ROLE_VIEW);
        return catalog.declarations().stream()
                .map(declaration -> new Grantable(
                        declaration.permission().toString(),
                        declaration.permission().module(),
                        declaration.title().text(locale),
                        declaration.dangerous()))
                .toList();
    }

    public Role create(Draft draft, Locale locale) {
        access.require(CorePermissions.ROLE_CREATE);
        var faults = new Faults();
        var role = new RoleEntity();
        role.id = ids.next();
        role.word = role.id;
        role.name = faults.requiredText("/name", draft.name(), LONGEST_NAME);
        role.secondFactor = Boolean.TRUE.equals(draft.secondFactor());
        var grants = grants(faults, draft.grants() == null ? List.of() : draft.grants(), Map.of());
        var fields = fields(faults, role.id, draft.fields() == null ? List.of() : draft.fields());
        faults.check();
        transactions.run(() -> {
            role.createdAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
            roles.insert(role);
            roles.replaceGrants(role.id, grants);
            roles.replacePolicies(role.id, fields);
            changed("role.created", role.id, Map.of("grants", grants));
        });
        return read(role.id, locale);
    }

    /** Changes the named members: name, grants, fields, secondFactor. */
    public Role change(String id, long version, Patch patch, Locale locale) {
        patch.allow(Draft.class);
        access.require(CorePermissions.ROLE_EDIT);
        transactions.run(() -> {
            var role = roles.findForChange(id).orElseThrow(RoleAdmin::notFound);
            if (role.version != version) {
                throw Problem.stale();
            }
            var detail = apply(role, patch);
            roles.flush();
            requireAdministrator();
            changed("role.changed", id, detail);
        });
        return read(id, locale);
    }

    /** Removes a role that nobody holds. */
    public void delete(String id) {
        access.require(CorePermissions.ROLE_DELETE);
        transactions.run(() -> {
            var role = roles.find(id).orElseThrow(RoleAdmin::notFound);
            requireUnheld(role.id);
            roles.delete(role.id);
            changed("role.removed", role.id, Map.of("word", role.word));
        });
    }

    private void requireUnheld(String id) {
        if (roles.isHeld(id)) {
            throw Problem.conflict(Message.of(RoleAdmin.class, "role-held"));
        }
    }

    private Map<String, Object> apply(RoleEntity role, Patch patch) {
        var faults = new Faults();
        var detail = new LinkedHashMap<String, Object>();
        if (patch.has("name")) {
            role.name = faults.requiredText("/name", patch.text("name"), LONGEST_NAME);
            detail.put("name", "changed");
        }
        var secondFactor = patch.value("secondFactor", Boolean.class);
        if (secondFactor != null) {
            role.secondFactor = secondFactor;
            detail.put("secondFactor", secondFactor);
        }
        var givenGrants = patch.value("grants", Grant[].class);
        if (patch.has("grants")) {
            var held = new HashMap<String, String>();
            roles.grants().stream()
                    .filter(row -> row.roleId().equals(role.id))
                    .forEach(row -> held.put(row.permission(), row.scope()));
            var grants = grants(faults, givenGrants == null ? List.of() : List.of(givenGrants), held);
            faults.check();
            roles.replaceGrants(role.id, grants);
            detail.put("grants", grants);
        }
        var givenFields = patch.value("fields", Field[].class);
        if (patch.has("fields")) {
            var fields = fields(faults, role.id, givenFields == null ? List.of() : List.of(givenFields));
            faults.check();
            roles.replacePolicies(role.id, fields);
            detail.put("fields", fields.size());
        }
        faults.check();
        return detail;
    }

    /** By permission; one that the role holds already may stay although its module is not running. */
    private Map<String, String> grants(Faults faults, List<Grant> given, Map<String, String> held) {
        var known = catalog.byText();
        var grants = new TreeMap<String, String>();
        for (int i = 0; i < given.size(); i++) {
            var permission = given.get(i).permission();
            var scope = faults.choice("/grants/" + i + "/scope", given.get(i).scope(), Scope.class);
            if (permission == null || !(known.containsKey(permission) || held.containsKey(permission))) {
                faults.add("/grants/" + i + "/permission", Message.of(RoleAdmin.class, "permission-unknown"));
            } else {
                grants.put(Permission.of(permission).toString(), (scope == null ? Scope.OWN : scope).name());
            }
        }
        return grants;
    }

    private static List<PolicyRow> fields(Faults faults, String role, List<Field> given) {
        var rows = new LinkedHashMap<String, PolicyRow>();
        for (int i = 0; i < given.size(); i++) {
            var pointer = "/fields/" + i;
            var object = faults.requiredText(pointer + "/object", given.get(i).object(), 100);
            var field = faults.requiredText(pointer + "/field", given.get(i).field(), 100);
            var level = faults.choice(pointer + "/access", given.get(i).access(), FieldAccess.class);
            rows.put(
                    object + " " + field,
                    new PolicyRow(role, object, field, (level == null ? FieldAccess.HIDE : level).name()));
        }
        return List.copyOf(rows.values());
    }

    private void requireAdministrator() {
        if (!users.anybodyHolds(CorePermissions.USER_EDIT.toString())) {
            throw Problem.conflict(Message.of(RoleAdmin.class, "last-administrator"));
        }
    }

    private void changed(String action, String id, Map<String, Object> detail) {
        audit.record(new Audit.Entry(action, "core:role", id, null, detail, null));
        rights.forget();
    }

    /** What people call a role: its own name, or for a role of the start its word in their language. */
    static String name(RoleEntity role, Locale locale) {
        var name = role.name;
        return name == null ? Message.of(RoleAdmin.class, "role." + role.word).text(locale) : name;
    }

    private static Problem notFound() {
        return Problem.notFound("role");
    }
}
