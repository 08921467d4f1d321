package org.kithwork.core.internal.customer;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.kithwork.consent.Consents;
import org.kithwork.core.internal.access.CustomerOwners;
import org.kithwork.core.internal.access.RightsCache;
import org.kithwork.core.internal.access.TestPolicies;
import org.kithwork.core.internal.access.TestRights;
import org.kithwork.core.internal.access.store.AuditStore;
import org.kithwork.core.internal.access.store.CoreUnit;
import org.kithwork.core.internal.access.store.RoleStore;
import org.kithwork.core.internal.consent.ConsentBook;
import org.kithwork.core.internal.consent.ConsentFixture;
import org.kithwork.core.internal.consent.ConsentImport;
import org.kithwork.core.internal.consent.ConsentViews;
import org.kithwork.core.internal.consent.Consenting;
import org.kithwork.core.internal.consent.ContactPolicies;
import org.kithwork.core.internal.consent.store.ConsentStore;
import org.kithwork.core.internal.customer.store.CustomerScan;
import org.kithwork.core.internal.customer.store.CustomerStore;
import org.kithwork.core.internal.customer.store.NameStore;
import org.kithwork.core.internal.customer.store.RelationStore;
import org.kithwork.core.internal.field.FieldAdmin;
import org.kithwork.core.internal.field.FieldChoices;
import org.kithwork.core.internal.field.FieldDefinitions;
import org.kithwork.core.internal.field.FieldObjects;
import org.kithwork.core.internal.field.FieldRoles;
import org.kithwork.core.internal.field.FieldService;
import org.kithwork.core.internal.field.FieldValues;
import org.kithwork.core.internal.field.store.FieldStore;
import org.kithwork.core.internal.field.store.ValueStore;
import org.kithwork.core.internal.limit.LimitFixture;
import org.kithwork.core.internal.operation.MergeChoices;
import org.kithwork.core.internal.operation.Participants;
import org.kithwork.core.internal.operation.RemovalFixture;
import org.kithwork.core.internal.operation.store.OperationStore;
import org.kithwork.core.internal.outbound.mail.store.MailStore;
import org.kithwork.core.internal.privacy.PrivacyFixture;
import org.kithwork.core.internal.protection.KeyRing;
import org.kithwork.core.internal.protection.Keys;
import org.kithwork.customer.spi.FactSource;
import org.kithwork.field.Fields;
import org.kithwork.id.Ids;
import org.kithwork.json.Json;
import org.kithwork.permission.Actor;
import org.kithwork.store.SchemaReady;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeAccess;
import org.kithwork.test.FakeAudit;
import org.kithwork.test.FakeCompany;
import org.kithwork.test.FakeJournal;
import org.kithwork.test.FakeJson;
import org.kithwork.test.FakePaging;
import org.kithwork.test.SequentialIds;
import org.kithwork.test.TestDatabase;
import org.kithwork.test.TestFolder;

/** The services of customers on a real database. */
public final class CustomerFixture {

    private static final Map<DatabaseKind, CustomerFixture> SHARED = new ConcurrentHashMap<>();

    public final TestDatabase database;
    public final FakeAccess access = FakeAccess.allowingAll();
    public final Actor owner = FakeAccess.SOMEBODY;
    public final TestPolicies policies = new TestPolicies();
    public final FakeAudit audit;
    public final FakeJournal journal;
    public final Json json = new FakeJson();
    public final Ids ids = new SequentialIds();
    public final Customers directory;
    public final CustomerLists lists;
    public final CustomerService admin;
    public final CustomerHistory history;
    public final CustomerMemberStates memberStates;
    public final CustomerPast past;
    private final CustomerViews views;
    public final CustomerStore store;
    public final CustomerProtection protection;
    public final CustomerWriter writer;
    public final RightsCache rights;
    public final RelationStore relationStore;
    public final CustomerRelations relations;
    public final Keys keys;
    public final CustomerOwners owners;
    public final FakeCompany company = new FakeCompany();
    public final CustomerImport imports;
    public final CustomerAliases aliases;
    public final RemovalFixture removals;
    public final CustomerProfiles profiles;
    public final LimitFixture limits;
    public final FieldDefinitions definitions;
    public final CustomerFields fields;
    public final FieldAdmin fieldAdmin;
    public final Fields roomFields;
    final FakeRooms room = new FakeRooms();

    private CustomerFixture(TestDatabase database, Path folder) {
        this.database = database;
        audit = new FakeAudit(database.transactions());
        journal = new FakeJournal(database.transactions());
        SchemaReady ready = () -> "core";
        Clock clock = Clock.systemUTC();
        store = new CustomerStore(database.jpa(), ready);
        var scan = new CustomerScan(database.jpa(), ready);
        var names = new NameStore(database.jpa(), ready);
        keys = new Keys(KeyRing.open(folder.resolve("keys"), folder.resolve("data"), true));
        protection = new CustomerProtection(keys);
        limits = new LimitFixture(database, access, audit, ids);
        rights = TestRights.of(database);
        owners = TestRights.owners(database, access);
        var fieldStore = new FieldStore(database.jpa(), ready);
        var values = new FieldValues(new ValueStore(database.jpa(), ready), keys, json, ids);
        definitions = new FieldDefinitions(fieldStore);
        fields = new CustomerFields(definitions, values, company);
        views = new CustomerViews(policies, protection, fields, names, limits.views, company, clock);
        var lookups = new Lookups(access, views, protection, limits.limits);
        directory = new Customers(
                access, store, scan, views, lookups, fields, protection, new FakePaging(), database.transactions());
        lists = new CustomerLists(access, directory, store, views, fields, database.transactions());
        writer = new CustomerWriter(store, protection, fields, audit, journal, access, ids, clock);
        var objects = new FieldObjects(List.of(new CustomerFieldObject(store, access), room));
        fieldAdmin = new FieldAdmin(
                access,
                database.transactions(),
                objects,
                fieldStore,
                definitions,
                new FieldChoices(fieldStore, values, ids),
                values,
                new FieldRoles(new RoleStore(new CoreUnit(database.jpa(), ready)), rights),
                audit,
                ids);
        roomFields = new FieldService(objects, definitions, values, policies, company, database.transactions());
        profiles = new CustomerProfiles(store, protection, views);
        var matches = new CustomerMatches(access, store, scan, views, profiles, lookups, clock);
        history = new CustomerHistory(store, protection, directory, views, access, json, ids, clock);
        memberStates = new CustomerMemberStates(directory, store, history, protection, views, fields);
        past = new CustomerPast(
                directory, store, history, protection, views, fields, database.transactions(), company, clock);
        var references = new CustomerReferences(access, names, owners);
        var update = new CustomerImportUpdate(store, writer, history, views, protection, references, fields);
        admin = new CustomerService(
                access,
                database.transactions(),
                store,
                writer,
                matches,
                history,
                views,
                references,
                protection,
                fields,
                update,
                audit);
        relationStore = new RelationStore(database.jpa(), ready);
        relations = new CustomerRelations(
                access, database.transactions(), store, relationStore, views, writer, history, ids);
        aliases = new CustomerAliases(store, writer, rights);
        removals = new RemovalFixture(database, aliases, access, keys, journal, ids);
        imports = new CustomerImport(
                access,
                store,
                names,
                matches,
                writer,
                update,
                references,
                protection,
                company,
                consents(ready, clock),
                fields,
                policies,
                new CustomerImportUndo(store, new AuditStore(new CoreUnit(database.jpa(), ready)), removals.removals));
    }

    /** The core's part in merges, erasures and exports. */
    public CustomerData data() {
        var memory = new MergeMemory(store, protection, json, ids);
        return new CustomerData(
                store,
                writer,
                history,
                memory,
                new MergeChoices(
                        new OperationStore(database.jpa(), database.dialect(), () -> "core"),
                        json,
                        definitions,
                        owners),
                protection,
                new RelationData(relationStore, memory),
                ConsentFixture.of(this).data,
                limits.views,
                fields,
                PrivacyFixture.records(database, keys, Clock.systemUTC()),
                new MailStore(database.jpa(), database.dialect(), () -> "core"));
    }

    /** Where what is known comes from. */
    public CustomerProvenance provenance(Consents consents) {
        return new CustomerProvenance(
                directory, store, history, protection, views, consents, access, database.transactions());
    }

    /** What is known, with these modules here; {@code loyalty} was here and is not any more. */
    public CustomerKnowledge knowledge(Consents consents, FactSource... modules) {
        var operations = new OperationStore(database.jpa(), database.dialect(), () -> "core");
        database.transactions().run(() -> operations.seen("loyalty", Instant.now()));
        var held = new HeldFacts(new Participants(operations), database.transactions());
        held.sources = List.of(modules);
        return new CustomerKnowledge(provenance(consents), past, relations, held);
    }

    private ConsentImport consents(SchemaReady ready, Clock clock) {
        var transactions = database.transactions();
        var facts = new CustomerFacts(store, protection);
        var log = new ConsentStore(database.jpa(), database.dialect(), ready);
        var book = new ConsentBook(log, facts, company, company);
        var contact = new ContactPolicies(access, transactions, facts, log, audit, journal, clock);
        var consenting = new Consenting(
                access,
                transactions,
                facts,
                book,
                log,
                new ConsentViews(policies, keys),
                contact,
                audit,
                journal,
                ids,
                clock);
        return new ConsentImport(consenting, log, book, facts, access, clock);
    }

    /** One for all tests of a database: every test makes its own customers. */
    public static CustomerFixture shared(DatabaseKind kind) {
        return SHARED.computeIfAbsent(kind, CustomerFixture::open);
    }

    /** One on a database of its own. */
    public static CustomerFixture open(DatabaseKind kind) {
        return new CustomerFixture(TestDatabase.create(kind, "core", "db/core/changelog.xml"), TestFolder.create());
    }
}
