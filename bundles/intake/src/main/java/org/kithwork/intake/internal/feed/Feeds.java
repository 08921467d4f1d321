package org.kithwork.intake.internal.feed;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.customer.ActorName;
import org.kithwork.id.Ids;
import org.kithwork.importing.DropFolders;
import org.kithwork.importing.StandingImports;
import org.kithwork.intake.internal.IntakePermissions;
import org.kithwork.intake.internal.feed.Feed.Type;
import org.kithwork.intake.internal.store.FeedFileStore;
import org.kithwork.intake.internal.store.FeedStore;
import org.kithwork.outbound.Webhooks;
import org.kithwork.page.Page;
import org.kithwork.page.PageRequest;
import org.kithwork.page.Paging;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Permission;
import org.kithwork.problem.Problem;
import org.kithwork.problem.ProblemKind;
import org.kithwork.rest.Patch;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps which systems outside send what. Each change and its audit are one transaction. */
@Component(service = Feeds.class)
public final class Feeds {

    /** Whoever says one of these says what is imported, and does it on his own behalf. */
    private static final List<String> HOW = List.of("kind", "source", "onDuplicate", "mapping", "options");

    private final AccessControl access;
    private final Transactions transactions;
    private final FeedStore store;
    private final FeedFileStore files;
    private final StandingImports imports;
    private final DropFolders folders;
    private final Webhooks signing;
    private final Audit audit;
    private final Paging paging;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public Feeds(
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference FeedStore store,
            @Reference FeedFileStore files,
            @Reference StandingImports imports,
            @Reference DropFolders folders,
            @Reference Webhooks signing,
            @Reference Audit audit,
            @Reference Paging paging,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.access = access;
        this.transactions = transactions;
        this.store = store;
        this.files = files;
        this.imports = imports;
        this.folders = folders;
        this.signing = signing;
        this.audit = audit;
        this.paging = paging;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * A feed and the secret by which its messages are known, which is shown this once.
     *
     * @param secret {@code whsec_} and base64; {@code null} for a folder
     */
    public record Secret(Feed feed, @Nullable String secret) {}

    /** Newest first; those alone who see all stores see them. */
    public Page<Feed> list(PageRequest request) {
        requireAll(IntakePermissions.FEED_VIEW);
        return paging.page(store.list(request), request, feed -> feed.id().value());
    }

    public Feed get(FeedId id) {
        requireAll(IntakePermissions.FEED_VIEW);
        return store.find(id).orElseThrow(FeedId::notFound);
    }

    /** Sets a feed up: what comes in is imported on behalf of the user who calls, with the rights that he then has. */
    public Secret create(FeedDraft draft) {
        requireAll(IntakePermissions.FEED_EDIT);
        var said = FeedReader.read(draft);
        var secret = said.type() == Type.HOOK ? signing.newSecret() : null;
        var now = now();
        var made = transactions.call(() -> {
            var feed = new Feed(
                    new FeedId(ids.next()),
                    1,
                    said.slug(),
                    said.name(),
                    said.type(),
                    said.active(),
                    said.rows(),
                    said.key(),
                    said.patienceHours(),
                    said.how(),
                    imports.open(said.how()),
                    now,
                    by(),
                    now,
                    by());
            if (!store.insert(feed, secret)) {
                throw Problem.invalid("/slug", FeedReader.message("slug-taken-feed"));
            }
            audited(
                    "feed.created",
                    feed,
                    Map.of("slug", feed.slug(), "type", feed.type().name()));
            return feed;
        });
        if (made.type() == Type.FOLDER) {
            folders.create(made.slug());
        }
        return new Secret(made, secret);
    }

    /** Changes the members that the patch names; who says what is imported takes the feed over. */
    public Feed change(FeedId id, long version, Patch patch) {
        patch.allow(FeedDraft.class);
        requireAll(IntakePermissions.FEED_EDIT);
        return transactions.call(() -> {
            var before = store.lock(id).orElseThrow(FeedId::notFound);
            if (before.version() != version) {
                throw Problem.stale();
            }
            requireFixed(patch, "slug", before.slug());
            requireFixed(patch, "type", before.type().name());
            var said = FeedReader.read(FeedDraft.of(before, patch));
            if (HOW.stream().anyMatch(patch::has)) {
                imports.change(before.standingId(), said.how());
            }
            var after = store.change(new Feed(
                    id,
                    version,
                    before.slug(),
                    said.name(),
                    before.type(),
                    said.active(),
                    said.rows(),
                    said.key(),
                    said.patienceHours(),
                    said.how(),
                    before.standingId(),
                    before.createdAt(),
                    before.createdBy(),
                    now(),
                    by()));
            audited(
                    "feed.changed",
                    after,
                    Map.of("fields", patch.members().stream().sorted().collect(Collectors.joining(", "))));
            return after;
        });
    }

    private static void requireFixed(Patch patch, String member, String before) {
        if (patch.has(member) && !before.equals(patch.text(member))) {
            throw Problem.invalid("/" + member, FeedReader.message("feed-fixed"));
        }
    }

    /** Gives it another secret; the one before holds no more. */
    public Secret renew(FeedId id) {
        requireAll(IntakePermissions.FEED_EDIT);
        var secret = signing.newSecret();
        return transactions.call(() -> {
            var feed = store.lock(id).orElseThrow(FeedId::notFound);
            if (feed.type() != Type.HOOK) {
                throw Problem.conflict(FeedReader.message("no-secret"));
            }
            store.renew(id, secret);
            audited("feed.secret-renewed", feed, Map.of());
            return new Secret(feed, secret);
        });
    }

    /** The files of a folder, newest first. */
    public Page<FeedFile> files(FeedId id, PageRequest request) {
        get(id);
        return paging.page(files.list(id, request), request, FeedFile::id);
    }

    /** Names of the feeds, for completion. */
    public List<String> ids() {
        return list(PageRequest.first(200)).items().stream()
                .map(feed -> feed.id().value())
                .toList();
    }

    private void requireAll(Permission permission) {
        if (!access.visibility(permission).all()) {
            throw Problem.of(ProblemKind.FORBIDDEN, "forbidden", permission.toString());
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private ActorName by() {
        return new ActorName(access.actor().id(), access.actor().name());
    }

    private void audited(String action, Feed feed, Map<String, Object> detail) {
        audit.record(new Audit.Entry(action, "intake:feed", feed.id().value(), null, detail, null));
    }
}
