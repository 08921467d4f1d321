package org.kithwork.archives.internal.store;

import static org.kithwork.archives.internal.store.PurchaseRows.value;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.Interaction;
import org.kithwork.archives.internal.InteractionId;
import org.kithwork.archives.internal.Rating;
import org.kithwork.archives.internal.Reader;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Actor;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.UserId;
import org.kithwork.protection.FieldCipher;
import org.kithwork.store.Sql;
import org.kithwork.store.TimeKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps interactions; what was said is sealed, and so is the digest by which it is known again. */
@Component(service = InteractionStore.class)
public final class InteractionStore {

    static final String TABLE = "archives_interaction";

    private final ArchivesUnit unit;
    private final FieldCipher cipher;
    private final Clock clock;

    @Activate
    public InteractionStore(@Reference ArchivesUnit unit, @Reference FieldCipher cipher, @Reference Clock clock) {
        this.unit = unit;
        this.cipher = cipher;
        this.clock = clock;
    }

    /**
     * An interaction found by its key.
     *
     * @param fingerprint of the content that it was recorded with
     */
    public record Known(Interaction interaction, String fingerprint) {}

    /** The condition that an interaction is in scope and meant for the reader. */
    static Sql.Condition readable(Reader reader) {
        return reader.visibility()
                .ofRecord("i.customer_id", "i.staff_id", "i.store_id")
                .and(Meant.to(reader, "i.visibility", "i.staff_id", "i.created_by"));
    }

    public Optional<Interaction> find(InteractionId id, Reader reader) {
        return unit.in(em -> Sql.select("i.* FROM archives_interaction i")
                .where("i.id = ?", id.value())
                .where(readable(reader))
                .entities(em, InteractionEntity.class)
                .stream()
                .findFirst()
                .map(this::interaction));
    }

    /** The interaction, whoever may read it; if it is there. */
    public Optional<Interaction> find(InteractionId id) {
        return unit.in(em -> Optional.ofNullable(em.find(InteractionEntity.class, id.value()))
                .map(this::interaction));
    }

    public Optional<Known> byKey(String source, String externalId) {
        return unit.in(em -> Sql.select("i.* FROM archives_interaction i")
                .where("i.source = ?", source)
                .where("i.external_id = ?", externalId)
                .entities(em, InteractionEntity.class)
                .stream()
                .findFirst()
                .map(row ->
                        new Known(interaction(row), cipher.open(TABLE, "fingerprint", row.id, row.fingerprintCipher))));
    }

    /** One row more than the page has, newest first; of all customers where none is named. */
    public List<Interaction> list(@Nullable CustomerId customer, Reader reader, PageRequest request) {
        return unit.in(em -> {
            var index = customer == null ? "archives_interaction_sort" : "archives_interaction_customer";
            var keys = Sql.select("i.sort_key FROM archives_interaction i " + Sql.byIndex(index))
                    .whereIf("i.customer_id = ?", value(customer))
                    .where(readable(reader))
                    .page("i.sort_key", true, request)
                    .values(em, String.class);
            return Sql.inPortions(
                            keys,
                            some -> Sql.select("i.* FROM archives_interaction i")
                                    .whereIn("i.sort_key", some)
                                    .orderBy("i.sort_key DESC")
                                    .entities(em, InteractionEntity.class))
                    .stream()
                    .map(this::interaction)
                    .toList();
        });
    }

    /** What was said since then, that moment included, newest first, at most so many, whoever may read it. */
    public List<Interaction> since(CustomerId customer, Instant from, int most) {
        return unit.in(
                em -> Sql.select("i.* FROM archives_interaction i " + Sql.byIndex("archives_interaction_customer"))
                        .where("i.customer_id = ?", customer.value())
                        .where("i.sort_key >= ?", TimeKey.start(from))
                        .orderBy("i.sort_key DESC")
                        .first(most)
                        .entities(em, InteractionEntity.class)
                        .stream()
                        .map(this::interaction)
                        .toList());
    }

    /** What a list of events says of an interaction: what it was about, and who had it. */
    record Heading(
            String id, @Nullable String topic, @Nullable ActorName staff) {}

    /** The headings of those of these that there are. */
    List<Heading> headings(Collection<String> ids) {
        return unit.in(em -> Sql.inPortions(
                        ids,
                        some -> Sql.select("i.id, i.topic_cipher, i.staff_id, i.staff_name FROM archives_interaction i")
                                .whereIn("i.id", some)
                                .rows(em))
                .stream()
                .map(row -> new Heading(
                        (String) row[0],
                        open("topic", (String) row[0], (String) row[1]),
                        row[2] == null ? null : new ActorName((String) row[2], (String) row[3])))
                .toList());
    }

    /** The interaction, its row locked until the transaction ends. */
    public Optional<Interaction> lock(InteractionId id, Reader reader) {
        return unit.in(em -> Sql.select("i.id FROM archives_interaction i")
                .where("i.id = ?", id.value())
                .where(readable(reader))
                .values(em, String.class)
                .stream()
                .findFirst()
                .map(found -> em.find(InteractionEntity.class, found, LockModeType.PESSIMISTIC_WRITE))
                .map(this::interaction));
    }

    /** The interaction, its row locked until the transaction ends, whoever may read it; if it is there. */
    public Optional<Interaction> lock(InteractionId id) {
        return unit.in(
                em -> Optional.ofNullable(em.find(InteractionEntity.class, id.value(), LockModeType.PESSIMISTIC_WRITE))
                        .map(this::interaction));
    }

    public void remove(InteractionId id) {
        unit.in(em -> em.createNativeQuery("DELETE FROM archives_interaction WHERE id = ?")
                .setParameter(1, id.value())
                .executeUpdate());
    }

    /** Stores a new interaction; a key that is taken shows at once. */
    public Interaction insert(Interaction interaction, String fingerprint, Actor by) {
        return unit.in(em -> {
            var row = row(interaction, fingerprint, by);
            em.persist(row);
            em.flush();
            return interaction.withVersion(row.version);
        });
    }

    /** Stores a new interaction together with the others of a batch, when the transaction ends. */
    public Interaction append(Interaction interaction, String fingerprint, Actor by) {
        return unit.in(em -> {
            em.persist(row(interaction, fingerprint, by));
            return interaction;
        });
    }

    private InteractionEntity row(Interaction interaction, String fingerprint, Actor by) {
        var row = new InteractionEntity();
        row.id = interaction.id().value();
        row.customerId = value(interaction.customerId());
        row.staffId = value(interaction.staffId());
        row.staffName = interaction.staffName();
        row.source = interaction.source();
        row.externalId = interaction.externalId();
        row.fingerprintCipher = seal("fingerprint", row.id, fingerprint);
        row.createdAt = clock.instant();
        row.createdBy = by.id();
        row.createdByName = by.name();
        fill(row, interaction, by);
        return row;
    }

    /** Stores what a change may touch, of an interaction that {@link #lock} read. */
    public Interaction change(Interaction after, Actor by) {
        return unit.in(em -> {
            var row = em.find(InteractionEntity.class, after.id().value());
            fill(row, after, by);
            em.flush();
            return after.withVersion(row.version);
        });
    }

    private void fill(InteractionEntity row, Interaction interaction, Actor by) {
        row.startAt = interaction.at();
        row.endAt = interaction.endAt();
        row.sortKey = TimeKey.of(interaction.at(), row.id);
        row.channel = interaction.channel();
        row.direction = interaction.direction();
        row.storeId = value(interaction.storeId());
        row.topicCipher = seal("topic", row.id, interaction.topic());
        row.bodyCipher = seal("body", row.id, interaction.body());
        row.outcomeCipher = seal("outcome", row.id, interaction.outcome());
        row.visibility = interaction.visibility();
        var rating = interaction.rating();
        if (rating != null) {
            row.ratingStars = rating.stars();
            row.ratingCipher = seal("rating", row.id, rating.text());
            row.ratedAt = rating.at();
            var writer = rating.by();
            row.ratedBy = writer == null ? Actor.PUBLIC.id() : writer.id();
            row.ratedByName = writer == null ? null : writer.name();
        }
        row.updatedAt = clock.instant();
        row.updatedBy = by.id();
        row.updatedByName = by.name();
    }

    Interaction interaction(InteractionEntity row) {
        return new Interaction(
                new InteractionId(row.id),
                row.version,
                row.customerId == null ? null : new CustomerId(row.customerId),
                row.startAt,
                row.endAt,
                row.channel,
                row.direction,
                row.staffId == null ? null : new UserId(row.staffId),
                row.staffName,
                row.storeId == null ? null : new StoreId(row.storeId),
                open("topic", row.id, row.topicCipher),
                open("body", row.id, row.bodyCipher),
                open("outcome", row.id, row.outcomeCipher),
                row.source,
                row.externalId,
                row.visibility,
                row.ratingStars == null ? null : rating(row),
                row.createdBy,
                null);
    }

    private Rating rating(InteractionEntity row) {
        return new Rating(
                row.ratingStars,
                open("rating", row.id, row.ratingCipher),
                row.ratedAt,
                row.ratedBy.equals(Actor.PUBLIC.id()) ? null : new ActorName(row.ratedBy, row.ratedByName));
    }

    private @Nullable String seal(String column, String id, @Nullable String clear) {
        return clear == null ? null : cipher.seal(TABLE, column, id, clear);
    }

    private @Nullable String open(String column, String id, @Nullable String sealed) {
        return sealed == null ? null : cipher.open(TABLE, column, id, sealed);
    }
}
