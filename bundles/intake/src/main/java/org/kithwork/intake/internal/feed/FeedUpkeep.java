package org.kithwork.intake.internal.feed;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.kithwork.intake.internal.feed.Feed.Type;
import org.kithwork.intake.internal.store.FeedFileStore;
import org.kithwork.intake.internal.store.FeedStore;
import org.kithwork.intake.internal.store.MessageStore;
import org.kithwork.intake.internal.store.OrderStore;
import org.kithwork.job.spi.Upkeep;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries messages again that wait, looks into folders, and forgets what is long over. */
@Component
public final class FeedUpkeep implements Upkeep {

    private static final Logger LOGGER = LoggerFactory.getLogger(FeedUpkeep.class);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final Duration LOCKED = Duration.ofDays(1);
    private static final int PORTION = 200;

    private final FeedStore feeds;
    private final FeedFileStore files;
    private final MessageStore messages;
    private final Messages work;
    private final Folders folders;
    private final OrderStore orders;
    private final Transactions transactions;
    private final Clock clock;

    @Activate
    public FeedUpkeep(
            @Reference FeedStore feeds,
            @Reference FeedFileStore files,
            @Reference MessageStore messages,
            @Reference Messages work,
            @Reference Folders folders,
            @Reference OrderStore orders,
            @Reference Transactions transactions,
            @Reference Clock clock) {
        this.feeds = feeds;
        this.files = files;
        this.messages = messages;
        this.work = work;
        this.folders = folders;
        this.orders = orders;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public String module() {
        return "intake";
    }

    @Override
    public void run() {
        var now = now();
        transactions.call(() -> messages.due(now, PORTION)).forEach(this::work);
        for (var feed : transactions.call(feeds::all)) {
            if (feed.type() == Type.FOLDER) {
                look(feed);
            }
        }
        transactions.run(() -> {
            messages.removeBefore(now.minus(KEPT), PORTION);
            files.removeBefore(now.minus(KEPT), PORTION);
            orders.removeBefore(now.minus(LOCKED), PORTION);
        });
    }

    private void look(Feed feed) {
        try {
            folders.look(feed);
        } catch (RuntimeException e) {
            LOGGER.warn("The folder of the feed {} cannot be looked into", feed.id(), e);
        }
    }

    /** One that breaks keeps no other from being tried. */
    private void work(MessageId id) {
        try {
            transactions.run(() -> work.work(id));
        } catch (RuntimeException e) {
            LOGGER.warn("The message {} cannot be imported", id, e);
            transactions.run(() -> work.broke(id));
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
