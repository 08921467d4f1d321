package org.kithwork.core.internal.access;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.core.internal.access.signin.Secrets;
import org.kithwork.core.internal.access.store.LinkEntity;
import org.kithwork.core.internal.access.store.LinkStore;
import org.kithwork.core.internal.access.store.UserStore;
import org.kithwork.id.Ids;
import org.kithwork.link.spi.LinkPurpose;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Actor;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Personal links: a user makes and ends his own; who may see all links may end each. */
@Component(service = LinkAdmin.class)
public final class LinkAdmin {

    /** So many of one purpose a user may have. */
    static final int MOST = 5;

    private static final int LONGEST_NAME = 200;

    private final LinkStore links;
    private final LinkPurposes purposes;
    private final LinkHash hash;
    private final UserStore users;
    private final AccessControl access;
    private final Audit audit;
    private final Paging paging;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public LinkAdmin(
            @Reference LinkStore links,
            @Reference LinkPurposes purposes,
            @Reference LinkHash hash,
            @Reference UserStore users,
            @Reference AccessControl access,
            @Reference Audit audit,
            @Reference Paging paging,
            @Reference Transactions transactions,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.links = links;
        this.purposes = purposes;
        this.hash = hash;
        this.users = users;
        this.access = access;
        this.audit = audit;
        this.paging = paging;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A link.
     *
     * @param path the address with its secret, told once, when the link is made
     * @param lastUsedAt to the minute
     */
    public record Link(
            String id,
            String purpose,
            String name,
            String ownerId,
            @Nullable String ownerName,
            Instant createdAt,
            @Nullable Instant lastUsedAt,
            @Nullable String path) {}

    /** The form of a new link; raw. */
    public record Draft(@Nullable String purpose, @Nullable String name) {}

    /**
     * One's own links; with the right to see all, all.
     *
     * @param purpose of all purposes where absent
     * @param mine one's own alone
     */
    public Page<Link> list(@Nullable String purpose, boolean mine, PageRequest request) {
        var visibility = access.visibility(CorePermissions.LINK_VIEW);
        var me = mine ? access.actor().id() : null;
        return transactions.call(() -> {
            var rows = links.list(visibility, purpose, me);
            var owners = users.names(
                    new TreeSet<>(rows.stream().map(row -> row.userId).toList()));
            return Listing.page(paging, request, rows, row -> row.id)
                    .map(row -> view(row, owners.get(row.userId), null));
        });
    }

    /** Makes a link of the user who acts, who holds all that goes with it; no token makes one. */
    public Link create(Draft draft) {
        access.require(CorePermissions.LINK_CREATE);
        var actor = access.actor();
        if (actor.kind() != Actor.Kind.USER) {
            throw Problem.of(ProblemKind.FORBIDDEN, Message.of(LinkAdmin.class, "link-of-user"));
        }
        var faults = new Faults();
        var name = faults.requiredText("/name", draft.name(), LONGEST_NAME);
        var purpose = purpose(faults, draft.purpose());
        purpose.rights().forEach(access::require);
        var secret = Secrets.next();
        return transactions.call(() -> {
            var row = new LinkEntity();
            row.id = ids.next();
            row.secretHash = hash.of(secret);
            row.userId = actor.id();
            row.purpose = purpose.name();
            row.name = name;
            row.createdAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
            if (!links.insert(row, MOST)) {
                throw Problem.conflict(Message.of(LinkAdmin.class, "links-enough", MOST));
            }
            note("link.created", row);
            return view(row, users.names(List.of(row.userId)).get(row.userId), purpose.path(secret));
        });
    }

    /** What it is for; refuses the form where that, or anything else of it, is at fault. */
    private LinkPurpose purpose(Faults faults, @Nullable String name) {
        var found = name == null ? Optional.<LinkPurpose>empty() : purposes.find(name);
        if (found.isEmpty()) {
            faults.add("/purpose", Message.of(LinkAdmin.class, "link-purpose"));
        }
        faults.check();
        return found.orElseThrow();
    }

    /** Ends a link at once. */
    public void revoke(String id) {
        var visibility = access.visibility(CorePermissions.LINK_DELETE);
        transactions.run(() -> {
            var row = mine(id, visibility);
            links.delete(row.id);
            note("link.revoked", row);
        });
    }

    /** The link that {@link #revoke} would end. */
    public Link revocable(String id) {
        var visibility = access.visibility(CorePermissions.LINK_DELETE);
        return transactions.call(() -> {
            var row = mine(id, visibility);
            return view(row, users.names(List.of(row.userId)).get(row.userId), null);
        });
    }

    private LinkEntity mine(String id, Visibility visibility) {
        return links.find(id)
                .filter(link -> visibility.all() || visibility.owners().contains(link.userId))
                .orElseThrow(() -> Problem.notFound("link"));
    }

    private static Link view(LinkEntity row, @Nullable String owner, @Nullable String path) {
        return new Link(row.id, row.purpose, row.name, row.userId, owner, row.createdAt, row.usedAt, path);
    }

    private void note(String action, LinkEntity row) {
        var detail = Map.<String, Object>of("purpose", row.purpose, "ownerId", row.userId);
        audit.record(new Audit.Entry(action, "core:link", row.id, null, detail, null));
    }
}
