package org.kithwork.intake.internal.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kithwork.intake.internal.CaptureDraft;
import org.kithwork.intake.internal.Captures;
import org.kithwork.intake.internal.IntakePermissions;
import org.kithwork.permission.Requires;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** People whom staff take down in passing, and forms on tablets. */
@Component(service = CapturesResource.class)
@JakartarsResource
@Path("intake/captures")
@Produces(MediaType.APPLICATION_JSON)
public final class CapturesResource {

    private final Captures captures;

    @Activate
    public CapturesResource(@Reference Captures captures) {
        this.captures = captures;
    }

    /** Some that were taken down, at most a hundred. */
    public record Batch(@Nullable List<CaptureDraft> entries) {}

    /** What became of them, in their order. */
    public record Results(List<Captures.Result> results) {}

    /** The form and the store that a tablet is opened for. */
    public record Tablet(@Nullable String formId, @Nullable String storeId) {}

    /** The path of a page. */
    public record Opened(String path) {}

    /** A key as the browser keeps it; absent for a new one. */
    public record Sealed(@Nullable String sealed) {}

    /** The forms and stores that one may take people down for. */
    @GET
    @Path("choices")
    @Requires(IntakePermissions.CREATE_CAPTURES)
    public Captures.Choices choices() {
        return captures.choices();
    }

    /** Keeps those that are in order, each once, however often it is sent. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(IntakePermissions.CREATE_CAPTURES)
    public Results take(Batch batch, @Context HttpHeaders headers) {
        return new Results(captures.take(
                Objects.requireNonNullElse(batch.entries(), List.<CaptureDraft>of()),
                headers.getAcceptableLanguages().get(0)));
    }

    /** What entries that wait in the browser are sealed with there. */
    @POST
    @Path("queue")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(IntakePermissions.CREATE_CAPTURES)
    public Captures.QueueKey queue(Sealed given) {
        return captures.queueKey(given.sealed());
    }

    /** Opens a form on a tablet of a store. */
    @POST
    @Path("kiosk")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(IntakePermissions.CREATE_CAPTURES)
    public Opened kiosk(Tablet tablet) {
        return new Opened(captures.openKiosk(tablet.formId(), tablet.storeId()));
    }
}
