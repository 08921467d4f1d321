package org.kithwork.intake.internal.feed;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.importing.Arrival;
import org.kithwork.importing.RowOutcome.Refusal;
import org.kithwork.importing.StandingImports;
import org.kithwork.intake.internal.IntakePermissions;
import org.kithwork.intake.internal.feed.Message.RowFault;
import org.kithwork.intake.internal.feed.Message.State;
import org.kithwork.intake.internal.store.FeedStore;
import org.kithwork.intake.internal.store.MessageStore;
import org.kithwork.json.Json;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Permission;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Imports what messages say. A row that is refused keeps its message waiting: what it needs may come later, so it is tried
 * again for three days, and rows that were imported are unchanged then.
 */
@Component(service = Messages.class)
public final class Messages {

    private static final Duration TRIED = Duration.ofDays(3);
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final int DOUBLINGS = 8;
    private static final int MOST_FAULTS = 20;

    private final AccessControl access;
    private final Transactions transactions;
    private final FeedStore feeds;
    private final MessageStore store;
    private final StandingImports imports;
    private final Json json;
    private final Audit audit;
    private final Paging paging;
    private final Clock clock;

    @Activate
    public Messages(
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference FeedStore feeds,
            @Reference MessageStore store,
            @Reference StandingImports imports,
            @Reference Json json,
            @Reference Audit audit,
            @Reference Paging paging,
            @Reference Clock clock) {
        this.access = access;
        this.transactions = transactions;
        this.feeds = feeds;
        this.store = store;
        this.imports = imports;
        this.json = json;
        this.audit = audit;
        this.paging = paging;
        this.clock = clock;
    }

    /** What a feed sent, newest first; of one state where it is named. Reasons quote what was sent: for those who may edit. */
    public Page<Message> list(FeedId feed, @Nullable State state, PageRequest request) {
        requireAll(IntakePermissions.FEED_VIEW);
        if (feeds.find(feed).isEmpty()) {
            throw FeedId.notFound();
        }
        var reads = access.permits(IntakePermissions.FEED_EDIT);
        return paging.page(
                store.list(feed, state, reads, request),
                request,
                message -> message.id().value());
    }

    /** Has a message tried again, at once. */
    public Message again(FeedId feed, MessageId id) {
        requireAll(IntakePermissions.FEED_EDIT);
        return transactions.call(() -> {
            var message = store.find(id, true)
                    .filter(found -> found.feedId().equals(feed))
                    .orElseThrow(MessageId::notFound);
            if (message.state() != State.FAILED && message.state() != State.WAITING) {
                throw Problem.conflict(FeedReader.message("message-done"));
            }
            store.again(id, now(), now().plus(TRIED));
            audit.record(new Audit.Entry("feed.message-resent", "intake:feed", feed.value(), null, Map.of(), null));
            return store.find(id, true).orElseThrow(MessageId::notFound);
        });
    }

    /** Imports what a message says, in the current transaction, unless somebody has. Works as the module. */
    void work(MessageId id) {
        var work = store.lock(id).orElse(null);
        if (work == null) {
            return;
        }
        var feed = feeds.find(work.feedId()).orElse(null);
        if (feed == null || !feed.active()) {
            store.postpone(id, later(work.attempts()), work.attempts(), List.of(), 0, 0);
            return;
        }
        try {
            close(id, work, read(feed, work), feed);
        } catch (Problem problem) {
            if (problem.kind() != ProblemKind.UNAVAILABLE && problem.kind() != ProblemKind.FORBIDDEN) {
                throw problem;
            }
            var reason = new RowFault(
                    0, problem.code(), null, problem.detail(Locale.ENGLISH), problem.detail(Locale.CHINESE));
            open(id, work, List.of(reason), 0, 0);
        }
    }

    /** Counts a try that came to nothing for a reason that is none of the message's own. */
    void broke(MessageId id) {
        store.lock(id).ifPresent(work -> open(id, work, List.of(said("message-broke")), 0, 0));
    }

    private static RowFault said(String code) {
        var said = FeedReader.message(code);
        return new RowFault(0, code, null, said.text(Locale.ENGLISH), said.text(Locale.CHINESE));
    }

    private List<Map<String, String>> read(Feed feed, MessageStore.Work work) {
        try {
            var message = json.read(work.body(), Object.class);
            return message == null ? List.of() : Rows.read(message, feed.rows(), places(feed));
        } catch (Problem | IllegalStateException e) {
            return List.of();
        }
    }

    private void close(MessageId id, MessageStore.Work work, List<Map<String, String>> rows, Feed feed) {
        if (rows.isEmpty()) {
            store.fail(id, work.attempts() + 1, List.of(said("message-unreadable")), 0, 0, now());
            return;
        }
        var with = new Arrival(feed.name(), work.messageId());
        var faults = new ArrayList<RowFault>();
        var refused = 0;
        for (int i = 0; i < rows.size(); i++) {
            var outcome = imports.apply(feed.standingId(), with, key(feed, work, rows.get(i), i), rows.get(i));
            var refusal = outcome.refusal();
            if (refusal != null) {
                refused++;
                if (faults.size() < MOST_FAULTS) {
                    faults.add(fault(i + 1, refusal));
                }
            }
        }
        if (refused == 0) {
            store.done(id, work.attempts() + 1, rows.size(), now());
        } else {
            open(id, work, faults, rows.size(), refused);
        }
    }

    private static Set<String> places(Feed feed) {
        var places = new LinkedHashSet<>(feed.how().mapping().keySet());
        places.addAll(feed.key());
        return places;
    }

    /** What names a row in its source; a row in which something of the key is missing is one of its message alone. */
    private static String key(Feed feed, MessageStore.Work work, Map<String, String> row, int number) {
        if (feed.key().isEmpty() || !row.keySet().containsAll(feed.key())) {
            return work.messageId() + " " + number;
        }
        return feed.key().stream()
                .map(row::get)
                .map(value -> value.length() + ":" + value)
                .collect(Collectors.joining(" ", "key ", ""));
    }

    private static RowFault fault(int row, Refusal refusal) {
        return new RowFault(row, refusal.code(), refusal.name(), refusal.en(), refusal.zh());
    }

    private void open(MessageId id, MessageStore.Work work, List<RowFault> faults, int rows, int refused) {
        var attempts = work.attempts() + 1;
        var next = later(attempts);
        if (next.isAfter(work.retryUntil())) {
            store.fail(id, attempts, faults, rows, refused, now());
        } else {
            store.postpone(id, next, attempts, faults, rows, refused);
        }
    }

    private Instant later(int attempts) {
        return now().plus(FIRST.multipliedBy(1L << Math.min(attempts, DOUBLINGS)));
    }

    private void requireAll(Permission permission) {
        if (!access.visibility(permission).all()) {
            throw Problem.of(ProblemKind.FORBIDDEN, "forbidden", permission.toString());
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
