package org.kithwork.web.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kithwork.web.internal.TestCore;
import org.kithwork.web.internal.WebServer;

class SessionTest {

    private WebServer server;

    @BeforeEach
    void start() throws Exception {
        server = new WebServer(core -> {
            var profiles = new Profiles(core, core.access::as);
            return new Object[] {new SetupResource(core, profiles), new SessionResource(core, profiles)};
        });
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private HttpResponse<String> post(String path, String json, String... headers) throws Exception {
        var request = server.request("/api/v1" + path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
        return server.send(headers.length == 0 ? request : request.headers(headers));
    }

    @Test
    void signingInGivesACookieThatScriptsCannotRead() throws Exception {
        var answer = post("/session", "{\"username\":\"clerk\",\"password\":\"secret\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Set-Cookie").orElse(""))
                .matches("kw=new-\\d+; Path=/; HttpOnly; SameSite=Strict");
        assertThat(answer.body()).contains("\"csrfToken\":\"" + TestCore.CSRF + "\"", "\"id\":\"clerk\"");
    }

    @Test
    void theSessionIsReadAndEndedByItsCookie() throws Exception {
        var cookie = post("/session", "{\"username\":\"clerk\",\"password\":\"secret\"}")
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .replaceAll(";.*", "");
        var read = server.send(server.request("/api/v1/session").header("Cookie", cookie));
        assertThat(read.body()).contains("\"expiresAt\":\"2026-11-22T12:00:00Z\"", "\"currency\":\"CNY\"");
        var end = server.request("/api/v1/session").header("Cookie", cookie).DELETE();
        assertThat(server.send(end).statusCode()).isEqualTo(403);
        end.headers("X-CSRF-Token", TestCore.CSRF, "Sec-Fetch-Site", "same-origin");
        var ended = server.send(end);
        assertThat(ended.statusCode()).isEqualTo(204);
        assertThat(ended.headers().firstValue("Set-Cookie").orElse("")).startsWith("kw=; Max-Age=0");
        assertThat(server.send(server.request("/api/v1/session").header("Cookie", cookie))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aWrongPasswordIsUnauthenticated() throws Exception {
        var answer = post("/session", "{\"username\":\"clerk\",\"password\":\"wrong\"}");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void s09_signingInFromAnotherSiteIsRefused() throws Exception {
        var form = "{\"username\":\"clerk\",\"password\":\"secret\"}";
        assertThat(post("/session", form, "Origin", "http://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(post("/session", form, "Sec-Fetch-Site", "cross-site").statusCode())
                .isEqualTo(403);
    }

    @Test
    void s06_signingInAgainEndsTheSessionBefore() throws Exception {
        post("/session", "{\"username\":\"clerk\",\"password\":\"secret\"}", "Cookie", "kw=clerk-session");
        assertThat(server.core.sessions).doesNotContainKey("clerk-session");
    }

    @Test
    void s04_setUpIsOpenUntilItIsDoneAndSignsIn() throws Exception {
        server.core.setupRequired = true;
        assertThat(server.send(server.request("/api/v1/setup")).body()).isEqualTo("{\"required\":true}");
        assertThat(server.send(server.request("/api/v1/session")).body()).contains("setup-required");
        var answer =
                post("/setup", "{\"token\":\"t\",\"username\":\"a\",\"password\":\"p\",\"zone\":\"Asia/Shanghai\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Set-Cookie")).isPresent();
        assertThat(server.send(server.request("/api/v1/setup")).body()).isEqualTo("{\"required\":false}");
    }
}
