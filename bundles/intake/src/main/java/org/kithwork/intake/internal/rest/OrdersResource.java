package org.kithwork.intake.internal.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.kithwork.intake.internal.IntakePermissions;
import org.kithwork.intake.internal.feed.OrderDraft;
import org.kithwork.intake.internal.feed.Orders;
import org.kithwork.permission.Requires;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** Orders of tills and shops. */
@Component(service = OrdersResource.class)
@JakartarsResource
@Path("intake/orders")
@Produces(MediaType.APPLICATION_JSON)
public final class OrdersResource {

    private final Orders orders;

    @Activate
    public OrdersResource(@Reference Orders orders) {
        this.orders = orders;
    }

    /** Takes an order, what is new of it, and what came back of it; the same again changes nothing. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(IntakePermissions.CREATE_ORDERS)
    public Orders.Taken take(OrderDraft draft) {
        return orders.take(draft);
    }
}
