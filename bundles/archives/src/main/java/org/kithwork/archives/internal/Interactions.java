package org.kithwork.archives.internal;

import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.store.InteractionStore;
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

/** Reads interactions, as far as they are in the actor's scope and meant for him. */
@Component(service = Interactions.class)
public final class Interactions {

    private final AccessControl access;
    private final CustomerDirectory customers;
    private final InteractionStore store;
    private final ArchivesFields fields;
    private final Paging paging;

    @Activate
    public Interactions(
            @Reference AccessControl access,
            @Reference CustomerDirectory customers,
            @Reference InteractionStore store,
            @Reference ArchivesFields fields,
            @Reference Paging paging) {
        this.access = access;
        this.customers = customers;
        this.store = store;
        this.fields = fields;
        this.paging = paging;
    }

    /** The interaction; refuses with {@code not-found} what is not there, out of scope or not meant for the actor. */
    public Interaction get(InteractionId id) {
        return store.find(id, reader()).map(fields::shown).orElseThrow(InteractionId::notFound);
    }

    /** The customer's interactions, or those of all whom the actor may see; newest first. */
    public Page<Interaction> list(@Nullable CustomerId customer, PageRequest request) {
        var reader = reader();
        var visible = customer == null ? null : customers.requireVisible(customer);
        var page = paging.page(store.list(visible, reader, request), request, i -> TimeKey.of(i.at(), i.id().value()));
        return new Page<>(fields.shownInteractions(page.items()), page.next());
    }

    /** An interaction that was just changed, as the actor may see it. */
    public Interaction shown(Interaction interaction) {
        return fields.shown(interaction);
    }

    private Reader reader() {
        return Reader.of(access, access.visibility(ArchivesPermissions.INTERACTION_VIEW));
    }
}
