package org.kithwork.intake.internal.store;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.kithwork.intake.internal.feed.FeedId;
import org.kithwork.intake.internal.feed.Message;
import org.kithwork.intake.internal.feed.Message.RowFault;
import org.kithwork.intake.internal.feed.Message.State;
import org.kithwork.intake.internal.feed.MessageId;
import org.kithwork.json.Json;
import org.kithwork.page.PageRequest;
import org.kithwork.protection.FieldCipher;
import org.kithwork.store.Dialect;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps messages that came in, sealed until what they say is imported. */
@Component(service = MessageStore.class)
public final class MessageStore {

    public static final String TABLE = "intake_message";

    private static final String BODY = "body_cipher";
    private static final String FAULTS = "faults_cipher";
    private static final Duration TRIED = Duration.ofDays(3);

    private final IntakeUnit unit;
    private final FieldCipher cipher;
    private final Json json;
    private final Dialect dialect;

    @Activate
    public MessageStore(
            @Reference IntakeUnit unit,
            @Reference FieldCipher cipher,
            @Reference Json json,
            @Reference Dialect dialect) {
        this.unit = unit;
        this.cipher = cipher;
        this.json = json;
        this.dialect = dialect;
    }

    /** A message that is to be worked on. */
    public record Work(FeedId feedId, String messageId, String body, int attempts, Instant retryUntil) {}

    /** Keeps a new message, unless the feed sent this one before. */
    public boolean insert(MessageId id, FeedId feed, String messageId, String body, Instant now) {
        return unit.in(em -> {
            var isNew = dialect.insertIfAbsent(
                    em,
                    TABLE,
                    new String[] {
                        "message_key",
                        "id",
                        "feed_id",
                        "message_id",
                        "state",
                        "attempts",
                        "row_count",
                        "refused",
                        "next_at",
                        "retry_until",
                        "received_at"
                    },
                    feed + ":" + messageId,
                    id.value(),
                    feed.value(),
                    messageId,
                    State.RECEIVED.name(),
                    0,
                    0,
                    0,
                    Timestamp.from(now.plus(Duration.ofMinutes(1))),
                    Timestamp.from(now.plus(TRIED)),
                    Timestamp.from(now));
            if (isNew) {
                em.find(MessageEntity.class, id.value()).bodyCipher = cipher.seal(TABLE, BODY, id.value(), body);
                em.flush();
            }
            return isNew;
        });
    }

    /**
     * One row more than the page has, newest first.
     *
     * @param reads whether the reasons are read
     */
    public List<Message> list(FeedId feed, @Nullable State state, boolean reads, PageRequest request) {
        return unit.in(em -> {
            var index = state == null ? "intake_message_list" : "intake_message_state";
            var keys = Sql.select("b.id FROM intake_message b " + Sql.byIndex(index))
                    .where("b.feed_id = ?", feed.value())
                    .whereIf("b.state = ?", state == null ? null : state.name())
                    .page("b.id", true, request)
                    .values(em, String.class);
            return Sql.inPortions(
                            keys,
                            some -> Sql.select("b.* FROM intake_message b")
                                    .whereIn("b.id", some)
                                    .orderBy("b.id DESC")
                                    .entities(em, MessageEntity.class))
                    .stream()
                    .map(row -> message(row, reads))
                    .toList();
        });
    }

    public Optional<Message> find(MessageId id, boolean reads) {
        return unit.in(em ->
                Optional.ofNullable(em.find(MessageEntity.class, id.value())).map(row -> message(row, reads)));
    }

    /** The message, locked, where something is left to do; of several who ask one works on it. */
    public Optional<Work> lock(MessageId id) {
        return unit.in(em -> Optional.ofNullable(
                        em.find(MessageEntity.class, id.value(), LockModeType.PESSIMISTIC_WRITE))
                .filter(row -> row.state == State.RECEIVED || row.state == State.WAITING)
                .map(row -> new Work(
                        new FeedId(row.feedId),
                        row.messageId,
                        cipher.open(TABLE, BODY, row.id, row.bodyCipher),
                        row.attempts,
                        row.retryUntil)));
    }

    /** Some of those that are to be tried now, those that have waited longest first. */
    public List<MessageId> due(Instant now, int limit) {
        return unit.in(em -> {
            var found = Sql.select("b.id FROM intake_message b " + Sql.byIndex("intake_message_due"))
                    .where("b.next_at <= ?", Timestamp.from(now))
                    .orderBy("b.next_at, b.id")
                    .first(limit)
                    .values(em, String.class);
            return found.stream().map(MessageId::new).toList();
        });
    }

    /** All of it is imported, so nothing of what it said is kept. */
    public void done(MessageId id, int attempts, int rows, Instant now) {
        changed(id, row -> {
            row.state = State.DONE;
            row.attempts = attempts;
            row.rowCount = rows;
            row.refused = 0;
            row.bodyCipher = null;
            row.faultsCipher = null;
            row.nextAt = null;
            row.doneAt = now;
        });
    }

    public void postpone(MessageId id, Instant next, int attempts, List<RowFault> faults, int rows, int refused) {
        changed(id, row -> {
            tried(row, State.WAITING, attempts, faults, rows, refused);
            row.nextAt = next;
        });
    }

    public void fail(MessageId id, int attempts, List<RowFault> faults, int rows, int refused, Instant now) {
        changed(id, row -> {
            tried(row, State.FAILED, attempts, faults, rows, refused);
            row.nextAt = null;
            row.doneAt = now;
        });
    }

    private void tried(MessageEntity row, State state, int attempts, List<RowFault> faults, int rows, int refused) {
        row.state = state;
        row.attempts = attempts;
        row.rowCount = rows;
        row.refused = refused;
        row.faultsCipher = faults.isEmpty() ? null : cipher.seal(TABLE, FAULTS, row.id, json.write(faults));
    }

    /** Has it tried at the next look. */
    public void again(MessageId id, Instant now, Instant until) {
        changed(id, row -> {
            row.state = State.WAITING;
            row.attempts = 0;
            row.nextAt = now;
            row.retryUntil = until;
            row.doneAt = null;
        });
    }

    private void changed(MessageId id, Consumer<MessageEntity> change) {
        unit.in(em -> {
            var row = em.find(MessageEntity.class, id.value());
            change.accept(row);
            em.flush();
            return row;
        });
    }

    /** How many there are of a feed, by state. */
    public Map<State, Long> counts(FeedId feed) {
        return unit.in(em -> Sql.select("b.state, COUNT(*) FROM intake_message b")
                .where("b.feed_id = ?", feed.value())
                .groupBy("b.state")
                .rows(em)
                .stream()
                .collect(
                        Collectors.toMap(row -> State.valueOf((String) row[0]), row -> ((Number) row[1]).longValue())));
    }

    /** Removes all of a feed. */
    public void removeOf(FeedId feed) {
        unit.in(em -> Sql.update(em, "DELETE FROM intake_message WHERE feed_id = ?", feed.value()));
    }

    /** Removes some that came in before then, whatever became of them. */
    public void removeBefore(Instant before, int limit) {
        unit.in(em -> {
            var ids = Sql.select("b.id FROM intake_message b " + Sql.byIndex("intake_message_age"))
                    .where("b.received_at < ?", Timestamp.from(before))
                    .first(limit)
                    .values(em, String.class);
            for (var id : ids) {
                em.createNativeQuery("DELETE FROM intake_message WHERE id = ?")
                        .setParameter(1, id)
                        .executeUpdate();
            }
            return ids.size();
        });
    }

    private Message message(MessageEntity row, boolean reads) {
        var faults = !reads || row.faultsCipher == null
                ? List.<RowFault>of()
                : List.of(json.read(cipher.open(TABLE, FAULTS, row.id, row.faultsCipher), RowFault[].class));
        return new Message(
                new MessageId(row.id),
                new FeedId(row.feedId),
                row.messageId,
                row.state,
                row.attempts,
                row.nextAt,
                row.rowCount,
                row.state == State.RECEIVED ? 0 : row.rowCount - row.refused,
                row.refused,
                faults,
                row.receivedAt,
                row.doneAt);
    }
}
