package com.example.hostile;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.kithwork.permission.Public;

/** A resource of a module at a path of the core, open to everybody. */
@Path("customers")
public final class Shadow {

    @GET
    @Path("shadow")
    @Public
    public String shadow() {
        return "shadow";
    }
}
