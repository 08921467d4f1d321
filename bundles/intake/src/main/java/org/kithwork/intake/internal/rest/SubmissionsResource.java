package org.kithwork.intake.internal.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerMatch;
import org.kithwork.intake.internal.IntakePermissions;
import org.kithwork.intake.internal.Submission;
import org.kithwork.intake.internal.Submission.State;
import org.kithwork.intake.internal.SubmissionId;
import org.kithwork.intake.internal.Submissions;
import org.kithwork.intake.internal.Submissions.Decision;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.problem.Faults;
import org.kithwork.rest.Returns;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** What was sent in by forms, and what becomes of it. */
@Component(service = SubmissionsResource.class)
@JakartarsResource
@Path("intake/submissions")
@Produces(MediaType.APPLICATION_JSON)
public final class SubmissionsResource {

    private final Submissions submissions;
    private final Paging paging;

    @Activate
    public SubmissionsResource(@Reference Submissions submissions, @Reference Paging paging) {
        this.submissions = submissions;
        this.paging = paging;
    }

    /**
     * A page of what was sent in.
     *
     * @param forms the names of the forms in their addresses, by id
     */
    public record Listed(List<Submission> items, @Nullable String next, Map<String, String> forms) {}

    /** The path of a link, for whoever is to confirm. */
    public record Link(String path) {}

    /** What was sent in, newest first; of one state where it is named. */
    @GET
    @Requires(IntakePermissions.VIEW_SUBMISSIONS)
    public Listed list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var faults = new Faults();
        var wanted = faults.choice("/state", state, State.class);
        faults.check();
        var page = submissions.list(wanted, paging.request(limit, cursor));
        return new Listed(page.items(), page.next(), submissions.forms(page.items()));
    }

    @GET
    @Path("{id}")
    @Requires(IntakePermissions.VIEW_SUBMISSIONS)
    @Returns(Submission.class)
    public Response get(@PathParam("id") SubmissionId id) {
        return answer(submissions.get(id));
    }

    /** The customers that it may be. */
    @GET
    @Path("{id}/matches")
    @Requires(IntakePermissions.EDIT_SUBMISSIONS)
    public List<CustomerMatch> matches(@PathParam("id") SubmissionId id) {
        return submissions.matches(id);
    }

    /** The link by which it is confirmed, to be handed over by a person. */
    @POST
    @Path("{id}/link")
    @Requires(IntakePermissions.EDIT_SUBMISSIONS)
    public Link link(@PathParam("id") SubmissionId id) {
        return new Link("/public/intake/confirm/" + submissions.link(id));
    }

    /** Decides what becomes of it. */
    @POST
    @Path("{id}/decision")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(IntakePermissions.EDIT_SUBMISSIONS)
    @Returns(Submission.class)
    public Response decide(@PathParam("id") SubmissionId id, Decision decision) {
        return answer(submissions.decide(id, decision));
    }

    private static Response answer(Submission submission) {
        return Response.ok(submission).tag(Long.toString(submission.version())).build();
    }
}
