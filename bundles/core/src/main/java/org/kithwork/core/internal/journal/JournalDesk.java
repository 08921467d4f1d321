package org.kithwork.core.internal.journal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.journal.store.CursorStore;
import org.kithwork.core.internal.journal.store.JournalStore;
import org.kithwork.core.internal.journal.store.ParkedStore;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Permission;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What an administrator sees of the journal and does about it. */
@Component(service = {JournalDesk.class, JournalStatus.class})
public final class JournalDesk implements JournalStatus {

    static final Permission VIEW = Permission.of("core:journal:view");
    static final Permission EDIT = Permission.of("core:journal:edit");

    private final Stores stores;
    private final Transactions transactions;
    private final Dispatcher dispatcher;
    private final AccessControl access;
    private final Audit audit;

    private record Stores(JournalStore journal, CursorStore cursors, ParkedStore parked) {}

    @Activate
    public JournalDesk(
            @Reference JournalStore journal,
            @Reference CursorStore cursors,
            @Reference ParkedStore parked,
            @Reference Transactions transactions,
            @Reference Dispatcher dispatcher,
            @Reference AccessControl access,
            @Reference Audit audit) {
        this.stores = new Stores(journal, cursors, parked);
        this.transactions = transactions;
        this.dispatcher = dispatcher;
        this.access = access;
        this.audit = audit;
    }

    /** {@link #handlers}, for those who may see the journal. */
    public List<HandlerStatus> status() {
        access.require(VIEW);
        return handlers();
    }

    @Override
    public Map<String, Long> lagByModule() {
        return handlers().stream().collect(Collectors.toMap(HandlerStatus::module, HandlerStatus::lag, Math::max));
    }

    @Override
    public List<HandlerStatus> handlers() {
        var here = dispatcher.present();
        var live = dispatcher.positions();
        return transactions.call(() -> {
            var last = stores.journal.last();
            var parked = stores.parked.counts();
            return stores.cursors.all().stream()
                    .map(cursor -> {
                        var position = live.getOrDefault(cursor.handler(), cursor.position());
                        return new HandlerStatus(
                                cursor.handler(),
                                cursor.module(),
                                position,
                                Math.max(0, last - position),
                                parked.getOrDefault(cursor.handler(), 0L),
                                here.contains(cursor.handler()));
                    })
                    .toList();
        });
    }

    /** The events that handlers could not take, oldest first, one more than asked for. */
    public List<ParkedEvent> parked(PageRequest request) {
        access.require(VIEW);
        return transactions.call(() -> stores.parked.list(false, request));
    }

    /** {@link #parked}, and those that wait behind them. */
    public List<ParkedEvent> parkedAndWaiting(PageRequest request) {
        access.require(VIEW);
        return transactions.call(() -> stores.parked.list(true, request));
    }

    /** Has an event tried again at once. */
    public void retry(String id) {
        mark(id, "journal.event-retried", stores.parked::retry);
    }

    /** Leaves an event out for its handler; those behind it go on. */
    public void skip(String id) {
        mark(id, "journal.event-skipped", stores.parked::skip);
    }

    /** The event that {@link #skip} would leave out. */
    public ParkedEvent skippable(String id) {
        access.require(EDIT);
        return transactions
                .call(() -> stores.parked.find(id))
                .filter(event ->
                        event.state() == ParkedEvent.State.PARKED || event.state() == ParkedEvent.State.RETRYING)
                .orElseThrow(() -> Problem.notFound("event"));
    }

    private void mark(String id, String action, BiPredicate<String, Instant> change) {
        access.require(EDIT);
        var done = transactions.call(() -> {
            var event = stores.parked.find(id);
            if (event.isEmpty() || !change.test(id, dispatcher.now())) {
                return false;
            }
            var found = event.get();
            audit.record(new Audit.Entry(
                    action,
                    "core:journal",
                    found.eventId(),
                    found.customer(),
                    Map.of("handler", found.handler(), "attempts", found.attempts()),
                    null));
            transactions.afterCommit(dispatcher::wake);
            return true;
        });
        if (!done) {
            throw Problem.notFound("event");
        }
    }

    /** Forgets the handlers of a module that is removed with its data. */
    public void forget(String module) {
        if (dispatcher.present().stream().anyMatch(name -> Lane.moduleOf(name).equals(module))) {
            throw Problem.conflict(Message.of(JournalDesk.class, "module-still-here", module));
        }
        transactions.run(() -> stores.cursors.forget(module));
    }
}
