package org.kithwork.web.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.kithwork.core.Afterwork;
import org.kithwork.permission.Public;
import org.kithwork.problem.Problem;
import org.kithwork.web.internal.WebServer;

class AfterworkTest {

    private final AtomicReference<Afterwork> work = new AtomicReference<>();

    /** Leaves what it does to be done outside. */
    @Path("engines")
    @Produces(MediaType.APPLICATION_JSON)
    public final class EnginesResource {

        @POST
        @Public
        public Response start(@Context ContainerRequestContext context) {
            context.setProperty(Afterwork.PROPERTY, work.get());
            return Response.accepted().build();
        }
    }

    @Test
    void itsAnswerStandsForThatOfTheResource() throws Exception {
        work.set(() -> new Afterwork.Answer(200, Map.of("state", "RUNNING")));
        try (var server = new WebServer(new EnginesResource())) {
            var answer = server.post("/api/v1/engines", "{}");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"state\":\"RUNNING\"}");
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        }
    }

    @Test
    void itsProblemIsTheAnswer() throws Exception {
        work.set(() -> {
            throw Problem.notFound("engine");
        });
        try (var server = new WebServer(new EnginesResource())) {
            var answer = server.post("/api/v1/engines", "{}");
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("problems/not-found");
        }
    }

    @Test
    void itsDefectIsAnInternalProblem() throws Exception {
        work.set(() -> {
            throw new IllegalStateException("secret");
        });
        try (var server = new WebServer(new EnginesResource())) {
            var answer = server.post("/api/v1/engines", "{}");
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).contains("problems/internal").doesNotContain("secret");
        }
    }
}
