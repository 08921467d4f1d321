package org.kithwork.core.internal.customer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.kithwork.core.internal.access.AdminFixture;
import org.kithwork.core.internal.customer.store.ClaimStore;
import org.kithwork.core.internal.customer.store.CustomerScan;
import org.kithwork.core.internal.customer.store.CustomerStore;
import org.kithwork.core.internal.customer.store.NameStore;
import org.kithwork.core.internal.customer.store.RelationStore;
import org.kithwork.core.internal.customer.store.RestrictionStore;
import org.kithwork.core.internal.customer.store.TransferStore;
import org.kithwork.core.internal.field.FieldAdmin;
import org.kithwork.core.internal.field.FieldChoices;
import org.kithwork.core.internal.field.FieldDefinitions;
import org.kithwork.core.internal.field.FieldObjects;
import org.kithwork.core.internal.field.FieldRoles;
import org.kithwork.core.internal.field.FieldValues;
import org.kithwork.core.internal.field.store.FieldStore;
import org.kithwork.core.internal.field.store.ValueStore;
import org.kithwork.core.internal.limit.LimitFixture;
import org.kithwork.core.internal.protection.KeyRing;
import org.kithwork.core.internal.protection.Keys;
import org.kithwork.customer.Customer;
import org.kithwork.customer.CustomerDraft;
import org.kithwork.customer.CustomerQuery;
import org.kithwork.customer.CustomerSummary;
import org.kithwork.job.JobRequest;
import org.kithwork.job.spi.JobRun;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Actor;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Message;
import org.kithwork.store.SchemaReady;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeCompany;
import org.kithwork.test.FakePaging;
import org.kithwork.test.TestFolder;

/** Customers under the real rights of real users, roles, teams and stores. */
final class OrganisationFixture {

    private static final Map<DatabaseKind, OrganisationFixture> SHARED = new ConcurrentHashMap<>();

    final AdminFixture admin;
    final LimitFixture limits;
    final CustomerStore store;
    final RestrictionStore restrictionStore;
    final Customers directory;
    final CustomerLists lists;
    final CustomerService service;
    final CustomerHistory history;
    final CustomerRestrictions restrictions;
    final CustomerAliases aliases;
    final CustomerTransfers transfers;
    final CustomerClaiming claims;
    final CustomerRelations relations;
    final TransferJob transferJob;
    final FieldAdmin fieldAdmin;
    final List<JobRequest> submitted = new ArrayList<>();

    private OrganisationFixture(DatabaseKind kind) {
        admin = AdminFixture.shared(kind);
        var base = admin.base;
        var jpa = base.database.jpa();
        var tx = base.database.transactions();
        SchemaReady ready = () -> "core";
        store = new CustomerStore(jpa, ready);
        restrictionStore = new RestrictionStore(jpa, ready);
        var scan = new CustomerScan(jpa, ready);
        var names = new NameStore(jpa, ready);
        var protection = new CustomerProtection(keys());
        limits = new LimitFixture(base.database, base.access, base.access, base.current, base.audit, base.ids);
        var fieldStore = new FieldStore(jpa, ready);
        var values = new FieldValues(new ValueStore(jpa, ready), keys(), base.json, base.ids);
        var definitions = new FieldDefinitions(fieldStore);
        var fields = new CustomerFields(definitions, values, new FakeCompany());
        fieldAdmin = new FieldAdmin(
                base.access,
                tx,
                new FieldObjects(List.of(new CustomerFieldObject(store, base.access))),
                fieldStore,
                definitions,
                new FieldChoices(fieldStore, values, base.ids),
                values,
                new FieldRoles(base.roles, base.rights),
                base.audit,
                base.ids);
        var views =
                new CustomerViews(base.access, protection, fields, names, limits.views, new FakeCompany(), base.clock);
        var lookups = new Lookups(base.access, views, protection, limits.limits);
        directory = new Customers(base.access, store, scan, views, lookups, fields, protection, new FakePaging(), tx);
        lists = new CustomerLists(base.access, directory, store, views, fields, tx);
        var writer = new CustomerWriter(
                store, protection, fields, base.audit, admin.journal, base.access, base.ids, base.clock);
        var matches = new CustomerMatches(
                base.access, store, scan, views, new CustomerProfiles(store, protection, views), lookups, base.clock);
        history =
                new CustomerHistory(store, protection, directory, views, base.access, base.json, base.ids, base.clock);
        var references = new CustomerReferences(base.access, names, admin.owners);
        service = new CustomerService(
                base.access,
                tx,
                store,
                writer,
                matches,
                history,
                views,
                references,
                protection,
                fields,
                new CustomerImportUpdate(store, writer, history, views, protection, references, fields),
                base.audit);
        aliases = new CustomerAliases(store, writer, base.rights);
        restrictions = new CustomerRestrictions(
                base.access,
                tx,
                store,
                restrictionStore,
                names,
                writer,
                history,
                base.rights,
                base.audit,
                new FakePaging());
        var handOvers = new CustomerHandOvers(writer, history);
        claims = new CustomerClaiming(
                base.access,
                base.access,
                tx,
                store,
                scan,
                new ClaimStore(jpa, ready),
                handOvers,
                admin.owners,
                views,
                names,
                new FakePaging());
        transfers = new CustomerTransfers(
                base.access,
                tx,
                base.users,
                base.places,
                admin.owners,
                new TransferStore(jpa, ready),
                store,
                handOvers,
                base.audit,
                request -> {
                    submitted.add(request);
                    return "job-" + submitted.size();
                });
        relations = new CustomerRelations(
                base.access, tx, store, new RelationStore(jpa, ready), views, writer, history, base.ids);
        transferJob = new TransferJob(transfers, tx);
    }

    private static Keys keys() {
        var folder = TestFolder.create();
        return new Keys(KeyRing.open(folder.resolve("keys"), folder.resolve("data"), true));
    }

    static OrganisationFixture shared(DatabaseKind kind) {
        return SHARED.computeIfAbsent(kind, OrganisationFixture::new);
    }

    <T> T as(Actor actor, Supplier<T> body) {
        return admin.as(actor, body);
    }

    static CustomerDraft named(String name, String owner, String store, String tag) {
        return new CustomerDraft(
                null,
                name,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                tag == null ? List.of() : List.of(tag),
                owner,
                store,
                null,
                null,
                null);
    }

    Customer create(String name, String owner, String store, String tag) {
        return as(admin.root, () -> service.create(named(name, owner, store, tag)));
    }

    List<String> tagged(String tag) {
        return directory
                .list(
                        new CustomerQuery(null, CustomerQuery.Sort.NAME, null, null, tag),
                        PageRequest.first(PageRequest.MAX_LIMIT))
                .items()
                .stream()
                .map(CustomerSummary::id)
                .map(Object::toString)
                .sorted()
                .toList();
    }

    List<String> found(String text) {
        return directory.list(CustomerQuery.text(text), PageRequest.first(PageRequest.MAX_LIMIT)).items().stream()
                .map(CustomerSummary::id)
                .map(Object::toString)
                .sorted()
                .toList();
    }

    UserId id(Actor actor) {
        return new UserId(actor.id());
    }

    void block(Actor actor) {
        admin.asRoot(() -> admin.users.setActive(id(actor), false, Locale.ENGLISH));
    }

    /** A run of a job that is told to stop after so many batches. */
    static final class Run implements JobRun {
        private final JobRequest request;
        private Map<String, Object> state = Map.of();
        int batches;
        long done;
        long total;
        Runnable afterEach = () -> {};

        Run(JobRequest request, int batches) {
            this.request = request;
            this.batches = batches;
        }

        @Override
        public String id() {
            return "job";
        }

        @Override
        public Map<String, Object> data() {
            return request.data();
        }

        @Override
        public Map<String, Object> state() {
            return state;
        }

        @Override
        public void save(Map<String, Object> now) {
            state = now;
            batches--;
        }

        @Override
        public void progress(long nowDone, long nowTotal) {
            done = nowDone;
            total = nowTotal;
            if (nowDone > 0) {
                afterEach.run();
            }
        }

        @Override
        public void problem(Message message) {
            throw new AssertionError(message);
        }

        @Override
        public boolean stopRequested() {
            return batches <= 0;
        }
    }
}
