package org.kithwork.intake.internal.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.kithwork.intake.internal.Form;
import org.kithwork.intake.internal.FormDraft;
import org.kithwork.intake.internal.FormId;
import org.kithwork.intake.internal.Forms;
import org.kithwork.intake.internal.IntakePermissions;
import org.kithwork.page.Page;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Patch;
import org.kithwork.rest.Returns;
import org.kithwork.rest.Takes;
import org.kithwork.rest.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Forms that customers fill in by themselves. */
@Component(service = FormsResource.class)
@JakartarsResource
@Path("intake/forms")
@Produces(MediaType.APPLICATION_JSON)
public final class FormsResource {

    private final Forms forms;
    private final Paging paging;

    @Activate
    public FormsResource(@Reference Forms forms, @Reference Paging paging) {
        this.forms = forms;
        this.paging = paging;
    }

    /** The forms, newest first. */
    @GET
    @Requires(IntakePermissions.VIEW_FORMS)
    public Page<Form> list(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
        return forms.list(paging.request(limit, cursor));
    }

    /** Makes a form. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(IntakePermissions.EDIT_FORMS)
    @Returns(status = 201, value = Form.class)
    public Response create(FormDraft draft) {
        var form = forms.create(draft);
        return answer(Response.created(URI.create("intake/forms/" + form.id())), form);
    }

    @GET
    @Path("{id}")
    @Requires(IntakePermissions.VIEW_FORMS)
    @Returns(Form.class)
    public Response get(@PathParam("id") FormId id) {
        return answer(Response.ok(), forms.get(id));
    }

    /** Changes the members that the patch names. */
    @PATCH
    @Path("{id}")
    @Consumes("application/merge-patch+json")
    @Requires(IntakePermissions.EDIT_FORMS)
    @Takes(FormDraft.class)
    @Returns(Form.class)
    public Response change(
            @PathParam("id") FormId id, @HeaderParam("If-Match") @Nullable Version version, Patch patch) {
        return answer(Response.ok(), forms.change(id, Version.required(version), patch));
    }

    private static Response answer(Response.ResponseBuilder response, Form form) {
        return response.tag(Long.toString(form.version())).entity(form).build();
    }
}
