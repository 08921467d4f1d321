package org.kithwork.web.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.kithwork.web.internal.WebServer;

class PublicRequestTest {

    private static WebServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new WebServer(core -> new Object[0], stage -> Map.of("/public/demo/*", new Echo()));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static final class Echo extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("text/plain; charset=utf-8");
            response.getOutputStream().write(request.getScheme().getBytes(StandardCharsets.UTF_8));
        }

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            var body = request.getInputStream().readAllBytes();
            response.setHeader("X-Frame-Options", null);
            response.setContentType("text/plain; charset=utf-8");
            response.getOutputStream()
                    .write((request.getRemoteAddr() + " " + new String(body, StandardCharsets.UTF_8))
                            .getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    @DisplayName("S-35: a public page is sent at most a mebibyte, and gets the whole of it")
    void s35_limit() throws Exception {
        var small = server.send(server.request("/public/demo/form").POST(BodyPublishers.ofString("name=茶")));
        assertThat(small.statusCode()).isEqualTo(200);
        assertThat(small.body()).isEqualTo("127.0.0.1 name=茶");

        var large = server.send(
                server.request("/public/demo/form").POST(BodyPublishers.ofByteArray(new byte[1024 * 1024 + 1])));
        assertThat(large.statusCode()).isEqualTo(413);
    }

    @Test
    @DisplayName("IMP-10: where somebody says that he comes from counts from a trusted proxy alone")
    void strangersSayWhatTheyLike() throws Exception {
        var answer = server.send(server.request("/public/demo/form")
                .header("X-Forwarded-For", "203.0.113.9")
                .POST(BodyPublishers.ofString("")));

        assertThat(answer.body()).startsWith("127.0.0.1");
    }

    @Test
    @DisplayName("ARC-12: by which scheme somebody says that he comes counts from a trusted proxy alone")
    void strangersCannotSayHowTheyCame() throws Exception {
        var answer = server.send(server.request("/public/demo/form").header("X-Forwarded-Proto", "https"));

        assertThat(answer.body()).isEqualTo("http");
    }

    @Test
    void aPageThatMayBeFramedTakesTheOldHeaderAway() throws Exception {
        var answer = server.send(server.request("/public/demo/form").POST(BodyPublishers.ofString("")));

        assertThat(answer.headers().firstValue("X-Frame-Options")).isEmpty();
    }
}
