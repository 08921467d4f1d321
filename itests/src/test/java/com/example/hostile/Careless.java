package com.example.hostile;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.kithwork.permission.Requires;

/** A resource of a module that does not say who may call it, and asks for a right that nobody declared. */
@Path("careless/things")
public final class Careless {

    @GET
    @Path("open")
    public String open() {
        return "open";
    }

    @GET
    @Path("odd")
    @Requires("careless:thing:undeclared")
    public String odd() {
        return "odd";
    }
}
