package org.kithwork.archives.internal.store;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.Purchase;
import org.kithwork.archives.internal.PurchaseId;
import org.kithwork.archives.internal.PurchaseLine;
import org.kithwork.archives.internal.PurchaseReturn;
import org.kithwork.customer.CustomerId;
import org.kithwork.id.Ids;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Actor;
import org.kithwork.permission.Visibility;
import org.kithwork.store.Sql;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps purchases with their lines and returns. A change is made on a purchase that {@link #lock} read. */
@Component(service = PurchaseStore.class)
public final class PurchaseStore {

    private final ArchivesUnit unit;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public PurchaseStore(@Reference ArchivesUnit unit, @Reference Ids ids, @Reference Clock clock) {
        this.unit = unit;
        this.ids = ids;
        this.clock = clock;
    }

    /** The condition that a purchase or its customer is in scope. */
    static Sql.Condition visible(Visibility visibility) {
        return visibility.ofRecord("p.customer_id", null, "p.store_id");
    }

    /**
     * A purchase found by its key.
     *
     * @param fingerprint of the content that it was entered with
     */
    public record Known(Purchase purchase, String fingerprint) {}

    public Optional<Purchase> find(PurchaseId id, Visibility visibility) {
        return unit.in(em -> {
            var rows = Sql.select("p.* FROM archives_purchase p")
                    .where("p.id = ?", id.value())
                    .where(visible(visibility))
                    .entities(em, PurchaseEntity.class);
            return PurchaseRows.purchases(em, rows).stream().findFirst();
        });
    }

    public Optional<Known> byKey(String source, String externalId) {
        return unit.in(em -> {
            var rows = Sql.select("p.* FROM archives_purchase p")
                    .where("p.source = ?", source)
                    .where("p.external_id = ?", externalId)
                    .entities(em, PurchaseEntity.class);
            return PurchaseRows.purchases(em, rows).stream()
                    .findFirst()
                    .map(purchase -> new Known(purchase, rows.get(0).fingerprint));
        });
    }

    /** One row more than the page has, newest first; of all customers where none is named. */
    public List<Purchase> list(@Nullable CustomerId customer, Visibility visibility, PageRequest request) {
        return unit.in(em -> {
            var index = customer == null ? "archives_purchase_sort" : "archives_purchase_customer";
            var keys = Sql.select("p.sort_key FROM archives_purchase p " + Sql.byIndex(index))
                    .whereIf("p.customer_id = ?", PurchaseRows.value(customer))
                    .where(visible(visibility))
                    .page("p.sort_key", true, request)
                    .values(em, String.class);
            var rows = Sql.inPortions(
                    keys,
                    some -> Sql.select("p.* FROM archives_purchase p")
                            .whereIn("p.sort_key", some)
                            .orderBy("p.sort_key DESC")
                            .entities(em, PurchaseEntity.class));
            return PurchaseRows.purchases(em, rows);
        });
    }

    /** The purchase, its row locked until the transaction ends, so that others who change it wait. */
    public Optional<Purchase> lock(PurchaseId id, Visibility visibility) {
        return unit.in(em -> Sql.select("p.id FROM archives_purchase p")
                .where("p.id = ?", id.value())
                .where(visible(visibility))
                .values(em, String.class)
                .stream()
                .findFirst()
                .map(found -> locked(em, new PurchaseId(found))));
    }

    /** A purchase that is known to be there, its row locked until the transaction ends. */
    public Purchase lock(PurchaseId id) {
        return unit.in(em -> locked(em, id));
    }

    /** A purchase as it stands, with when it last changed, its row locked until the transaction ends; if it is there. */
    public Optional<Changed> lockChanged(PurchaseId id) {
        return unit.in(em -> Optional.ofNullable(
                        em.find(PurchaseEntity.class, id.value(), LockModeType.PESSIMISTIC_WRITE))
                .map(row -> new Changed(PurchaseRows.purchases(em, List.of(row)).get(0), row.changedAt)));
    }

    /** A purchase, and when it last changed. */
    public record Changed(Purchase purchase, Instant at) {}

    /** Removes a purchase of which nothing came back. */
    public void remove(PurchaseId id) {
        unit.in(em -> {
            em.flush();
            em.createNativeQuery("DELETE FROM archives_review WHERE purchase_id = ?")
                    .setParameter(1, id.value())
                    .executeUpdate();
            em.createNativeQuery("DELETE FROM archives_purchase_line WHERE purchase_id = ?")
                    .setParameter(1, id.value())
                    .executeUpdate();
            return em.createNativeQuery("DELETE FROM archives_purchase WHERE id = ?")
                    .setParameter(1, id.value())
                    .executeUpdate();
        });
    }

    private static Purchase locked(EntityManager em, PurchaseId id) {
        return PurchaseRows.purchases(em, List.of(row(em, id))).get(0);
    }

    private static PurchaseEntity row(EntityManager em, PurchaseId id) {
        var row = em.find(PurchaseEntity.class, id.value(), LockModeType.PESSIMISTIC_WRITE);
        if (row == null) {
            throw new IllegalStateException("Purchase " + id + " has gone");
        }
        return row;
    }

    /** Stores a new purchase; a key that is taken shows at once. */
    public Purchase insert(Purchase purchase, String fingerprint, Actor by) {
        return unit.in(em -> {
            var row = persist(em, purchase, fingerprint, by);
            em.flush();
            return purchase.withVersion(row.version);
        });
    }

    /** Stores a new purchase together with the others of a batch, when the transaction ends. */
    public Purchase append(Purchase purchase, String fingerprint, Actor by) {
        return unit.in(em -> {
            persist(em, purchase, fingerprint, by);
            return purchase;
        });
    }

    private PurchaseEntity persist(EntityManager em, Purchase purchase, String fingerprint, Actor by) {
        var row = PurchaseRows.row(purchase, fingerprint, by, clock.instant());
        em.persist(row);
        for (int i = 0; i < purchase.lines().size(); i++) {
            em.persist(PurchaseRows.row(purchase.lines().get(i), purchase.id(), i));
        }
        return row;
    }

    /** Stores the purchase as it is after a line came to it. */
    public Purchase addLine(Purchase after, PurchaseLine line) {
        return unit.in(em -> {
            em.persist(PurchaseRows.row(line, after.id(), after.lines().size() - 1));
            return changed(em, after);
        });
    }

    /** Stores the purchase as it is after the return. */
    public Purchase addReturn(Purchase after, PurchaseReturn back, Actor by) {
        return unit.in(em -> {
            em.persist(PurchaseRows.row(back, after.id(), after.returns().size() - 1, by, clock.instant()));
            for (var line : back.lines()) {
                em.persist(PurchaseRows.row(line, back, after.id(), ids.next()));
            }
            keepReturned(em, after);
            return changed(em, after);
        });
    }

    /** Removes the last return of a purchase, which is this after it. */
    public Purchase removeReturn(Purchase after, PurchaseReturn back) {
        return unit.in(em -> {
            em.flush();
            Sql.update(em, "DELETE FROM archives_return_line WHERE return_id = ?", back.id());
            Sql.update(em, "DELETE FROM archives_return WHERE id = ?", back.id());
            keepReturned(em, after);
            return changed(em, after);
        });
    }

    private static void keepReturned(EntityManager em, Purchase after) {
        for (var line : after.lines()) {
            var row = em.find(PurchaseLineEntity.class, line.id());
            row.returned = line.returned();
        }
    }

    /** Stores the status and the totals. */
    public Purchase change(Purchase after) {
        return unit.in(em -> changed(em, after));
    }

    private Purchase changed(EntityManager em, Purchase after) {
        var row = row(em, after.id());
        row.changedAt = clock.instant();
        PurchaseRows.fill(row, after);
        em.flush();
        return after.withVersion(row.version);
    }
}
