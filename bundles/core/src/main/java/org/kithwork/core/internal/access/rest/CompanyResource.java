package org.kithwork.core.internal.access.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.CompanyAdmin;
import org.kithwork.permission.Public;
import org.kithwork.permission.Requires;
import org.kithwork.problem.Problem;
import org.kithwork.rest.Patch;
import org.kithwork.rest.Returns;
import org.kithwork.rest.Takes;
import org.kithwork.rest.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /company} and its picture. */
@Component(service = CompanyResource.class)
@JakartarsResource
@Path("company")
@Produces(MediaType.APPLICATION_JSON)
public final class CompanyResource {

    private final CompanyAdmin company;

    @Activate
    public CompanyResource(@Reference CompanyAdmin company) {
        this.company = company;
    }

    @GET
    @Requires(Requires.SIGNED_IN)
    @Returns(CompanyAdmin.Company.class)
    public Response get() {
        return answer(company.get());
    }

    @PATCH
    @Consumes("application/merge-patch+json")
    @Requires("core:company:edit")
    @Takes(CompanyAdmin.Change.class)
    @Returns(CompanyAdmin.Company.class)
    public Response change(@HeaderParam("If-Match") @Nullable Version version, Patch patch) {
        return answer(company.change(Version.required(version), patch));
    }

    @PUT
    @Path("logo")
    @Consumes({"image/png", "image/jpeg", "image/webp"})
    @Requires("core:company:edit")
    @Returns(CompanyAdmin.Company.class)
    public Response changeLogo(InputStream picture, @HeaderParam("Content-Type") @Nullable String type)
            throws IOException {
        var bytes = picture.readNBytes(CompanyAdmin.LARGEST_LOGO + 1);
        return answer(company.changeLogo(type == null ? "" : type, bytes));
    }

    @DELETE
    @Path("logo")
    @Requires("core:company:edit")
    public void removeLogo() {
        company.removeLogo();
    }

    /** Its address has the picture's hash, so browsers may keep it. */
    @GET
    @Path("logo")
    @Public
    @Produces({"image/png", "image/jpeg", "image/webp"})
    @Returns(byte[].class)
    public Response logo() {
        var logo = company.logo().orElseThrow(() -> Problem.notFound("logo"));
        return Response.ok(logo.picture(), logo.type())
                .header("ETag", "\"" + logo.hash() + "\"")
                .header("Cache-Control", "public, max-age=86400")
                .build();
    }

    private static Response answer(CompanyAdmin.Company company) {
        return Response.ok(company)
                .header("ETag", Version.tag(company.version()))
                .build();
    }
}
