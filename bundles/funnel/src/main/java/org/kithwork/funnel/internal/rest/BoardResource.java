package org.kithwork.funnel.internal.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.kithwork.funnel.internal.FunnelPermissions;
import org.kithwork.funnel.internal.board.Board;
import org.kithwork.funnel.internal.board.Boards;
import org.kithwork.funnel.internal.pipeline.PipelineId;
import org.kithwork.permission.Requires;
import org.kithwork.permission.UserId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** What stands in each stage; the cards themselves are listed by {@code funnel/opportunities}. */
@Component(service = BoardResource.class)
@JakartarsResource
@Path("funnel/board")
@Produces(MediaType.APPLICATION_JSON)
public final class BoardResource {

    private final Boards boards;

    @Activate
    public BoardResource(@Reference Boards boards) {
        this.boards = boards;
    }

    /** The open stages of a pipeline, how many are in each, and what they are worth. */
    @GET
    @Requires(FunnelPermissions.VIEW_OPPORTUNITIES)
    public Board get(
            @QueryParam("pipeline") @Nullable PipelineId pipeline, @QueryParam("owner") @Nullable UserId owner) {
        return boards.of(pipeline, owner);
    }
}
