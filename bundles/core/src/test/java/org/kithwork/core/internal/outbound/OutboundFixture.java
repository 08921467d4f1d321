package org.kithwork.core.internal.outbound;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.kithwork.core.internal.outbound.store.HostStore;
import org.kithwork.core.internal.outbound.store.WebhookStore;
import org.kithwork.outbound.OutboundException;
import org.kithwork.outbound.OutboundRequest;
import org.kithwork.outbound.OutboundResponse;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakeAccess;
import org.kithwork.test.FakeAudit;
import org.kithwork.test.FixedClock;
import org.kithwork.test.TestDatabase;

/** The services of outbound calls with names that a test makes up, on a database that all tests share. */
final class OutboundFixture {

    private static final Map<DatabaseKind, TestDatabase> DATABASES = new ConcurrentHashMap<>();

    final TestDatabase database;
    final FakeAccess access = FakeAccess.allowingAll();
    final FakeAudit audit;
    final FixedClock clock = new FixedClock(java.time.Instant.parse("2026-03-02T02:00:00Z"));
    final OutboundHosts hosts;
    final WebhookSigning webhooks;
    final WebhookCleaning cleaning;
    final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, Queue<String>> names = new ConcurrentHashMap<>();
    private final List<OutboundCalls> made = new CopyOnWriteArrayList<>();

    OutboundFixture(DatabaseKind kind) {
        database = DATABASES.computeIfAbsent(kind, any -> TestDatabase.create(any, "core", "db/core/changelog.xml"));
        audit = new FakeAudit(database.transactions());
        var store = new HostStore(database.jpa(), database.dialect(), () -> "core");
        hosts = new OutboundHosts(store, access, audit, database.transactions(), clock);
        var seen = new WebhookStore(database.jpa(), database.dialect(), () -> "core");
        webhooks = new WebhookSigning(seen, clock);
        cleaning = new WebhookCleaning(seen, clock);
    }

    /** The addresses that a name has, one for each time it is asked; the last stays. */
    void name(String host, String... addresses) {
        names.put(host, new ArrayDeque<>(List.of(addresses)));
    }

    OutboundCalls calls(Duration patience) {
        return calls(new Hop(DefaultClientTlsStrategy.createDefault()), patience);
    }

    OutboundCalls calls(Hop hop, Duration patience) {
        var calls = new OutboundCalls(
                hosts, access, audit, database.transactions(), new Lookup(this::resolve), hop, patience);
        made.add(calls);
        return calls;
    }

    private InetAddress[] resolve(String host) throws UnknownHostException {
        asked.add(host);
        var addresses = names.get(host);
        if (addresses == null) {
            throw new UnknownHostException(host);
        }
        var address = addresses.size() > 1 ? addresses.remove() : addresses.element();
        return new InetAddress[] {InetAddress.getByName(address)};
    }

    /** Allows a host of this machine and gives it its address. */
    void local(String host, int port) {
        name(host, "127.0.0.1");
        hosts.allow(new OutboundHosts.Draft(host + ":" + port, true, null));
    }

    OutboundResponse get(String uri) {
        return calls(Duration.ofSeconds(5)).send(OutboundRequest.get(URI.create(uri)));
    }

    OutboundException refused(String uri) {
        return refused(OutboundRequest.get(URI.create(uri)));
    }

    OutboundException refused(OutboundRequest request) {
        try {
            calls(Duration.ofSeconds(5)).send(request);
        } catch (OutboundException e) {
            return e;
        }
        throw new AssertionError("it was called");
    }

    /** Leaves the database, which all tests share, as it was. */
    void close() {
        made.forEach(OutboundCalls::stop);
        cleaning.stop();
        database.transactions()
                .run(() -> database.jpa()
                        .tx(em -> List.of("core_outbound_host", "core_webhook_seen")
                                .forEach(table -> em.createNativeQuery("DELETE FROM " + table)
                                        .executeUpdate())));
    }
}
