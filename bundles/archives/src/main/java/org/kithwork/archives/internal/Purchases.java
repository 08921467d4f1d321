package org.kithwork.archives.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.store.PurchaseStore;
import org.kithwork.archives.internal.store.ReviewStore;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.permission.AccessControl;
import org.kithwork.store.TimeKey;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads purchases, as far as they or their customers are in the actor's scope. */
@Component(service = Purchases.class)
public final class Purchases {

    private final AccessControl access;
    private final CustomerDirectory customers;
    private final PurchaseStore store;
    private final ReviewStore reviews;
    private final ArchivesFields fields;
    private final Paging paging;

    @Activate
    public Purchases(
            @Reference AccessControl access,
            @Reference CustomerDirectory customers,
            @Reference PurchaseStore store,
            @Reference ReviewStore reviews,
            @Reference ArchivesFields fields,
            @Reference Paging paging) {
        this.access = access;
        this.customers = customers;
        this.store = store;
        this.reviews = reviews;
        this.fields = fields;
        this.paging = paging;
    }

    /** The purchase; refuses with {@code not-found} what is not there or out of scope. */
    public PurchaseView get(PurchaseId id) {
        return store.find(id, access.visibility(ArchivesPermissions.PURCHASE_VIEW))
                .map(this::shown)
                .orElseThrow(PurchaseId::notFound);
    }

    /** The customer's purchases, or those of all whom the actor may see; newest first. */
    public Page<PurchaseView> list(@Nullable CustomerId customer, PageRequest request) {
        var visibility = access.visibility(ArchivesPermissions.PURCHASE_VIEW);
        var visible = customer == null ? null : customers.requireVisible(customer);
        var page =
                paging.page(store.list(visible, visibility, request), request, p -> TimeKey.of(p.at(), p.id().value()));
        return new Page<>(shown(page.items()), page.next());
    }

    /** A purchase that was just changed, as the actor may see it. */
    public PurchaseView shown(Purchase purchase) {
        return shown(List.of(purchase)).get(0);
    }

    private List<PurchaseView> shown(List<Purchase> purchases) {
        return fields.shownPurchases(
                purchases, reviews.of(purchases.stream().map(Purchase::id).toList()));
    }
}
