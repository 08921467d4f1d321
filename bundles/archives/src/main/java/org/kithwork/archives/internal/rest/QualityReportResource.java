package org.kithwork.archives.internal.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.kithwork.archives.internal.ArchivesPermissions;
import org.kithwork.archives.internal.QualityReport;
import org.kithwork.archives.internal.QualityReports;
import org.kithwork.archives.internal.QualityTable;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Returns;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** The review of how customers' data are kept. */
@Component(service = QualityReportResource.class)
@JakartarsResource
@Path("archives/quality")
@Produces(MediaType.APPLICATION_JSON)
public final class QualityReportResource {

    private final QualityReports reports;

    @Activate
    public QualityReportResource(@Reference QualityReports reports) {
        this.reports = reports;
    }

    /** The last eight quarters against their targets, and what holds for each field. */
    @GET
    @Path("report")
    @Requires(ArchivesPermissions.VIEW_QUALITY_REPORT)
    public QualityReport report(@Context HttpHeaders headers) {
        return reports.report(TimelineResource.locale(headers));
    }

    /** The quarters as a table. */
    @GET
    @Path("report.csv")
    @Produces("text/csv")
    @Requires(ArchivesPermissions.VIEW_QUALITY_REPORT)
    @Returns(byte[].class)
    public Response table(@Context HttpHeaders headers) {
        var table = QualityTable.of(reports.report(TimelineResource.locale(headers)));
        return Response.ok(table.bytes(), "text/csv;charset=utf-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"data-quality.csv\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
