package org.kithwork.core.internal.access.signin;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.core.SignIn;
import org.kithwork.core.internal.access.DefaultGrants;
import org.kithwork.core.internal.access.DefaultRoles;
import org.kithwork.core.internal.access.Languages;
import org.kithwork.core.internal.access.RightsCache;
import org.kithwork.core.internal.access.audit.AuditLog;
import org.kithwork.core.internal.access.store.CompanyStore;
import org.kithwork.core.internal.access.store.PlaceStore;
import org.kithwork.core.internal.access.store.RightsStore.PolicyRow;
import org.kithwork.core.internal.access.store.RoleEntity;
import org.kithwork.core.internal.access.store.RoleStore;
import org.kithwork.core.internal.access.store.StoreEntity;
import org.kithwork.core.internal.access.store.UserEntity;
import org.kithwork.core.internal.access.store.UserStore;
import org.kithwork.id.Ids;
import org.kithwork.money.MoneyDraft;
import org.kithwork.permission.Actor;
import org.kithwork.permission.spi.Roles;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The first set-up: company, first store, default roles and the user who is Administrator and Owner; once. */
@Component(service = SetUpService.class)
public final class SetUpService {

    private static final String ZONE = "Asia/Shanghai";
    private static final String CURRENCY = "CNY";
    private static final int LONGEST_NAME = 200;

    private final SetUpToken token;
    private final PasswordRules rules;
    private final PasswordHasher hasher;
    private final Attempts attempts;
    private final Tables tables;
    private final DefaultGrants grants;
    private final RightsCache rights;
    private final AuditLog audit;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public SetUpService(
            @Reference SetUpToken token,
            @Reference PasswordRules rules,
            @Reference PasswordHasher hasher,
            @Reference Attempts attempts,
            @Reference CompanyStore company,
            @Reference RoleStore roles,
            @Reference UserStore users,
            @Reference PlaceStore places,
            @Reference DefaultGrants grants,
            @Reference RightsCache rights,
            @Reference AuditLog audit,
            @Reference Transactions transactions,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.token = token;
        this.rules = rules;
        this.hasher = hasher;
        this.attempts = attempts;
        this.tables = new Tables(company, roles, users, places);
        this.grants = grants;
        this.rights = rights;
        this.audit = audit;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    private record Tables(CompanyStore company, RoleStore roles, UserStore users, PlaceStore places) {}

    private record Checked(
            String username,
            String displayName,
            String company,
            String zone,
            String currency,
            String store,
            @Nullable String language) {}

    boolean isRequired() {
        return token.isRequired();
    }

    /** Sets up and answers with the first user. */
    UserEntity setUp(SignIn.SetUp request, SignIn.Client client) {
        requireOpen();
        var secret = request.token() == null ? "" : request.token().strip();
        var hash = Secrets.hash(secret);
        attempts.requireOpen(client.address());
        if (!transactions.call(() -> tables.company().isSetupToken(hash, clock.instant()))) {
            requireOpen();
            attempts.failed(client.address());
            throw Problem.of(ProblemKind.FORBIDDEN, Message.of(SetUpService.class, "setup-token-invalid"));
        }
        var checked = check(request);
        var password = hasher.hash(request.password() == null ? "" : request.password());
        requireOpen();
        var user = transactions.call(() -> create(checked, password)).orElseThrow(SetUpService::done);
        token.look();
        return user;
    }

    private void requireOpen() {
        if (!token.isRequired()) {
            throw done();
        }
    }

    private static Problem done() {
        return Problem.conflict(Message.of(SetUpService.class, "setup-done"));
    }

    private Checked check(SignIn.SetUp request) {
        var faults = new Faults();
        var username = Usernames.checked(faults, "/username", request.username());
        rules.check(
                faults, "/password", request.password(), username, request.company() == null ? "" : request.company());
        var displayName = faults.optionalText("/displayName", request.displayName(), LONGEST_NAME);
        var company = faults.optionalText("/company", request.company(), LONGEST_NAME);
        var store = faults.optionalText("/store", request.store(), LONGEST_NAME);
        var zone = zone(faults, request.zone());
        var currency = currency(faults, request.currency());
        var language = Languages.checked(faults, "/language", request.language());
        faults.check();
        var locale = Languages.locale(language);
        return new Checked(
                username,
                displayName == null ? username : displayName,
                company == null
                        ? Message.of(SetUpService.class, "company-default").text(locale)
                        : company,
                zone,
                currency,
                store == null ? Message.of(SetUpService.class, "store-default").text(locale) : store,
                language);
    }

    static String zone(Faults faults, @Nullable String zone) {
        if (zone == null || zone.isBlank()) {
            return ZONE;
        }
        try {
            return ZoneId.of(zone.strip()).getId();
        } catch (DateTimeException e) {
            faults.add("/zone", Message.of(SetUpService.class, "zone-invalid"));
            return ZONE;
        }
    }

    static String currency(Faults faults, @Nullable String currency) {
        var known = MoneyDraft.currency(faults, "/currency", currency);
        return known == null ? CURRENCY : known.getCurrencyCode();
    }

    /** Empty when somebody else was faster. */
    private java.util.Optional<UserEntity> create(Checked checked, String password) {
        if (!tables.company().insert(checked.company(), checked.zone(), checked.currency())) {
            return java.util.Optional.empty();
        }
        tables.company().deleteSetupTokens();
        var roles = createRoles();
        var store = createStore(checked.store());
        var user = new UserEntity();
        user.id = ids.next();
        user.username = checked.username();
        user.displayName = checked.displayName();
        user.language = checked.language();
        user.password = password;
        user.state = "ACTIVE";
        user.createdAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        tables.users().insert(user);
        tables.users().replaceRoles(user.id, Set.of(roles.get(Roles.ADMINISTRATOR), roles.get(Roles.OWNER)));
        tables.users().replaceStores(user.id, Set.of(store.id));
        grants.apply();
        rights.forget();
        audit.record(
                new Actor(Actor.Kind.USER, user.id, user.displayName),
                new Audit.Entry("set-up.done", "core:user", user.id, null, Map.of(), null));
        return java.util.Optional.of(user);
    }

    private Map<String, String> createRoles() {
        var created = new java.util.HashMap<String, String>();
        for (var word : DefaultRoles.WORDS) {
            var role = new RoleEntity();
            role.id = ids.next();
            role.word = word;
            role.createdAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
            tables.roles().insert(role);
            List<PolicyRow> policies = DefaultRoles.policies(word).stream()
                    .map(policy -> new PolicyRow(
                            role.id,
                            policy.object(),
                            policy.field(),
                            policy.access().name()))
                    .toList();
            tables.roles().replacePolicies(role.id, policies);
            created.put(word, role.id);
        }
        return created;
    }

    private StoreEntity createStore(String name) {
        var store = new StoreEntity();
        store.id = ids.next();
        store.rename(name);
        store.createdAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        tables.places().insert(store);
        return store;
    }
}
