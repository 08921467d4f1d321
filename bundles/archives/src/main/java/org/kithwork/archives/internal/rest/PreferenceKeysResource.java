package org.kithwork.archives.internal.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.ArchivesPermissions;
import org.kithwork.archives.internal.PreferenceKey;
import org.kithwork.archives.internal.PreferenceKeyChange;
import org.kithwork.archives.internal.PreferenceKeyDraft;
import org.kithwork.archives.internal.PreferenceKeys;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Patch;
import org.kithwork.rest.Returns;
import org.kithwork.rest.Takes;
import org.kithwork.rest.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** The kinds of preference. */
@Component(service = PreferenceKeysResource.class)
@JakartarsResource
@Path("archives/preference-keys")
@Produces(MediaType.APPLICATION_JSON)
public final class PreferenceKeysResource {

    private final PreferenceKeys keys;

    @Activate
    public PreferenceKeysResource(@Reference PreferenceKeys keys) {
        this.keys = keys;
    }

    /** All kinds. */
    public record Kinds(List<PreferenceKey> items) {}

    @GET
    @Requires(ArchivesPermissions.VIEW_PREFERENCE_KEYS)
    public Kinds list() {
        return new Kinds(keys.list());
    }

    /** Adds one of the company's own. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(ArchivesPermissions.EDIT_PREFERENCE_KEYS)
    @Returns(status = 201, value = PreferenceKey.class)
    public Response add(PreferenceKeyDraft draft) {
        var key = keys.add(draft);
        return answer(Response.created(URI.create("archives/preference-keys/" + key.code())), key);
    }

    /** Renames or retires one. */
    @PATCH
    @Path("{code}")
    @Consumes("application/merge-patch+json")
    @Requires(ArchivesPermissions.EDIT_PREFERENCE_KEYS)
    @Takes(PreferenceKeyChange.class)
    @Returns(PreferenceKey.class)
    public Response change(
            @PathParam("code") String code, @HeaderParam("If-Match") @Nullable Version version, Patch patch) {
        return answer(Response.ok(), keys.change(code, Version.required(version), patch));
    }

    private static Response answer(Response.ResponseBuilder response, PreferenceKey key) {
        return response.tag(Long.toString(key.version())).entity(key).build();
    }
}
