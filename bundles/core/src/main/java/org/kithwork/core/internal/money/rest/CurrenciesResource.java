package org.kithwork.core.internal.money.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.kithwork.core.internal.access.rest.Locales;
import org.kithwork.core.internal.money.Currencies;
import org.kithwork.core.internal.money.CurrencyInUse;
import org.kithwork.permission.Requires;
import org.kithwork.rest.Returns;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** {@code /currencies}: those that the company works with. */
@Component(service = CurrenciesResource.class)
@JakartarsResource
@Path("currencies")
@Produces(MediaType.APPLICATION_JSON)
public final class CurrenciesResource {

    private final Currencies currencies;

    @Activate
    public CurrenciesResource(@Reference Currencies currencies) {
        this.currencies = currencies;
    }

    /** All of them; the list is short enough to be whole. */
    public record Items(List<CurrencyInUse> items) {}

    @GET
    @Requires("core:rate:view")
    public Items list(@Context HttpHeaders headers) {
        return new Items(currencies.list(Locales.of(headers)));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires("core:rate:edit")
    @Returns(status = 201, value = CurrencyInUse.class)
    public Response add(Currencies.Draft draft, @Context HttpHeaders headers) {
        var currency = currencies.add(draft, Locales.of(headers));
        return Response.created(URI.create("currencies/" + currency.code()))
                .entity(currency)
                .build();
    }

    /** Its rates stay. */
    @DELETE
    @Path("{code}")
    @Requires("core:rate:edit")
    public void remove(@PathParam("code") String code) {
        currencies.remove(code);
    }
}
