package org.kithwork.notebook.internal.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.kithwork.notebook.internal.Note;
import org.kithwork.notebook.internal.Notebook;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Returns;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /api/v1/notebook/notes}. */
@Component(service = NotesResource.class)
@JakartarsResource
@Path("notebook/notes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class NotesResource {
    private final Notebook notebook;

    @Activate
    public NotesResource(@Reference Notebook notebook) {
        this.notebook = notebook;
    }

    @GET
    @Requires("notebook:note:view")
    public Notes list() {
        return new Notes(notebook.latest());
    }

    @POST
    @Requires("notebook:note:create")
    @Returns(status = 201, value = Note.class)
    public Response write(NewNote note) {
        var written = notebook.write(note.text());
        return Response.created(URI.create("notebook/notes/" + written.id()))
                .entity(written)
                .build();
    }

    @GET
    @Path("{id}")
    @Requires("notebook:note:view")
    public Note get(@PathParam("id") String id) {
        return notebook.read(id);
    }

    /** The list's wire form. */
    public record Notes(List<Note> items) {}
}
