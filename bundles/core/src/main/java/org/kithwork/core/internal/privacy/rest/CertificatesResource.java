package org.kithwork.core.internal.privacy.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.privacy.Certificate;
import org.kithwork.core.internal.privacy.Certificates;
import org.kithwork.permission.Requires;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /privacy/certificates}: the proof that a customer was erased. */
@Component(service = CertificatesResource.class)
@JakartarsResource
@Path("privacy/certificates")
@Produces(MediaType.APPLICATION_JSON)
public final class CertificatesResource {

    private final Certificates certificates;

    @Activate
    public CertificatesResource(@Reference Certificates certificates) {
        this.certificates = certificates;
    }

    /** The certificate of an erasure, by the id of its operation. */
    @GET
    @Path("{id}")
    @Requires("core:privacy:view")
    public Certificate get(@PathParam("id") String id) {
        return certificates.of(id);
    }

    @POST
    @Path("verify")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:privacy:view")
    public Certificates.Verdict verify(@Nullable Certificate certificate) {
        return certificates.verify(certificate);
    }
}
