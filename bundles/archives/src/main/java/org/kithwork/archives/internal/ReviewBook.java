package org.kithwork.archives.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.kithwork.archives.internal.store.PurchaseStore;
import org.kithwork.archives.internal.store.ReviewStore;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.event.Trail;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.protection.FieldCipher;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Notes what customers think of what they bought. */
@Component(service = ReviewBook.class)
public final class ReviewBook {

    private final AccessControl access;
    private final CustomerDirectory customers;
    private final Transactions transactions;
    private final PurchaseStore purchases;
    private final ReviewStore store;
    private final ArchivesFields fields;
    private final Trail trail;
    private final Clock clock;

    @Activate
    public ReviewBook(
            @Reference AccessControl access,
            @Reference CustomerDirectory customers,
            @Reference Transactions transactions,
            @Reference PurchaseStore purchases,
            @Reference ReviewStore store,
            @Reference ArchivesFields fields,
            @Reference Trail trail,
            @Reference Clock clock) {
        this.access = access;
        this.customers = customers;
        this.transactions = transactions;
        this.purchases = purchases;
        this.store = store;
        this.fields = fields;
        this.trail = trail;
        this.clock = clock;
    }

    /** Notes a review of a line; it takes the place of an earlier one. The same again changes nothing. */
    public Purchase review(PurchaseId id, ReviewDraft draft) {
        var right = access.visibility(ArchivesPermissions.PURCHASE_EDIT);
        return transactions.call(() -> {
            var purchase = purchases.lock(id, right).orElseThrow(PurchaseId::notFound);
            var review = read(purchase, draft);
            customers.requireOpen(review.customerId());
            if (isNew(review)) {
                trail.happened(
                        ArchivesEvents.PURCHASE_REVIEWED,
                        review.customerId(),
                        id.value(),
                        review.at(),
                        data(review, purchase),
                        null);
                store.put(review);
            }
            return purchase;
        });
    }

    /**
     * Notes a review in the transaction of an import, whose row is the audit of it. Refused where the purchase is not there
     * yet ({@code purchase-unknown}) or has no such article ({@code line-unknown}).
     *
     * @return the review; empty where it was noted before in the same words
     */
    public Optional<Noted> reviewRow(ReviewRow row) {
        var right = access.visibility(ArchivesPermissions.PURCHASE_EDIT);
        var purchase = purchases
                .byKey(row.source(), row.externalId())
                .flatMap(known -> purchases.lock(known.purchase().id(), right))
                .orElseThrow(() -> Problem.invalid("/externalId", Said.message("purchase-unknown", row.externalId())));
        if (purchase.customerId() == null) {
            return Optional.empty();
        }
        var line = purchase.lines().stream()
                .filter(row::isOf)
                .findFirst()
                .orElseThrow(() -> Problem.invalid("/lineId", Said.message("line-unknown")));
        var review = read(purchase, new ReviewDraft(line.id(), row.stars(), row.text(), row.at()));
        if (!isNew(review)) {
            return Optional.empty();
        }
        trail.told(
                ArchivesEvents.PURCHASE_REVIEWED,
                review.customerId(),
                purchase.id().value(),
                review.at(),
                data(review, purchase));
        var isFirst = store.find(review.lineId()).isEmpty();
        store.put(review);
        return Optional.of(new Noted(review, isFirst));
    }

    /**
     * A review of a row.
     *
     * @param isFirst whether the line had none before
     */
    public record Noted(Review review, boolean isFirst) {}

    /**
     * Takes back a review that an import noted, in the transaction of the undo, whose row is the audit of it.
     *
     * @param until when the import ended
     * @return why it stays: another one took its place since; empty when it is gone
     */
    public Optional<Message> takeBack(String lineId, Instant until) {
        var found = store.find(lineId);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        if (store.isNewerThan(lineId, until)) {
            return Optional.of(Said.message("changed-since"));
        }
        var review = found.get();
        trail.told(
                ArchivesEvents.REVIEW_REMOVED,
                review.customerId(),
                review.purchaseId().value(),
                review.at(),
                Map.of("record", lineId));
        store.remove(lineId);
        return Optional.empty();
    }

    private Review read(Purchase purchase, ReviewDraft draft) {
        var faults = new Faults();
        var lineId = draft.lineId();
        if (lineId == null) {
            faults.add("/lineId", "required");
        } else if (purchase.lines().stream().noneMatch(line -> line.id().equals(lineId))) {
            faults.add("/lineId", Said.message("line-unknown"));
        }
        var stars = Said.stars(faults, draft.stars());
        var text = faults.optionalText("/text", draft.text(), FieldCipher.MAX_CHARACTERS);
        var at = Said.at(faults, draft.at(), clock);
        faults.check();
        var customer = purchase.customerId();
        if (customer == null) {
            throw Problem.conflict(Said.message("purchase-of-nobody"));
        }
        fields.requireReviewing(purchase);
        var actor = access.actor();
        return new Review(
                "" + lineId, purchase.id(), customer, stars, text, at, new ActorName(actor.id(), actor.name()));
    }

    private boolean isNew(Review review) {
        return store.find(review.lineId())
                .filter(there -> there.stars() == review.stars() && Objects.equals(there.text(), review.text()))
                .isEmpty();
    }

    private static Map<String, Object> data(Review review, Purchase purchase) {
        var store = purchase.storeId();
        return store == null
                ? Map.of("record", review.lineId(), "stars", review.stars())
                : Map.of("record", review.lineId(), "stars", review.stars(), "storeId", store.value());
    }
}
