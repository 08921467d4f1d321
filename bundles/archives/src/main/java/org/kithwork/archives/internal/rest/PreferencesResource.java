package org.kithwork.archives.internal.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.ArchivesPermissions;
import org.kithwork.archives.internal.Preference;
import org.kithwork.archives.internal.PreferenceBook;
import org.kithwork.archives.internal.PreferenceDraft;
import org.kithwork.archives.internal.PreferenceId;
import org.kithwork.archives.internal.Preferences;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Returns;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** What a customer likes. */
@Component(service = PreferencesResource.class)
@JakartarsResource
@Path("archives/preferences")
@Produces(MediaType.APPLICATION_JSON)
public final class PreferencesResource {

    private final Preferences preferences;
    private final PreferenceBook book;

    @Activate
    public PreferencesResource(@Reference Preferences preferences, @Reference PreferenceBook book) {
        this.preferences = preferences;
        this.book = book;
    }

    /** What holds of the customer, one of each key. */
    public record Held(List<Preference> items) {}

    @GET
    @Requires(ArchivesPermissions.VIEW_PREFERENCES)
    public Held list(@QueryParam("customer") @Nullable CustomerId customer, @Context HttpHeaders headers) {
        return new Held(preferences.of(TimelineResource.required(customer), TimelineResource.locale(headers)));
    }

    /** Writes one down; what held before under its key stays in the records. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(ArchivesPermissions.CREATE_PREFERENCES)
    @Returns(status = 201, value = Preference.class)
    public Response note(@QueryParam("customer") @Nullable String customer, PreferenceDraft draft) {
        var noted = preferences.shown(book.note(draft.of(customer)));
        return Response.created(URI.create("archives/preferences/" + noted.id()))
                .entity(noted)
                .build();
    }

    @GET
    @Path("{id}")
    @Requires(ArchivesPermissions.VIEW_PREFERENCES)
    public Preference get(@PathParam("id") PreferenceId id) {
        return preferences.get(id);
    }

    /** Takes back all that was written down under its key. */
    @DELETE
    @Path("{id}")
    @Requires(ArchivesPermissions.DELETE_PREFERENCES)
    public void withdraw(@PathParam("id") PreferenceId id) {
        book.withdraw(id);
    }
}
