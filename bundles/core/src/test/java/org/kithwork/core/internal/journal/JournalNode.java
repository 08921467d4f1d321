package org.kithwork.core.internal.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.journal.store.CursorStore;
import org.kithwork.core.internal.journal.store.JournalStore;
import org.kithwork.core.internal.journal.store.LeaderStore;
import org.kithwork.core.internal.journal.store.ParkedStore;
import org.kithwork.customer.CustomerId;
import org.kithwork.event.Event;
import org.kithwork.event.EventType;
import org.kithwork.event.spi.EventHandler;
import org.kithwork.permission.Permission;
import org.kithwork.problem.Message;
import org.kithwork.store.SchemaReady;
import org.kithwork.test.FakeAccess;
import org.kithwork.test.FakeAudit;
import org.kithwork.test.FixedClock;
import org.kithwork.test.SequentialIds;
import org.kithwork.test.TestDatabase;

/** A node with a journal of its own on a database that others may share. */
final class JournalNode implements AutoCloseable {

    static final EventType SOLD = type("archives.purchase.completed", true);
    static final EventType MEASURED = type("archives.figure.measured", false);
    static final EventType OPTED_OUT = type("core.consent.withdrawn", true);
    static final RetryPolicy PATIENT =
            new RetryPolicy(List.of(Duration.ofSeconds(10), Duration.ofSeconds(60)), 50, Duration.ZERO);

    final FakeAccess access = FakeAccess.allowingAll();
    final FixedClock clock = FixedClock.in2026();
    final TestDatabase db;
    final JournalStore store;
    final CursorStore cursors;
    final ParkedStore parked;
    final EventTypeRegistry types;
    final Sequencer sequencer;
    final Leadership leadership;
    final Changes changes;
    final JournalService journal;
    final Dispatcher dispatcher;
    final JournalDesk desk;
    final FakeAudit audit;

    JournalNode(TestDatabase db, String family, EventHandler... handlers) {
        this(db, family, PATIENT, handlers);
    }

    JournalNode(TestDatabase db, String family, RetryPolicy policy, EventHandler... handlers) {
        this.db = db;
        SchemaReady ready = () -> "core";
        var transactions = db.transactions();
        var ids = new SequentialIds(family);
        audit = new FakeAudit(transactions);
        store = new JournalStore(db.jpa(), ready);
        cursors = new CursorStore(db.jpa(), db.dialect(), ready);
        parked = new ParkedStore(db.jpa(), ids, ready);
        types = new EventTypeRegistry(store, transactions);
        types.sources = List.of(() -> List.of(SOLD, MEASURED, OPTED_OUT));
        sequencer = new Sequencer(store, transactions, db.dialect());
        leadership = new Leadership(
                new LeaderStore(db.jpa(), ready),
                transactions,
                ids.next(),
                !db.dialect().isShared(),
                Duration.ofMillis(100),
                Duration.ofMillis(800));
        changes = new Changes(transactions);
        journal = new JournalService(types, sequencer, changes, ids, clock);
        var mending = new Mending(store, parked, transactions, new Attempts(transactions, access::as, clock), policy);
        dispatcher = new Dispatcher(
                sequencer, leadership, types, new Delivery(store, cursors, mending, transactions, types), mending);
        dispatcher.handlers = List.of(handlers);
        desk = new JournalDesk(store, cursors, parked, transactions, dispatcher, access, audit);
    }

    JournalNode start() {
        dispatcher.start();
        return this;
    }

    void handlers(EventHandler... handlers) {
        dispatcher.handlers = List.of(handlers);
        dispatcher.wake();
    }

    Event record(@Nullable CustomerId customer, String subject) {
        return journal.record(SOLD, customer, subject, clock.instant(), Map.of());
    }

    /** Events of one customer with these subjects, in one transaction. */
    void record(CustomerId customer, Stream<String> subjects) {
        db.transactions().run(() -> subjects.forEach(subject -> record(customer, subject)));
    }

    long lag(String handler) {
        return desk.handlers().stream()
                .filter(status -> status.handler().equals(handler))
                .mapToLong(JournalStatus.HandlerStatus::lag)
                .findFirst()
                .orElse(-1);
    }

    @Override
    public void close() {
        try {
            dispatcher.stop();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static EventType type(String name, boolean titled) {
        return new EventType(
                name,
                titled ? Message.of(JournalNode.class, name) : null,
                "cart",
                null,
                Permission.of("archives:purchase:view"),
                EventType.LONG);
    }

    /** A handler whose effect is a row, with something of the test's before and after it. */
    static final class Recorder implements EventHandler {

        interface Step {
            void run(Event event);
        }

        private final TestDatabase db;
        private final String name;
        private final AtomicReference<Step> before = new AtomicReference<>(event -> {});
        private final AtomicReference<Step> after = new AtomicReference<>(event -> {});
        private volatile java.util.Set<String> types = java.util.Set.of(SOLD.name());
        private volatile boolean fromBeginning = true;

        Recorder(TestDatabase db, String name) {
            this.db = db;
            this.name = name;
        }

        Recorder before(Step step) {
            before.set(step);
            return this;
        }

        Recorder after(Step step) {
            after.set(step);
            return this;
        }

        Recorder wants(String... names) {
            types = java.util.Set.of(names);
            return this;
        }

        Recorder fromNow() {
            fromBeginning = false;
            return this;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public java.util.Set<String> types() {
            return types;
        }

        @Override
        public boolean fromBeginning() {
            return fromBeginning;
        }

        @Override
        public void handle(Event event) {
            before.get().run(event);
            db.jpa()
                    .tx(em -> em.createNativeQuery(
                                    "INSERT INTO test_effect (handler, event_id, subject_id) VALUES (?, ?, ?)")
                            .setParameter(1, name)
                            .setParameter(2, event.id())
                            .setParameter(3, event.subjectId())
                            .executeUpdate());
            after.get().run(event);
        }

        /** The subjects whose effects are committed. */
        @SuppressWarnings("unchecked")
        List<String> effects() {
            return db.transactions()
                    .call(() -> db.jpa()
                            .txExpr(em -> (List<String>)
                                    em.createNativeQuery("SELECT subject_id FROM test_effect WHERE handler = ?")
                                            .setParameter(1, name)
                                            .getResultList()));
        }

        long count() {
            return db.transactions()
                    .call(() -> db.jpa()
                            .txExpr(em -> ((Number)
                                            em.createNativeQuery("SELECT COUNT(*) FROM test_effect WHERE handler = ?")
                                                    .setParameter(1, name)
                                                    .getSingleResult())
                                    .longValue()));
        }
    }

    static CustomerId customer(int n) {
        return new CustomerId(new SequentialIds("c").id(n));
    }

    Instant now() {
        return clock.instant();
    }
}
