package org.kithwork.archives.internal;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.store.PurchaseStore;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.event.Trail;
import org.kithwork.money.Money;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Enters purchases and what comes back of them. Each change, its audit and its event are one transaction. */
@Component(service = PurchaseBook.class)
public final class PurchaseBook {

    private final AccessControl access;
    private final CustomerDirectory customers;
    private final Transactions transactions;
    private final PurchaseStore store;
    private final PurchaseDrafts drafts;
    private final ReturnDrafts returns;
    private final Trail trail;

    @Activate
    public PurchaseBook(
            @Reference AccessControl access,
            @Reference CustomerDirectory customers,
            @Reference Transactions transactions,
            @Reference PurchaseStore store,
            @Reference PurchaseDrafts drafts,
            @Reference ReturnDrafts returns,
            @Reference Trail trail) {
        this.access = access;
        this.customers = customers;
        this.transactions = transactions;
        this.store = store;
        this.drafts = drafts;
        this.returns = returns;
        this.trail = trail;
    }

    /**
     * Enters a purchase. One with the same source and external id is the same purchase: with the same content it is
     * returned as it stands, with another content refused ({@code external-id-taken}).
     */
    public Purchase complete(PurchaseDraft draft) {
        var said = drafts.read(draft, access.visibility(ArchivesPermissions.PURCHASE_CREATE), new Faults());
        return transactions.call(() -> {
            var customer = customers.requireOpen(said.customer());
            return known(said).map(known -> requireSame(known, said, customer)).orElseGet(() -> enter(said, customer));
        });
    }

    /**
     * Notes what came back of a purchase, at most what is left of each line. One with the same external id is the same
     * return.
     */
    public Purchase giveBack(PurchaseId id, ReturnDraft draft) {
        var visibility = access.visibility(ArchivesPermissions.PURCHASE_EDIT);
        var said = returns.read(draft);
        return transactions.call(() -> {
            var purchase = store.lock(id, visibility).orElseThrow(PurchaseId::notFound);
            var key = said.externalId();
            if (key != null && purchase.returns().stream().anyMatch(r -> key.equals(r.externalId()))) {
                return purchase;
            }
            requireNotVoid(purchase);
            var after = returns.apply(purchase, said);
            var back = after.returns().get(after.returns().size() - 1);
            trail.happened(
                    ArchivesEvents.PURCHASE_RETURNED,
                    after.customerId(),
                    id.value(),
                    back.at(),
                    figures(after, back),
                    null);
            return store.addReturn(after, back, access.actor());
        });
    }

    /** Declares a purchase a mistake: it is kept and counts nowhere. Refused once something came back. */
    public Purchase annul(PurchaseId id, String reason) {
        var visibility = access.visibility(ArchivesPermissions.PURCHASE_DELETE);
        return transactions.call(() -> {
            var purchase = store.lock(id, visibility).orElseThrow(PurchaseId::notFound);
            if (purchase.isVoid()) {
                return purchase;
            }
            if (!purchase.returns().isEmpty()) {
                throw Problem.conflict(Said.message("purchase-has-returns"));
            }
            trail.happened(
                    ArchivesEvents.PURCHASE_VOIDED,
                    purchase.customerId(),
                    id.value(),
                    purchase.at(),
                    figures(purchase, purchase.net()),
                    reason);
            return store.change(purchase.asVoid());
        });
    }

    /**
     * Enters a purchase, or one line more of the purchase that has its key, in the transaction of an import, whose row
     * is the audit of it. A purchase whose person was erased takes nothing more.
     *
     * @param faults what was found at fault of the row before
     * @param newcomer makes the customer of a draft that names none, once nothing is at fault
     */
    public Entered enterRow(PurchaseDraft draft, Faults faults, @Nullable Supplier<CustomerId> newcomer) {
        var right = access.visibility(ArchivesPermissions.PURCHASE_CREATE);
        var said = drafts.read(newcomer == null ? draft : draft.of(Said.NEWCOMER), right, faults);
        var known = known(said);
        if (known.isEmpty()) {
            return new Entered(append(newcomer == null ? said : said.of(newcomer.get())), Entered.What.PURCHASE);
        }
        var before = store.lock(known.get().purchase().id());
        if (before.customerId() == null) {
            return new Entered(before, Entered.What.NOTHING);
        }
        requireExtensible(before, said);
        var line = said.purchase().lines().get(0);
        var after = before.extend(line, said.purchase().at());
        trail.told(
                ArchivesEvents.PURCHASE_EXTENDED,
                after.customerId(),
                after.id().value(),
                said.purchase().at(),
                figures(after, line.net()));
        return new Entered(store.addLine(after, line), Entered.What.LINE);
    }

    /**
     * Takes back a purchase that an import entered, in the transaction of the undo, whose row is the audit of it.
     *
     * @param until when the import ended
     * @return why it stays: something was added to it or came back of it since; empty when it is gone
     */
    public Optional<Message> takeBack(PurchaseId id, Instant until) {
        var found = store.lockChanged(id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var purchase = found.get().purchase();
        // Each line that came later is a change of its own.
        if (purchase.version() != purchase.lines().size() || found.get().at().isAfter(until)) {
            return Optional.of(Said.message("changed-since"));
        }
        trail.told(
                ArchivesEvents.PURCHASE_REMOVED,
                purchase.customerId(),
                id.value(),
                purchase.at(),
                figures(purchase, purchase.net()));
        store.remove(id);
        return Optional.empty();
    }

    /**
     * Notes what came back of one article, in the transaction of an import, whose row is the audit of it. Refused where the
     * purchase is not there yet ({@code purchase-unknown}); a return that was noted before is not noted again.
     */
    public Entered giveBackRow(ReturnRow row) {
        var visibility = access.visibility(ArchivesPermissions.PURCHASE_EDIT);
        var before = store.byKey(row.source(), row.externalId())
                .flatMap(known -> store.lock(known.purchase().id(), visibility))
                .orElseThrow(() -> Problem.invalid("/externalId", Said.message("purchase-unknown", row.externalId())));
        var isKnown = before.returns().stream().anyMatch(back -> row.key().equals(back.externalId()));
        if (before.customerId() == null || isKnown) {
            return new Entered(before, Entered.What.NOTHING);
        }
        requireNotVoid(before);
        var after = returns.apply(before, returns.read(before, row));
        var back = after.returns().get(after.returns().size() - 1);
        trail.told(
                ArchivesEvents.PURCHASE_RETURNED,
                after.customerId(),
                after.id().value(),
                back.at(),
                figures(after, back));
        return new Entered(store.addReturn(after, back, access.actor()), Entered.What.LINE);
    }

    /**
     * Takes back a return that an import noted, in the transaction of the undo, whose row is the audit of it.
     *
     * @return why it stays: something else came back since; empty when it is gone
     */
    public Optional<Message> takeBackReturn(PurchaseId id, String returnId) {
        var found = store.lockChanged(id).map(PurchaseStore.Changed::purchase);
        if (found.isEmpty()
                || found.get().returns().stream().noneMatch(back -> back.id().equals(returnId))) {
            return Optional.empty();
        }
        var purchase = found.get();
        var back = purchase.returns().get(purchase.returns().size() - 1);
        if (!back.id().equals(returnId)) {
            return Optional.of(Said.message("changed-since"));
        }
        trail.told(
                ArchivesEvents.RETURN_REMOVED,
                purchase.customerId(),
                purchase.id().value(),
                back.at(),
                figures(purchase, back));
        store.removeReturn(purchase.withoutLastReturn(), back);
        return Optional.empty();
    }

    /** What became of a row. */
    public record Entered(Purchase purchase, What made) {

        /** What a row made. */
        public enum What {
            PURCHASE,
            LINE,
            NOTHING
        }
    }

    private Optional<PurchaseStore.Known> known(NewPurchase said) {
        var source = said.purchase().source();
        var externalId = said.purchase().externalId();
        return source == null || externalId == null ? Optional.empty() : store.byKey(source, externalId);
    }

    private Purchase enter(NewPurchase said, CustomerId customer) {
        var purchase = said.purchase();
        trail.happened(
                ArchivesEvents.PURCHASE_COMPLETED,
                customer,
                purchase.id().value(),
                purchase.at(),
                completed(purchase),
                null);
        return store.insert(purchase, said.fingerprint(), access.actor());
    }

    private Purchase append(NewPurchase said) {
        var purchase = said.purchase();
        trail.told(
                ArchivesEvents.PURCHASE_COMPLETED,
                said.customer(),
                purchase.id().value(),
                purchase.at(),
                completed(purchase));
        return store.append(purchase, said.fingerprint(), access.actor());
    }

    private static Map<String, Object> completed(Purchase purchase) {
        var data = figures(purchase, purchase.net());
        data.put("lines", purchase.lines().size());
        return data;
    }

    private static Purchase requireSame(PurchaseStore.Known known, NewPurchase said, CustomerId customer) {
        if (!customer.equals(known.purchase().customerId())
                || !known.fingerprint().equals(said.fingerprint())) {
            throw Problem.conflict(
                    Said.message("external-id-taken", "" + said.purchase().externalId()));
        }
        return known.purchase();
    }

    private static void requireExtensible(Purchase known, NewPurchase said) {
        if (!said.customer().equals(known.customerId())) {
            throw Problem.invalid("/customerId", Said.message("purchase-of-another"));
        }
        if (!said.purchase().currency().equals(known.currency())) {
            throw Problem.invalid(
                    "/currency",
                    Said.message("purchase-other-currency", known.currency().getCurrencyCode()));
        }
        requireNotVoid(known);
    }

    private static void requireNotVoid(Purchase purchase) {
        if (purchase.isVoid()) {
            throw Problem.conflict(Said.message("purchase-void"));
        }
    }

    private static Map<String, Object> figures(Purchase purchase, PurchaseReturn back) {
        var figures = new HashMap<>(figures(purchase, back.net()));
        figures.put("record", back.id());
        return figures;
    }

    private static Map<String, Object> figures(Purchase purchase, Money amount) {
        var data = new HashMap<String, Object>();
        data.put("amount", amount.amount().toPlainString());
        data.put("currency", amount.currency().getCurrencyCode());
        var store = purchase.storeId();
        if (store != null) {
            data.put("storeId", store.value());
        }
        return data;
    }
}
