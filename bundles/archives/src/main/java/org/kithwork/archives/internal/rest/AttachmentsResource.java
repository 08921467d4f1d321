package org.kithwork.archives.internal.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.ArchivesPermissions;
import org.kithwork.archives.internal.Attachment;
import org.kithwork.archives.internal.AttachmentId;
import org.kithwork.archives.internal.Attachments;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.customer.Named;
import org.kithwork.file.FileCheck;
import org.kithwork.page.Paging;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Returns;
import org.kithwork.rest.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Files of customers. */
@Component(service = AttachmentsResource.class)
@JakartarsResource
@Path("archives/attachments")
@Produces(MediaType.APPLICATION_JSON)
public final class AttachmentsResource {

    private final Attachments attachments;
    private final FileCheck check;
    private final CustomerDirectory directory;
    private final Paging paging;

    @Activate
    public AttachmentsResource(
            @Reference Attachments attachments,
            @Reference FileCheck check,
            @Reference CustomerDirectory directory,
            @Reference Paging paging) {
        this.attachments = attachments;
        this.check = check;
        this.directory = directory;
        this.paging = paging;
    }

    /** The files of the customer, or those of all; newest first. */
    @GET
    @Requires(ArchivesPermissions.VIEW_ATTACHMENTS)
    public Named<Attachment> list(
            @QueryParam("customer") @Nullable CustomerId customer,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return Named.of(attachments.list(customer, paging.request(limit, cursor)), directory, Attachment::customerId);
    }

    /** Keeps a file. What it is, is told by its content; programs, archives and documents with macros are not taken. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Requires(ArchivesPermissions.CREATE_ATTACHMENTS)
    @Takes(AttachmentForm.class)
    @Returns(status = 201, value = Attachment.class)
    public Response keep(
            InputStream body,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String type,
            @QueryParam("customer") @Nullable String customer) {
        attachments.requireKeeping();
        var kept = attachments.keep(AttachmentForm.read(body, type, customer, check));
        return Response.created(URI.create("archives/attachments/" + kept.id()))
                .entity(kept)
                .build();
    }

    @GET
    @Path("{id}")
    @Requires(ArchivesPermissions.VIEW_ATTACHMENTS)
    public Attachment get(@PathParam("id") AttachmentId id) {
        return attachments.get(id);
    }

    /** The file itself, as bytes to be saved and never to be shown by a browser; who took it is noted. */
    @GET
    @Path("{id}/content")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Requires(ArchivesPermissions.VIEW_ATTACHMENTS)
    @Returns(byte[].class)
    public Response content(@PathParam("id") AttachmentId id) {
        return Response.ok(attachments.content(id), MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        disposition(attachments.get(id).name()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @DELETE
    @Path("{id}")
    @Requires(ArchivesPermissions.DELETE_ATTACHMENTS)
    public void remove(@PathParam("id") AttachmentId id) {
        attachments.remove(id);
    }

    /** To be saved under this name; {@code filename} is for those who know nothing but ASCII (RFC 6266). */
    static String disposition(String name) {
        var ascii = name.replaceAll("[^A-Za-z0-9 ._-]", "_");
        var encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded;
    }
}
