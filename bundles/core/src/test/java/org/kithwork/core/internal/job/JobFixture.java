package org.kithwork.core.internal.job;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.CurrentUser;
import org.kithwork.core.internal.access.DataDirectory;
import org.kithwork.core.internal.access.signin.Opening;
import org.kithwork.core.internal.id.TimeOrderedIds;
import org.kithwork.core.internal.job.store.JobStore;
import org.kithwork.core.internal.journal.Changes;
import org.kithwork.core.internal.json.JacksonJson;
import org.kithwork.core.internal.protection.KeyRing;
import org.kithwork.core.internal.protection.Keys;
import org.kithwork.id.Ids;
import org.kithwork.job.JobRequest;
import org.kithwork.job.spi.JobHandler;
import org.kithwork.permission.Actor;
import org.kithwork.permission.UserId;
import org.kithwork.test.FakeAccess;
import org.kithwork.test.FakeAudit;
import org.kithwork.test.FakePaging;
import org.kithwork.test.TestDatabase;
import org.kithwork.test.TestFolder;

/** A node that runs jobs on a database which others may share. */
public final class JobFixture implements AutoCloseable {

    public final TestDatabase database;
    public final FakeAccess access;
    public final FakeAudit audit;
    public final Clock clock = Clock.systemUTC();
    public final Ids ids = new TimeOrderedIds(clock);
    public final DataDirectory data;
    public final Keys keys;
    public final Changes changes;
    public final List<String> told = new CopyOnWriteArrayList<>();
    public final JobStore store;
    public final JobCipher cipher;
    public final JobHandlers handlers = new JobHandlers();
    public final Node node;
    public final CurrentUser user;
    public final JobService jobs;
    public final JobRunner runner;
    public JobScheduler scheduler;
    public JobDesk desk;

    /** A node with a data directory of its own. */
    public JobFixture(TestDatabase database, FakeAccess access, FakeAudit audit, Keys keys, JobHandler... here) {
        this(database, access, audit, keys, new DataDirectory(TestFolder.create()), here);
    }

    /** A node that goes on in a data directory. */
    public JobFixture(
            TestDatabase database,
            FakeAccess access,
            FakeAudit audit,
            Keys keys,
            DataDirectory data,
            JobHandler... here) {
        this.database = database;
        this.access = access;
        this.audit = audit;
        this.keys = keys;
        this.data = data;
        var transactions = database.transactions();
        changes = new Changes(transactions);
        changes.listeners = List.of((topic, id) -> told.add(topic + " " + id));
        user = () -> access.actor().kind() == Actor.Kind.USER
                ? Optional.of(new UserId(access.actor().id()))
                : Optional.empty();
        store = new JobStore(database.jpa(), () -> "core");
        cipher = new JobCipher(keys, new JacksonJson());
        handlers.handlers = List.of(here);
        node = new Node(data, ids);
        var alarm = new JobAlarm();
        jobs = new JobService(store, cipher, alarm, access, user, transactions, changes, ids, clock);
        runner = new JobRunner(store, cipher, handlers, access::as, transactions, changes, clock);
        scheduler = new JobScheduler(
                database.dataSource(),
                database.dialect(),
                store,
                runner,
                handlers,
                alarm,
                transactions,
                changes,
                node,
                clock);
        scheduler.bindOpening(new Opening());
        desk = new JobDesk(
                access, store, cipher, scheduler, handlers, transactions, changes, audit, new FakePaging(), clock);
    }

    public static Keys newKeys() {
        var folder = TestFolder.create();
        return new Keys(KeyRing.open(folder.resolve("keys"), folder.resolve("data"), true));
    }

    public void handlers(JobHandler... now) {
        handlers.handlers = List.of(now);
    }

    public String submit(String kind, Map<String, Object> data) {
        return jobs.submit(new JobRequest(kind, "A job", data, null));
    }

    public JobView get(String id) {
        return access.as(FakeAccess.SOMEBODY, () -> desk.get(id, Locale.ENGLISH));
    }

    public JobView await(String id, JobState state) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> get(id), job -> job.state() == state);
    }

    /** One column of one row, as it lies in the database. */
    public @Nullable String raw(String sql) {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        scheduler.stop();
    }
}
