package org.kithwork.core.internal.access;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.kithwork.core.SignIn;
import org.kithwork.core.internal.access.audit.AuditReader;
import org.kithwork.core.internal.access.signin.KeyCheck;
import org.kithwork.core.internal.access.signin.OwnAccount;
import org.kithwork.core.internal.access.signin.PasswordChanges;
import org.kithwork.core.internal.access.signin.PasswordLinks;
import org.kithwork.core.internal.access.signin.SignInFixture;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.permission.Actor;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeJournal;
import org.kithwork.test.FakePaging;

/** The administration of users and all that belongs to it, in an installation that is set up. */
public final class AdminFixture implements AutoCloseable {

    public final SignInFixture signIn;
    public final AccessFixture base;
    public final SignIn.Session session;
    public final Actor root;
    public final Paging paging = new FakePaging();
    public final PasswordChanges passwords;
    public final FakeJournal journal;
    public final UserAdmin users;
    public final RoleAdmin roles;
    public final Places places;
    public final AccessExplainer explainer;
    public final CustomerOwners owners;
    public final TokenAdmin tokens;
    public final SecondFactorAdmin factors;
    public final SshKeyAdmin sshKeys;
    public final KeyCheck keyCheck;
    public final CompanyAdmin company;
    public final SessionAdmin sessions;
    public final AuditReader audit;

    private static final Map<DatabaseKind, AdminFixture> SHARED = new ConcurrentHashMap<>();

    /** One for all tests of a database: every test makes users of its own. */
    public static AdminFixture shared(DatabaseKind kind) {
        return SHARED.computeIfAbsent(kind, AdminFixture::new);
    }

    public AdminFixture(DatabaseKind kind) {
        signIn = new SignInFixture(kind);
        base = signIn.base;
        var tx = base.database.transactions();
        journal = new FakeJournal(tx);
        passwords = signIn.changes;
        users = new UserAdmin(
                base.users,
                base.roles,
                base.places,
                base.sessions,
                base.links,
                base.factors,
                base.current,
                new PasswordLinks(base.sessions, tx, base.time),
                base.access,
                base.rights,
                base.audit,
                journal,
                paging,
                tx,
                base.ids,
                base.clock);
        roles = new RoleAdmin(
                base.roles,
                base.users,
                base.catalog,
                base.access,
                base.rights,
                base.audit,
                paging,
                tx,
                base.ids,
                base.clock);
        places = new Places(
                base.places, base.users, base.access, base.rights, base.audit, paging, tx, base.ids, base.clock);
        explainer = new AccessExplainer(
                base.users, base.roles, base.places, base.rightsStore, base.rights, base.catalog, base.access, tx);
        owners = new CustomerOwners(base.access, base.access, base.users, base.rights);
        tokens = new TokenAdmin(
                base.tokens,
                base.users,
                base.catalog,
                base.current,
                base.access,
                base.access,
                base.rights,
                base.audit,
                paging,
                tx,
                base.ids,
                base.clock);
        var account = new OwnAccount(base.users, base.access, base.current, base.access, tx);
        sshKeys = new SshKeyAdmin(base.sshKeys, account, users, base.audit, tx, base.ids, base.clock);
        keyCheck = new KeyCheck(base.users, base.sshKeys, signIn.attempts, base.audit, tx, base.time);
        factors = new SecondFactorAdmin(signIn.factor, base.factors, account, users, base.rights, base.audit, tx);
        company = new CompanyAdmin(base.company, base.access, base.audit, tx);
        sessions = new SessionAdmin(base.sessions, signIn.sessions, base.access, base.audit, tx);
        audit = new AuditReader(base.audits, base.cipher, base.catalog, base.access, base.json, paging, tx);
        session = signIn.setUp();
        root = session.caller().actor();
    }

    public <T> T as(Actor actor, java.util.function.Supplier<T> body) {
        return base.current.as(actor, body);
    }

    public void asRoot(Runnable body) {
        base.current.run(root, body);
    }

    /** A user with one of the default roles, who works in these stores. */
    public Actor user(String name, String role, String team, String... stores) {
        return as(root, () -> {
            var roleId = base.roles.idsByWord().get(role);
            var made = users.create(
                    new UserAdmin.Draft(name, null, null, List.of(roleId), List.of(stores), team),
                    java.util.Locale.ENGLISH);
            return new Actor(Actor.Kind.USER, made.user().id(), name);
        });
    }

    public String store(String name, String parent) {
        return as(
                root,
                () -> places.createStore(new Places.StoreDraft(name, parent, null))
                        .id());
    }

    public String team(String name, String parent, String lead) {
        return as(
                root,
                () -> places.createTeam(new Places.TeamDraft(name, parent, lead))
                        .id());
    }

    public static <T> List<T> all(Page<T> page) {
        return page.items();
    }

    public static PageRequest first() {
        return PageRequest.first(200);
    }

    @Override
    public void close() {
        signIn.close();
    }
}
