package org.kithwork.core.internal.module.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.module.UpdatePlanView;
import org.kithwork.core.internal.module.UpdateState;
import org.kithwork.core.internal.module.Updates;
import org.kithwork.permission.Requires;
import org.kithwork.problem.Faults;
import org.kithwork.rest.Returns;
import org.kithwork.rest.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /updates}: a newer core with the modules that go with it. */
@Component(service = UpdatesResource.class)
@JakartarsResource
@Path("updates")
@Produces(MediaType.APPLICATION_JSON)
public final class UpdatesResource {

    private final Updates updates;

    @Activate
    public UpdatesResource(@Reference Updates updates) {
        this.updates = updates;
    }

    /** The form that adds the package of a core. */
    @SuppressWarnings("ArrayRecordComponent")
    public record CoreForm(byte[] file) {}

    /** Which versions; raw, and each may be left out. */
    public record SetRequest(
            @Nullable String core, @Nullable Map<String, String> modules) {}

    /** The same, with the backup that is asked for. */
    public record StageRequest(
            @Nullable String core,
            @Nullable Map<String, String> modules,
            @Nullable String backup) {}

    @GET
    @Requires("core:module:view")
    public UpdateState state() {
        return updates.state();
    }

    @POST
    @Path("packages")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Requires("core:module:create")
    @Takes(CoreForm.class)
    @Returns(status = 201, value = UpdateState.class)
    public Response add(List<EntityPart> parts) {
        var file = parts.stream().filter(part -> part.getName().equals("file")).findFirst();
        var faults = new Faults();
        if (file.isEmpty()) {
            faults.add("/file", "required");
        }
        faults.check();
        var part = file.orElseThrow();
        var state = updates.add(part.getContent(), part.getFileName().orElse("core.kar"));
        return Response.created(URI.create("updates")).entity(state).build();
    }

    @POST
    @Path("plan")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:module:view")
    public UpdatePlanView plan(SetRequest request, @Context HttpHeaders headers) {
        var plan = updates.plan(wish(request.core(), request.modules()));
        return UpdatePlanView.of(plan, ModulesResource.locale(headers));
    }

    @POST
    @Path("stage")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:module:edit")
    public UpdateState stage(StageRequest request) {
        return updates.stage(wish(request.core(), request.modules()), request.backup());
    }

    @DELETE
    @Requires("core:module:edit")
    public UpdateState cancel() {
        return updates.cancel();
    }

    private static Updates.Wish wish(@Nullable String core, @Nullable Map<String, String> modules) {
        return new Updates.Wish(core, modules == null ? Map.of() : modules);
    }
}
