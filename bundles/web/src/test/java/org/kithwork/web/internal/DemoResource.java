package org.kithwork.web.internal;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.kithwork.money.Money;
import org.kithwork.permission.Public;
import org.kithwork.permission.Requires;
import org.kithwork.permission.StoreId;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.rest.Patch;
import org.kithwork.rest.Returns;
import org.kithwork.rest.Version;

/** A resource as a module has it. */
@Path("demo/things")
@Produces(MediaType.APPLICATION_JSON)
public class DemoResource {

    public final AtomicInteger calls = new AtomicInteger();
    public volatile Runnable inside = () -> {};

    public record Part(@Nullable String name, @Nullable Integer count) {}

    public enum Colour {
        RED,
        GREEN
    }

    public record Thing(
            @Nullable String name,
            @Nullable BigDecimal amount,
            @Nullable Instant at,
            @Nullable Colour colour,
            @Nullable StoreId store,
            @Nullable Money price,
            boolean on,
            @Nullable List<Part> parts) {}

    @GET
    @Requires("demo:thing:view")
    public Map<String, Object> list(@QueryParam("limit") @Nullable Integer limit) {
        inside.run();
        return new LinkedHashMap<>(Map.of("limit", limit == null ? 50 : limit));
    }

    @GET
    @Path("{store}")
    @Requires("demo:thing:view")
    public Map<String, Object> one(@PathParam("store") StoreId store) {
        return Map.of("store", store);
    }

    @POST
    @Requires("demo:thing:view")
    @Consumes(MediaType.APPLICATION_JSON)
    @Returns(status = 201, value = Thing.class)
    public Response create(Thing thing) {
        calls.incrementAndGet();
        inside.run();
        return Response.created(URI.create("demo/things/1")).entity(thing).build();
    }

    /** The body may be left out: it does not say what it consumes. */
    @POST
    @Path("again")
    @Requires("demo:thing:view")
    public Map<String, Object> again(@Nullable Part part) {
        return Map.of("part", part == null ? "none" : String.valueOf(part.name()));
    }

    @PATCH
    @Requires("demo:thing:view")
    @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
    public Map<String, Object> change(@HeaderParam("If-Match") @Nullable Version version, Patch patch) {
        patch.allow("name", "count", "part");
        var answer = new LinkedHashMap<String, Object>();
        answer.put("version", Version.required(version));
        answer.put("has", patch.has("name"));
        answer.put("name", patch.text("name"));
        answer.put("count", patch.value("count", Integer.class));
        answer.put("part", patch.value("part", Part.class));
        return answer;
    }

    @GET
    @Path("forbidden")
    @Requires("demo:thing:delete")
    public String forbidden() {
        return "never";
    }

    @GET
    @Path("mine")
    @Requires(Requires.SIGNED_IN)
    public Map<String, Object> mine() {
        return Map.of();
    }

    @GET
    @Path("open")
    @Public
    public Map<String, Object> open() {
        return Map.of("open", true);
    }

    @GET
    @Path("undeclared")
    public String undeclared() {
        calls.incrementAndGet();
        return "never";
    }

    @GET
    @Path("broken")
    @Requires("demo:thing:view")
    public String broken() {
        throw new IllegalStateException("jdbc:derby:secret SELECT * FROM core_user");
    }

    @GET
    @Path("conflict")
    @Requires("demo:thing:view")
    public String conflict() {
        throw Problem.conflict(Message.of(Problem.class, "busy")).with("duplicates", List.of(new Part("x", 1)));
    }

    @POST
    @Path("upload")
    @Requires("demo:thing:view")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Map<String, Object> upload(List<EntityPart> parts) throws IOException {
        var sizes = new LinkedHashMap<String, Object>();
        for (var part : parts) {
            try (var in = part.getContent()) {
                sizes.put(part.getName(), in.readAllBytes().length);
            }
        }
        return sizes;
    }

    @GET
    @Path("big")
    @Requires("demo:thing:view")
    @Produces("text/csv")
    public byte[] big() {
        return "a,b,c\n".repeat(200_000).getBytes(StandardCharsets.UTF_8);
    }
}
