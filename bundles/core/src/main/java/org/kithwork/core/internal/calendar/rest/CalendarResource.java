package org.kithwork.core.internal.calendar.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.kithwork.core.internal.access.rest.Locales;
import org.kithwork.core.internal.calendar.CalendarDay;
import org.kithwork.core.internal.calendar.CalendarDays;
import org.kithwork.core.internal.calendar.CalendarImports;
import org.kithwork.core.internal.calendar.CalendarYear;
import org.kithwork.core.internal.calendar.CalendarYears;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Patch;
import org.kithwork.rest.Returns;
import org.kithwork.rest.Takes;
import org.kithwork.rest.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /calendar}: working days and holidays. */
@Component(service = CalendarResource.class)
@JakartarsResource
@Path("calendar")
@Produces(MediaType.APPLICATION_JSON)
public final class CalendarResource {

    private final CalendarYears years;
    private final CalendarDays days;
    private final CalendarImports imports;

    @Activate
    public CalendarResource(
            @Reference CalendarYears years, @Reference CalendarDays days, @Reference CalendarImports imports) {
        this.years = years;
        this.days = days;
        this.imports = imports;
    }

    @GET
    @Path("years/{year}")
    @Requires("core:calendar:view")
    public CalendarYear year(@PathParam("year") int year, @Context HttpHeaders headers) {
        return years.get(year, Locales.of(headers));
    }

    /** Takes the imported announcement of the year back. */
    @DELETE
    @Path("years/{year}")
    @Requires("core:calendar:edit")
    public void removeYear(@PathParam("year") int year) {
        years.remove(year);
    }

    /** Takes in the announcement of a year, as JSON, CSV or iCalendar. */
    @POST
    @Path("imports")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:calendar:edit")
    public CalendarImports.Result importYear(CalendarImports.Draft draft) {
        return imports.take(draft);
    }

    @POST
    @Path("days")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:calendar:edit")
    @Returns(status = 201, value = CalendarDay.class)
    public Response add(CalendarDays.Draft draft) {
        var day = days.add(draft);
        return answer(Response.created(URI.create("calendar/days/" + day.date())), day);
    }

    @GET
    @Path("days/{date}")
    @Requires("core:calendar:view")
    @Returns(CalendarDay.class)
    public Response day(@PathParam("date") String date) {
        return answer(Response.ok(), days.get(date));
    }

    @PATCH
    @Path("days/{date}")
    @Consumes("application/merge-patch+json")
    @Requires("core:calendar:edit")
    @Takes(CalendarDays.Change.class)
    @Returns(CalendarDay.class)
    public Response change(
            @PathParam("date") String date, @HeaderParam("If-Match") @Nullable Version version, Patch patch) {
        return answer(Response.ok(), days.change(date, Version.required(version), patch));
    }

    /** What was announced, or the weekday, counts again. */
    @DELETE
    @Path("days/{date}")
    @Requires("core:calendar:edit")
    public void removeDay(@PathParam("date") String date) {
        days.remove(date);
    }

    private static Response answer(Response.ResponseBuilder response, CalendarDay day) {
        var version = day.version();
        return response.entity(day)
                .header(HttpHeaders.ETAG, Version.tag(version == null ? 0 : version))
                .build();
    }
}
