package org.kithwork.intake.internal.store;

import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;
import org.kithwork.importing.StandingImport;
import org.kithwork.intake.internal.feed.Feed;
import org.kithwork.intake.internal.feed.FeedId;
import org.kithwork.json.Json;
import org.kithwork.page.PageRequest;
import org.kithwork.protection.FieldCipher;
import org.kithwork.store.Dialect;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps feeds, whose secrets are sealed. */
@Component(service = FeedStore.class)
public final class FeedStore {

    public static final String TABLE = "intake_feed";

    private static final String SECRET = "secret_cipher";

    private final IntakeUnit unit;
    private final FieldCipher cipher;
    private final Json json;
    private final Dialect dialect;

    @Activate
    public FeedStore(
            @Reference IntakeUnit unit,
            @Reference FieldCipher cipher,
            @Reference Json json,
            @Reference Dialect dialect) {
        this.unit = unit;
        this.cipher = cipher;
        this.json = json;
        this.dialect = dialect;
    }

    /** There are few of them. */
    public List<Feed> all() {
        return unit.in(
                em -> Sql.select("f.* FROM intake_feed f").orderBy("f.id").entities(em, FeedEntity.class).stream()
                        .map(this::feed)
                        .toList());
    }

    /** One row more than the page has, newest first. */
    public List<Feed> list(PageRequest request) {
        return unit.in(em -> Sql.select("f.* FROM intake_feed f " + Sql.byConstraint("intake_feed_pk"))
                .page("f.id", true, request)
                .entities(em, FeedEntity.class)
                .stream()
                .map(this::feed)
                .toList());
    }

    public Optional<Feed> find(FeedId id) {
        return unit.in(
                em -> Optional.ofNullable(em.find(FeedEntity.class, id.value())).map(this::feed));
    }

    public Optional<Feed> bySlug(String slug) {
        return unit.in(em ->
                Sql.select("f.* FROM intake_feed f").where("f.slug = ?", slug).entities(em, FeedEntity.class).stream()
                        .findFirst()
                        .map(this::feed));
    }

    /** The feed, its row locked until the transaction ends. */
    public Optional<Feed> lock(FeedId id) {
        return unit.in(em -> Optional.ofNullable(em.find(FeedEntity.class, id.value(), LockModeType.PESSIMISTIC_WRITE))
                .map(this::feed));
    }

    /** Keeps a new feed, unless its name is taken. */
    public boolean insert(Feed feed, @Nullable String secret) {
        return unit.in(em -> {
            var isNew = dialect.insertIfAbsent(
                    em,
                    TABLE,
                    new String[] {
                        "slug",
                        "id",
                        "version",
                        "name",
                        "feed_type",
                        "active",
                        "content",
                        "standing_id",
                        "created_at",
                        "created_by",
                        "updated_at",
                        "updated_by"
                    },
                    feed.slug(),
                    feed.id().value(),
                    feed.version(),
                    feed.name(),
                    feed.type().name(),
                    feed.active(),
                    json.write(content(feed)),
                    feed.standingId(),
                    Timestamp.from(feed.createdAt()),
                    feed.createdBy().id(),
                    Timestamp.from(feed.updatedAt()),
                    feed.updatedBy().id());
            if (isNew) {
                var id = feed.id().value();
                em.createNativeQuery(
                                "UPDATE intake_feed SET secret_cipher = ?, created_by_name = ?, updated_by_name = ?"
                                        + " WHERE id = ?")
                        .setParameter(1, secret == null ? null : cipher.seal(TABLE, SECRET, id, secret))
                        .setParameter(2, feed.createdBy().name())
                        .setParameter(3, feed.updatedBy().name())
                        .setParameter(4, id)
                        .executeUpdate();
            }
            return isNew;
        });
    }

    private void fill(FeedEntity row, Feed feed) {
        row.name = feed.name();
        row.active = feed.active();
        row.content = json.write(content(feed));
        row.updatedAt = feed.updatedAt();
        row.updatedBy = feed.updatedBy().id();
        row.updatedByName = feed.updatedBy().name();
    }

    public Feed change(Feed after) {
        return changed(after.id(), row -> fill(row, after));
    }

    public void renew(FeedId id, String secret) {
        changed(id, row -> row.secretCipher = cipher.seal(TABLE, SECRET, row.id, secret));
    }

    private Feed changed(FeedId id, Consumer<FeedEntity> change) {
        return unit.in(em -> {
            var row = em.find(FeedEntity.class, id.value());
            change.accept(row);
            em.flush();
            return feed(row);
        });
    }

    public void remove(FeedId id) {
        unit.in(em -> {
            em.remove(em.find(FeedEntity.class, id.value()));
            em.flush();
            return id;
        });
    }

    /** The secret by which its messages are known; empty where the feed is gone. */
    public Optional<String> secret(FeedId id) {
        return unit.in(em -> Optional.ofNullable(em.find(FeedEntity.class, id.value()))
                .map(row -> cipher.open(TABLE, SECRET, row.id, row.secretCipher)));
    }

    /** What nothing is searched in. */
    private record Content(@Nullable String rows, List<String> key, int patienceHours, StandingImport how) {}

    private static Content content(Feed feed) {
        return new Content(feed.rows(), feed.key(), feed.patienceHours(), feed.how());
    }

    private Feed feed(FeedEntity row) {
        var content = json.read(row.content, Content.class);
        return new Feed(
                new FeedId(row.id),
                row.version,
                row.slug,
                row.name,
                row.type,
                row.active,
                content.rows(),
                content.key(),
                content.patienceHours(),
                content.how(),
                row.standingId,
                row.createdAt,
                new ActorName(row.createdBy, row.createdByName),
                row.updatedAt,
                new ActorName(row.updatedBy, row.updatedByName));
    }
}
