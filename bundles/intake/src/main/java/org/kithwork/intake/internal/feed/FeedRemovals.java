package org.kithwork.intake.internal.feed;

import java.util.HashMap;
import org.kithwork.audit.Audit;
import org.kithwork.importing.StandingImports;
import org.kithwork.intake.internal.IntakePermissions;
import org.kithwork.intake.internal.Removal;
import org.kithwork.intake.internal.feed.Feed.Type;
import org.kithwork.intake.internal.store.FeedFileStore;
import org.kithwork.intake.internal.store.FeedStore;
import org.kithwork.intake.internal.store.MessageStore;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Deletes feeds. Nothing comes in by them any more, and what waits is not imported; what was imported stays, and so do files in the
 * folder. The audit keeps how much the log held.
 */
@Component(service = FeedRemovals.class)
public final class FeedRemovals {

    private final AccessControl access;
    private final Transactions transactions;
    private final FeedStore feeds;
    private final MessageStore messages;
    private final FeedFileStore files;
    private final StandingImports imports;
    private final Audit audit;

    @Activate
    public FeedRemovals(
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference FeedStore feeds,
            @Reference MessageStore messages,
            @Reference FeedFileStore files,
            @Reference StandingImports imports,
            @Reference Audit audit) {
        this.access = access;
        this.transactions = transactions;
        this.feeds = feeds;
        this.messages = messages;
        this.files = files;
        this.imports = imports;
        this.audit = audit;
    }

    /** What would end, without any effect. */
    public Removal preview(FeedId id) {
        requireAll();
        return ends(feeds.find(id).orElseThrow(FeedId::notFound));
    }

    /** Deletes it with its log. */
    public Removal remove(FeedId id) {
        requireAll();
        return transactions.call(() -> {
            var feed = feeds.lock(id).orElseThrow(FeedId::notFound);
            var ends = ends(feed);
            imports.close(feed.standingId());
            messages.removeOf(id);
            files.removeOf(id);
            feeds.remove(id);
            var detail = new HashMap<>(ends.detail());
            detail.put("slug", feed.slug());
            detail.put("type", feed.type().name());
            audit.record(new Audit.Entry("feed.deleted", "intake:feed", id.value(), null, detail, null));
            return ends;
        });
    }

    private Removal ends(Feed feed) {
        if (feed.type() == Type.FOLDER) {
            var log = files.counts(feed.id());
            return new Removal(
                    feed.name(),
                    log.getOrDefault(FeedFile.State.TAKEN, 0L) + log.getOrDefault(FeedFile.State.WAITING, 0L),
                    log.getOrDefault(FeedFile.State.DONE, 0L),
                    log.getOrDefault(FeedFile.State.FAILED, 0L));
        }
        var log = messages.counts(feed.id());
        return new Removal(
                feed.name(),
                log.getOrDefault(Message.State.RECEIVED, 0L) + log.getOrDefault(Message.State.WAITING, 0L),
                log.getOrDefault(Message.State.DONE, 0L),
                log.getOrDefault(Message.State.FAILED, 0L));
    }

    private void requireAll() {
        if (!access.visibility(IntakePermissions.FEED_EDIT).all()) {
            throw Problem.of(ProblemKind.FORBIDDEN, "forbidden", IntakePermissions.EDIT_FEEDS);
        }
    }
}
