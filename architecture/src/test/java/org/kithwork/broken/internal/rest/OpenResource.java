package org.kithwork.broken.internal.rest;

import jakarta.ws.rs.GET;
import org.kithwork.broken.internal.store.Table;

/** A resource that asks nobody who he is and goes past the service. */
public final class OpenResource {
    private final Table table = new Table();

    @GET
    public String open() {
        return table.toString();
    }
}
