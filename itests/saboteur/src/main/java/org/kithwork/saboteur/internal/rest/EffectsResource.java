package org.kithwork.saboteur.internal.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.Requires;
import org.kithwork.saboteur.internal.Effect;
import org.kithwork.saboteur.internal.SaboteurPermissions;
import org.kithwork.saboteur.internal.store.EffectStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /api/v1/saboteur/effects}. */
@Component(service = EffectsResource.class)
@JakartarsResource
@Path("saboteur/effects")
@Produces(MediaType.APPLICATION_JSON)
public final class EffectsResource {

    private final EffectStore store;
    private final AccessControl access;

    @Activate
    public EffectsResource(@Reference EffectStore store, @Reference AccessControl access) {
        this.store = store;
        this.access = access;
    }

    @GET
    @Requires("saboteur:effect:view")
    public Effects list() {
        access.require(SaboteurPermissions.VIEW);
        return new Effects(store.all());
    }

    /** All of them. */
    public record Effects(List<Effect> items) {}
}
