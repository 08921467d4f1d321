package org.kithwork.core.internal.module.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.Afterwork;
import org.kithwork.core.internal.module.ModuleView;
import org.kithwork.core.internal.module.Modules;
import org.kithwork.core.internal.module.Plan;
import org.kithwork.core.internal.module.guard.Refusals;
import org.kithwork.permission.Requires;
import org.kithwork.problem.Faults;
import org.kithwork.rest.Returns;
import org.kithwork.rest.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /modules}. */
@Component(service = ModulesResource.class)
@JakartarsResource
@Path("modules")
@Produces(MediaType.APPLICATION_JSON)
public final class ModulesResource {

    private final Modules modules;

    @Activate
    public ModulesResource(@Reference Modules modules) {
        this.modules = modules;
    }

    /**
     * All modules; there are never many.
     *
     * @param strangers bundles that are no modules and offer what is not theirs to offer, which is kept from everybody
     */
    public record Items(List<ModuleView> items, @Nullable String next, List<Refusals.Stranger> strangers) {}

    /** The plan as it goes over the wire. */
    public record PlanJson(
            Plan.Action action,
            List<Plan.Step> bundles,
            List<String> dependents,
            boolean refused,
            @Nullable String reason,
            List<String> permissions) {}

    /** What to plan; raw. */
    public record PlanRequest(
            @Nullable String action, @Nullable String version) {}

    /** The form that adds a package. */
    @SuppressWarnings("ArrayRecordComponent")
    public record PackageForm(byte[] file) {}

    /** Which version; raw, and may be left out. */
    public record VersionRequest(@Nullable String version) {}

    @GET
    @Requires("core:module:view")
    public Items list(@Context HttpHeaders headers) {
        return new Items(modules.list(locale(headers)), null, modules.strangers());
    }

    @GET
    @Path("{name}")
    @Requires("core:module:view")
    public ModuleView get(@PathParam("name") String name, @Context HttpHeaders headers) {
        return modules.get(name, locale(headers));
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Requires("core:module:create")
    @Takes(PackageForm.class)
    @Returns(status = 201, value = ModuleView.class)
    public Response add(List<EntityPart> parts, @Context HttpHeaders headers) {
        var file = parts.stream().filter(part -> part.getName().equals("file")).findFirst();
        var faults = new Faults();
        if (file.isEmpty()) {
            faults.add("/file", "required");
        }
        faults.check();
        var part = file.orElseThrow();
        InputStream content = part.getContent();
        var added = modules.add(content, part.getFileName().orElse("package.kar"), locale(headers));
        return Response.created(URI.create("modules/" + added.name()))
                .entity(added)
                .build();
    }

    @POST
    @Path("{name}/plan")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:module:view")
    public PlanJson plan(@PathParam("name") String name, PlanRequest request, @Context HttpHeaders headers) {
        var faults = new Faults();
        var action = faults.choice("/action", request.action(), Plan.Action.class);
        if (action == null && request.action() == null) {
            faults.add("/action", "required");
        }
        faults.check();
        var plan = modules.plan(action == null ? Plan.Action.INSTALL : action, name, request.version());
        var reason = plan.reason();
        return new PlanJson(
                plan.action(),
                plan.bundles(),
                plan.dependents(),
                plan.refused(),
                reason == null ? null : reason.text(locale(headers)),
                plan.permissions());
    }

    @POST
    @Path("{name}/install")
    @Requires("core:module:create")
    @Returns(
            status = {200, 202},
            value = ModuleView.class)
    public Response install(
            @PathParam("name") String name,
            @Nullable VersionRequest request,
            @Context ContainerRequestContext context) {
        var locale = locale(context);
        return outside(context, () -> modules.install(name, version(request), locale));
    }

    @POST
    @Path("{name}/update")
    @Requires("core:module:edit")
    @Returns(
            status = {200, 202},
            value = ModuleView.class)
    public Response update(
            @PathParam("name") String name,
            @Nullable VersionRequest request,
            @Context ContainerRequestContext context) {
        var locale = locale(context);
        return outside(context, () -> modules.update(name, version(request), locale));
    }

    @POST
    @Path("{name}/stop")
    @Requires("core:module:edit")
    @Returns(
            status = {200, 202},
            value = ModuleView.class)
    public Response stop(@PathParam("name") String name, @Context ContainerRequestContext context) {
        var locale = locale(context);
        return outside(context, () -> modules.stop(name, locale));
    }

    @POST
    @Path("{name}/start")
    @Requires("core:module:edit")
    @Returns(
            status = {200, 202},
            value = ModuleView.class)
    public Response start(@PathParam("name") String name, @Context ContainerRequestContext context) {
        var locale = locale(context);
        return outside(context, () -> modules.start(name, locale));
    }

    @DELETE
    @Path("{name}")
    @Requires("core:module:delete")
    @Returns(
            status = {200, 202},
            value = ModuleView.class)
    public Response remove(
            @PathParam("name") String name,
            @QueryParam("purge") boolean purge,
            @QueryParam("backup") @Nullable String backup,
            @Context ContainerRequestContext context) {
        var locale = locale(context);
        return outside(context, () -> modules.remove(name, purge, backup, locale));
    }

    /**
     * A change waits for the REST runtime, which waits for requests: so it is made when this one has left the runtime.
     * 202 when it goes on after the answer.
     */
    private static Response outside(ContainerRequestContext context, Supplier<Modules.Outcome> change) {
        Afterwork afterwork = () -> {
            var outcome = change.get();
            return new Afterwork.Answer(outcome.finished() ? 200 : 202, outcome.module());
        };
        context.setProperty(Afterwork.PROPERTY, afterwork);
        return Response.accepted().build();
    }

    private static @Nullable String version(@Nullable VersionRequest request) {
        return request == null ? null : request.version();
    }

    private static Locale locale(ContainerRequestContext context) {
        return locale(context.getAcceptableLanguages());
    }

    static Locale locale(HttpHeaders headers) {
        return locale(headers.getAcceptableLanguages());
    }

    private static Locale locale(List<Locale> acceptable) {
        return acceptable.stream()
                .filter(locale -> !locale.getLanguage().equals("*"))
                .findFirst()
                .orElse(Locale.ENGLISH);
    }
}
