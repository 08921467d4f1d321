package org.kithwork.archives.internal;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.store.AttachmentStore;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.event.Trail;
import org.kithwork.id.Ids;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Permission;
import org.kithwork.problem.Faults;
import org.kithwork.store.TimeKey;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The files of customers: kept, listed, handed out and removed, as far as they are meant for the actor. */
@Component(service = Attachments.class)
public final class Attachments {

    private final AccessControl access;
    private final CustomerDirectory customers;
    private final Transactions transactions;
    private final AttachmentStore store;
    private final Trail trail;
    private final Paging paging;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public Attachments(
            @Reference AccessControl access,
            @Reference CustomerDirectory customers,
            @Reference Transactions transactions,
            @Reference AttachmentStore store,
            @Reference Trail trail,
            @Reference Paging paging,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.access = access;
        this.customers = customers;
        this.transactions = transactions;
        this.store = store;
        this.trail = trail;
        this.paging = paging;
        this.ids = ids;
        this.clock = clock;
    }

    /** The file of this id; refuses with {@code not-found} what is not there, out of scope or not meant for the actor. */
    public Attachment get(AttachmentId id) {
        return store.find(id, reader(ArchivesPermissions.ATTACHMENT_VIEW)).orElseThrow(AttachmentId::notFound);
    }

    /** The files of a customer, or of all whom the actor may see; newest first. */
    public Page<Attachment> list(@Nullable CustomerId customer, PageRequest request) {
        var reader = reader(ArchivesPermissions.ATTACHMENT_VIEW);
        var visible = customer == null ? null : customers.requireVisible(customer);
        return paging.page(
                store.list(visible, reader, request),
                request,
                file -> TimeKey.of(file.at(), file.id().value()));
    }

    /** Makes sure that the actor may keep a file, before a large one is read. */
    public void requireKeeping() {
        access.require(ArchivesPermissions.ATTACHMENT_CREATE);
    }

    /** Keeps a file with a customer. */
    public Attachment keep(AttachmentDraft draft) {
        requireKeeping();
        var faults = new Faults();
        var customer = CustomerId.required(faults, "/customerId", draft.customerId());
        var visibility = faults.choice("/visibility", draft.visibility(), Audience.class);
        faults.check();
        if (customer == null) {
            throw new IllegalStateException("A draft without faults is complete");
        }
        var actor = access.actor();
        var file = draft.file();
        var attachment = new Attachment(
                new AttachmentId(ids.next()),
                customer,
                file.name(),
                file.type(),
                file.content().length,
                visibility == null ? Audience.ALL : visibility,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                new ActorName(actor.id(), actor.name()));
        return transactions.call(() -> {
            customers.requireOpen(customer);
            trail.happened(
                    ArchivesEvents.ATTACHMENT_ADDED,
                    customer,
                    attachment.id().value(),
                    attachment.at(),
                    data(attachment),
                    null);
            return store.insert(attachment, file.content());
        });
    }

    /** The bytes of a file. Who took it is noted. */
    public byte[] content(AttachmentId id) {
        var attachment = get(id);
        return transactions.call(() -> {
            trail.audited(
                    "archives.attachment.downloaded", attachment.customerId(), id.value(), data(attachment), null);
            return store.content(attachment);
        });
    }

    /** Removes a file for good. */
    public void remove(AttachmentId id) {
        var reader = reader(ArchivesPermissions.ATTACHMENT_DELETE);
        transactions.run(() -> {
            var attachment = store.find(id, reader).orElseThrow(AttachmentId::notFound);
            customers.requireOpen(attachment.customerId());
            trail.happened(
                    ArchivesEvents.ATTACHMENT_REMOVED,
                    attachment.customerId(),
                    id.value(),
                    clock.instant(),
                    data(attachment),
                    null);
            store.remove(id);
        });
    }

    private Reader reader(Permission permission) {
        return Reader.of(access, access.visibility(permission));
    }

    private static Map<String, Object> data(Attachment attachment) {
        return Map.of("type", attachment.type(), "size", attachment.size());
    }
}
