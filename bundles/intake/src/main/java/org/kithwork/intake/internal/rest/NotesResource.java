package org.kithwork.intake.internal.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.kithwork.intake.internal.IntakePermissions;
import org.kithwork.intake.internal.NoteDraft;
import org.kithwork.intake.internal.Notes;
import org.kithwork.intake.internal.Submission;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Returns;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Surveys, interviews and chats that staff fill into forms. */
@Component(service = NotesResource.class)
@JakartarsResource
@Path("intake/notes")
@Produces(MediaType.APPLICATION_JSON)
public final class NotesResource {

    private final Notes notes;

    @Activate
    public NotesResource(@Reference Notes notes) {
        this.notes = notes;
    }

    /** The forms that staff fill in. */
    public record Sheets(List<Notes.Sheet> items) {}

    /** The forms that staff fill in. */
    @GET
    @Path("forms")
    @Requires(IntakePermissions.CREATE_NOTES)
    public Sheets sheets() {
        return new Sheets(notes.sheets());
    }

    /** Keeps the answers, and records the interaction that they belong to. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(IntakePermissions.CREATE_NOTES)
    @Returns(status = 201, value = Submission.class)
    public Response take(NoteDraft draft, @Context HttpHeaders headers) {
        var note = notes.take(draft, headers.getAcceptableLanguages().get(0));
        return Response.created(URI.create("intake/submissions/" + note.id()))
                .tag(Long.toString(note.version()))
                .entity(note)
                .build();
    }
}
