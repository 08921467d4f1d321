package org.kithwork.intake.internal.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.kithwork.intake.internal.IntakePermissions;
import org.kithwork.intake.internal.Removal;
import org.kithwork.intake.internal.feed.Feed;
import org.kithwork.intake.internal.feed.FeedDraft;
import org.kithwork.intake.internal.feed.FeedFile;
import org.kithwork.intake.internal.feed.FeedId;
import org.kithwork.intake.internal.feed.FeedRemovals;
import org.kithwork.intake.internal.feed.Feeds;
import org.kithwork.intake.internal.feed.Message;
import org.kithwork.intake.internal.feed.MessageId;
import org.kithwork.intake.internal.feed.Messages;
import org.kithwork.page.Page;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.problem.Faults;
import org.kithwork.rest.Patch;
import org.kithwork.rest.Returns;
import org.kithwork.rest.Takes;
import org.kithwork.rest.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Systems outside whose data come in by themselves. */
@Component(service = FeedsResource.class)
@JakartarsResource
@Path("intake/feeds")
@Produces(MediaType.APPLICATION_JSON)
public final class FeedsResource {

    private final Feeds feeds;
    private final Messages messages;
    private final FeedRemovals removals;
    private final Paging paging;

    @Activate
    public FeedsResource(
            @Reference Feeds feeds,
            @Reference Messages messages,
            @Reference FeedRemovals removals,
            @Reference Paging paging) {
        this.feeds = feeds;
        this.messages = messages;
        this.removals = removals;
        this.paging = paging;
    }

    /** The feeds, newest first. */
    @GET
    @Requires(IntakePermissions.VIEW_FEEDS)
    public Page<Feed> list(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
        return feeds.list(paging.request(limit, cursor));
    }

    /** Makes a feed; the secret of its messages is in this answer and in no other. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(IntakePermissions.EDIT_FEEDS)
    @Returns(status = 201, value = Feeds.Secret.class)
    public Response create(FeedDraft draft) {
        var made = feeds.create(draft);
        return Response.created(URI.create("intake/feeds/" + made.feed().id()))
                .entity(made)
                .build();
    }

    @GET
    @Path("{id}")
    @Requires(IntakePermissions.VIEW_FEEDS)
    @Returns(Feed.class)
    public Response get(@PathParam("id") FeedId id) {
        return answer(feeds.get(id));
    }

    /** Changes the members that the patch names; name in addresses and type stay. */
    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @Requires(IntakePermissions.EDIT_FEEDS)
    @Takes(FeedDraft.class)
    @Returns(Feed.class)
    public Response change(
            @PathParam("id") FeedId id, @HeaderParam("If-Match") @Nullable Version version, Patch patch) {
        return answer(feeds.change(id, Version.required(version), patch));
    }

    /** Deletes it with its log; as a trial it only says what would end. */
    @DELETE
    @Path("{id}")
    @Requires(IntakePermissions.EDIT_FEEDS)
    public Removal remove(@PathParam("id") FeedId id, @QueryParam("dryRun") boolean dryRun) {
        return dryRun ? removals.preview(id) : removals.remove(id);
    }

    /** Gives it another secret, which is in this answer and in no other. */
    @POST
    @Path("{id}/secret")
    @Requires(IntakePermissions.EDIT_FEEDS)
    public Feeds.Secret renew(@PathParam("id") FeedId id) {
        return feeds.renew(id);
    }

    /** What it sent, newest first; of one state where it is named. */
    @GET
    @Path("{id}/messages")
    @Requires(IntakePermissions.VIEW_FEEDS)
    public Page<Message> messages(
            @PathParam("id") FeedId id,
            @QueryParam("state") @Nullable String state,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var faults = new Faults();
        var wanted = faults.choice("/state", state, Message.State.class);
        faults.check();
        return messages.list(id, wanted, paging.request(limit, cursor));
    }

    /** Has a message tried again that waits or was given up. */
    @POST
    @Path("{id}/messages/{message}/retry")
    @Requires(IntakePermissions.EDIT_FEEDS)
    public Message again(@PathParam("id") FeedId id, @PathParam("message") MessageId message) {
        return messages.again(id, message);
    }

    /** The files that were taken from its folder, newest first. */
    @GET
    @Path("{id}/files")
    @Requires(IntakePermissions.VIEW_FEEDS)
    public Page<FeedFile> files(
            @PathParam("id") FeedId id,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return feeds.files(id, paging.request(limit, cursor));
    }

    private static Response answer(Feed feed) {
        return Response.ok(feed).tag(Long.toString(feed.version())).build();
    }
}
