package org.kithwork.core.internal.privacy.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.kithwork.core.internal.privacy.EvidencePack;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Returns;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /privacy/evidence}: what is shown to an authority that asks how personal data are handled. */
@Component(service = EvidenceResource.class)
@JakartarsResource
@Path("privacy/evidence")
@Produces("application/zip")
public final class EvidenceResource {

    private final EvidencePack pack;

    @Activate
    public EvidenceResource(@Reference EvidencePack pack) {
        this.pack = pack;
    }

    @GET
    @Requires("core:audit:export")
    @Returns(byte[].class)
    public Response get() {
        return Response.ok(pack.take())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"evidence.zip\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
