package org.kithwork.core.internal.access;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.kithwork.core.internal.access.audit.AuditChain;
import org.kithwork.core.internal.access.audit.AuditCipher;
import org.kithwork.core.internal.access.audit.AuditLog;
import org.kithwork.core.internal.access.audit.AuditVerifier;
import org.kithwork.core.internal.access.signin.SteadyTime;
import org.kithwork.core.internal.access.store.AttemptStore;
import org.kithwork.core.internal.access.store.AuditStore;
import org.kithwork.core.internal.access.store.CompanyStore;
import org.kithwork.core.internal.access.store.CoreUnit;
import org.kithwork.core.internal.access.store.LinkStore;
import org.kithwork.core.internal.access.store.PlaceStore;
import org.kithwork.core.internal.access.store.RightsStore;
import org.kithwork.core.internal.access.store.RoleStore;
import org.kithwork.core.internal.access.store.SecondFactorStore;
import org.kithwork.core.internal.access.store.SessionStore;
import org.kithwork.core.internal.access.store.SshKeyStore;
import org.kithwork.core.internal.access.store.TokenStore;
import org.kithwork.core.internal.access.store.UserStore;
import org.kithwork.core.internal.id.TimeOrderedIds;
import org.kithwork.core.internal.json.JacksonJson;
import org.kithwork.core.internal.protection.KeyRing;
import org.kithwork.core.internal.protection.Keys;
import org.kithwork.id.Ids;
import org.kithwork.json.Json;
import org.kithwork.permission.Actor;
import org.kithwork.permission.Permission;
import org.kithwork.permission.spi.PermissionSource;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FixedClock;
import org.kithwork.test.TestDatabase;
import org.kithwork.test.TestFolder;

/** The area of access as the runtime would put it together, over a database of its own. */
public final class AccessFixture implements AutoCloseable {

    public final TestDatabase database;
    public final FixedClock clock = FixedClock.in2026();
    public final Ids ids = new TimeOrderedIds(clock);
    public final Json json = new JacksonJson();
    public final DataDirectory directory;
    public final CurrentActor current = new CurrentActor();
    public final List<String> denied = new ArrayList<>();
    public final List<PermissionSource> sources = new ArrayList<>(List.of(new CorePermissions()));
    public final PermissionCatalog catalog = new PermissionCatalog(List.copyOf(sources));
    public final UserStore users;
    public final RoleStore roles;
    public final PlaceStore places;
    public final CompanyStore company;
    public final SessionStore sessions;
    public final TokenStore tokens;
    public final LinkStore links;
    public final SecondFactorStore factors;
    public final SshKeyStore sshKeys;
    public final SteadyTime time = SteadyTime.by(clock);
    public final AttemptStore attempts;
    public final AuditStore audits;
    public final Keys keys;
    public final AuditCipher cipher;
    public final DefaultGrants defaults;
    public final RightsStore rightsStore;
    public final RightsCache rights;
    public final AccessService access;
    public final AuditChain chain;
    public final AuditLog audit;
    public final AuditVerifier verifier;
    public final ByteArrayOutputStream terminal = new ByteArrayOutputStream();

    public AccessFixture(DatabaseKind kind) {
        database = TestDatabase.create(kind, "core", "db/core/changelog.xml");
        var home = TestFolder.create();
        directory = new DataDirectory(home.resolve("data"));
        var unit = new CoreUnit(database.jpa(), () -> "core");
        var transactions = database.transactions();
        users = new UserStore(unit);
        roles = new RoleStore(unit);
        places = new PlaceStore(unit);
        company = new CompanyStore(unit, database.dialect());
        sessions = new SessionStore(unit);
        tokens = new TokenStore(unit);
        links = new LinkStore(unit);
        factors = new SecondFactorStore(unit, database.dialect());
        sshKeys = new SshKeyStore(unit, database.dialect());
        attempts = new AttemptStore(unit, database.dialect());
        audits = new AuditStore(unit);
        keys = new Keys(KeyRing.open(home.resolve("keys"), home.resolve("data"), true));
        cipher = new AuditCipher(keys);
        defaults = new DefaultGrants(roles, catalog, transactions);
        rightsStore = new RightsStore(unit);
        rights = new RightsCache(rightsStore, catalog, defaults, transactions, clock);
        access = new AccessService(
                current, rights, (actor, permission) -> denied.add(actor.id() + " " + permission), catalog, time);
        chain = new AuditChain(audits, cipher, transactions, directory, clock);
        audit = new AuditLog(audits, cipher, chain, () -> {}, current, transactions, ids, json, clock);
        verifier = new AuditVerifier(audits, cipher, directory, transactions, access);
    }

    /** Another module comes. */
    public void install(PermissionSource source) {
        sources.add(source);
        catalog.replace(List.copyOf(sources));
    }

    public PrintStream print() {
        return new PrintStream(terminal, true);
    }

    public Actor user(String id) {
        return new Actor(Actor.Kind.USER, id, id);
    }

    public static Permission permission(String text) {
        return Permission.of(text);
    }

    /** Runs one constant statement, as a thief at the database would. */
    public int sql(String statement) {
        try (var connection = database.dataSource().getConnection();
                var prepared = connection.createStatement()) {
            return prepared.executeUpdate(statement);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many rows a constant condition finds in a table. */
    public long count(String fromWhere) {
        try (var connection = database.dataSource().getConnection();
                var prepared = connection.createStatement();
                var rows = prepared.executeQuery("SELECT COUNT(*) FROM " + fromWhere)) {
            rows.next();
            return rows.getLong(1);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes away what keeps the audit from being changed, as a thief with the power over the database can. */
    public void unlockAudit() {
        if (database.kind() == DatabaseKind.DERBY) {
            for (var trigger :
                    List.of("core_audit_kept", "core_audit_held", "core_audit_chain_kept", "core_audit_chain_held")) {
                sql("DROP TRIGGER " + trigger);
            }
        } else {
            sql("DROP TRIGGER core_audit_kept ON core_audit");
            sql("DROP TRIGGER core_audit_chain_kept ON core_audit_chain");
        }
    }

    @Override
    public void close() {
        chain.shutDown();
        database.close();
    }
}
