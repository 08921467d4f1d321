package org.kithwork.intake.internal.feed;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.event.Journal;
import org.kithwork.id.Ids;
import org.kithwork.intake.internal.IntakeEvents;
import org.kithwork.intake.internal.feed.Feed.Type;
import org.kithwork.intake.internal.store.FeedStore;
import org.kithwork.intake.internal.store.MessageStore;
import org.kithwork.limit.RateLimits;
import org.kithwork.outbound.Webhooks;
import org.kithwork.outbound.Webhooks.Verdict;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes messages in from systems that prove by a signature who they are. It keeps them and says so; what is in them is
 * looked at afterwards. Asks no right.
 */
@Component(service = Hooks.class)
public final class Hooks {

    /** The longest body that is read. */
    public static final int LONGEST = 256 * 1024;

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST = 600;

    private final FeedStore feeds;
    private final MessageStore messages;
    private final Webhooks signing;
    private final RateLimits limits;
    private final Journal journal;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public Hooks(
            @Reference FeedStore feeds,
            @Reference MessageStore messages,
            @Reference Webhooks signing,
            @Reference RateLimits limits,
            @Reference Journal journal,
            @Reference Transactions transactions,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.feeds = feeds;
        this.messages = messages;
        this.signing = signing;
        this.limits = limits;
        this.journal = journal;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /** What the sender is told. */
    public enum Answer {
        /** It is kept, now or since an earlier try. */
        ACCEPTED(202),
        UNSIGNED(400),
        FORGED(401),
        NONE(404),
        TOO_MANY(429);

        private final int status;

        Answer(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    /**
     * Keeps a message that its sender signed.
     *
     * @param address of who calls
     * @param headers by their names, in whatever case
     */
    public Answer receive(String slug, String address, Map<String, String> headers, byte[] body) {
        var feed = feeds.bySlug(slug)
                .filter(found -> found.type() == Type.HOOK && found.active())
                .orElse(null);
        if (feed == null) {
            return Answer.NONE;
        }
        if (!limits.take("intake.hook", address + " " + feed.id(), MOST, WINDOW)) {
            return Answer.TOO_MANY;
        }
        var secret = feeds.secret(feed.id());
        if (secret.isEmpty()) {
            return Answer.NONE;
        }
        return transactions.call(() -> {
            var verdict = signing.verify("intake:" + feed.id(), List.of(secret.get()), headers, body);
            if (verdict == Verdict.VALID) {
                keep(feed, id(headers), text(body));
            }
            return switch (verdict) {
                case VALID, REPEATED -> Answer.ACCEPTED;
                case MALFORMED, STALE -> Answer.UNSIGNED;
                case FORGED -> Answer.FORGED;
            };
        });
    }

    private void keep(Feed feed, String messageId, @Nullable String body) {
        var id = new MessageId(ids.next());
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (messages.insert(id, feed.id(), messageId, body == null ? "" : body, now)) {
            journal.record(IntakeEvents.MESSAGE_RECEIVED, null, id.value(), now, Map.of());
        }
    }

    private static String id(Map<String, String> headers) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("webhook-id"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    /** The body as text; {@code null} where it is none. */
    private static @Nullable String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
