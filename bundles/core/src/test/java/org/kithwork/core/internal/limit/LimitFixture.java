package org.kithwork.core.internal.limit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.kithwork.audit.Audit;
import org.kithwork.core.Callers;
import org.kithwork.core.internal.access.CurrentUser;
import org.kithwork.core.internal.customer.store.NameStore;
import org.kithwork.core.internal.limit.store.UsageStore;
import org.kithwork.core.internal.viewing.Views;
import org.kithwork.core.internal.viewing.store.ViewStore;
import org.kithwork.id.Ids;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Actor;
import org.kithwork.permission.UserId;
import org.kithwork.store.SchemaReady;
import org.kithwork.test.FakeAccess;
import org.kithwork.test.FakeCompany;
import org.kithwork.test.FakePaging;
import org.kithwork.test.FixedClock;
import org.kithwork.test.TestDatabase;

/** Limits and views as the runtime would put them together, with a clock of their own that stands at some noon. */
public final class LimitFixture {

    private final Ids ids;
    /** Noon of today in Shanghai. */
    public final FixedClock clock =
            new FixedClock(Instant.now().truncatedTo(ChronoUnit.DAYS).plus(4, ChronoUnit.HOURS));

    public final UsageStore usage;
    public final ViewStore viewStore;
    public final LimitSettings settings;
    public final LimitAlerts alerts;
    public final RefusalLog refusals;
    public final Limits limits;
    public final Views views;
    private final Parts parts;

    private record Parts(TestDatabase database, AccessControl access, CurrentUser user, Audit audit, NameStore names) {}

    /** For a test whose actors are made up. */
    public LimitFixture(TestDatabase database, FakeAccess access, Audit audit, Ids ids) {
        this(database, access, () -> user(access.actor()), access::as, audit, ids);
    }

    public LimitFixture(
            TestDatabase database, AccessControl access, CurrentUser user, Callers callers, Audit audit, Ids ids) {
        SchemaReady ready = () -> "core";
        this.ids = ids;
        var transactions = database.transactions();
        var company = new FakeCompany();
        parts = new Parts(database, access, user, audit, new NameStore(database.jpa(), ready));
        usage = new UsageStore(database.jpa(), database.dialect(), ready);
        viewStore = new ViewStore(database.jpa(), database.dialect(), ready);
        settings = new LimitSettings(usage, access, audit, transactions);
        alerts =
                new LimitAlerts(usage, parts.names, access, audit, new FakePaging(), transactions, ids, company, clock);
        refusals = new RefusalLog(usage, alerts, callers, transactions);
        limits = new Limits(user, access, settings, usage, alerts, refusals, transactions, company, clock);
        views = anotherNode();
    }

    /** The same on a node that noted nothing yet. */
    public Views anotherNode() {
        return new Views(
                parts.user,
                viewStore,
                parts.names,
                limits,
                parts.audit,
                parts.database.transactions(),
                new FakeCompany(),
                ids,
                clock);
    }

    private static Optional<UserId> user(Actor actor) {
        return actor.kind() == Actor.Kind.USER ? Optional.of(new UserId(actor.id())) : Optional.empty();
    }
}
