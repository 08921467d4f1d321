package org.kithwork.archives.internal.store;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kithwork.archives.internal.PurchaseId;
import org.kithwork.archives.internal.Review;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;
import org.kithwork.protection.FieldCipher;
import org.kithwork.store.Sql;
import org.kithwork.store.TimeKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps reviews, one of a line; their words are sealed. */
@Component(service = ReviewStore.class)
public final class ReviewStore {

    private static final String TABLE = "archives_review";

    private final ArchivesUnit unit;
    private final FieldCipher cipher;
    private final Clock clock;

    @Activate
    public ReviewStore(@Reference ArchivesUnit unit, @Reference FieldCipher cipher, @Reference Clock clock) {
        this.unit = unit;
        this.cipher = cipher;
        this.clock = clock;
    }

    public Optional<Review> find(String lineId) {
        return unit.in(
                em -> Optional.ofNullable(em.find(ReviewEntity.class, lineId)).map(this::review));
    }

    /** The reviews of these purchases, by their lines. */
    public Map<String, Review> of(Collection<PurchaseId> purchases) {
        var ids = purchases.stream().map(PurchaseId::value).toList();
        return unit.in(em -> Sql.inPortions(
                        ids,
                        some -> Sql.select("r.* FROM archives_review r")
                                .whereIn("r.purchase_id", some)
                                .entities(em, ReviewEntity.class))
                .stream()
                .map(this::review)
                .collect(Collectors.toMap(Review::lineId, review -> review)));
    }

    /** Stores a review, in the place of an earlier one. */
    public void put(Review review) {
        unit.in(em -> {
            var there = em.find(ReviewEntity.class, review.lineId());
            var row = there == null ? new ReviewEntity() : there;
            row.id = review.lineId();
            row.purchaseId = review.purchaseId().value();
            row.customerId = review.customerId().value();
            row.stars = review.stars();
            row.textCipher = review.text() == null ? null : cipher.seal(TABLE, "text", row.id, review.text());
            row.writtenAt = review.at();
            row.sortKey = TimeKey.of(review.at(), row.id);
            row.createdBy = review.by().id();
            row.createdByName = review.by().name();
            row.changedAt = clock.instant();
            if (there == null) {
                em.persist(row);
            }
            return review;
        });
    }

    /** Whether what stands there was noted after this. */
    public boolean isNewerThan(String lineId, Instant time) {
        return unit.in(em -> {
            var row = em.find(ReviewEntity.class, lineId);
            return row != null && row.changedAt.isAfter(time);
        });
    }

    /** Removes a review. */
    public void remove(String lineId) {
        unit.in(em -> {
            var row = em.find(ReviewEntity.class, lineId);
            if (row != null) {
                em.remove(row);
            }
            return lineId;
        });
    }

    Review review(ReviewEntity row) {
        return new Review(
                row.id,
                new PurchaseId(row.purchaseId),
                new CustomerId(row.customerId),
                row.stars,
                row.textCipher == null ? null : cipher.open(TABLE, "text", row.id, row.textCipher),
                row.writtenAt,
                new ActorName(row.createdBy, row.createdByName));
    }
}
