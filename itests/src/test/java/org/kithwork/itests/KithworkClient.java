package org.kithwork.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/** Somebody signed in over REST, as a browser would be: a session cookie and its CSRF token. */
final class KithworkClient {

    static final String ADMIN = "admin";
    static final String PASSWORD = "correct-Horse-7-battery";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KithworkProcess kithwork;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String cookie;
    private final String csrf;

    private KithworkClient(KithworkProcess kithwork, String cookie, String csrf) {
        this.kithwork = kithwork;
        this.cookie = cookie;
        this.csrf = csrf;
    }

    /** An answer of the server. */
    record Answer(int status, JsonNode body, HttpResponse<String> response) {

        Answer expect(int expected) {
            assertThat(status).as("%s %s", response.uri(), response.body()).isEqualTo(expected);
            return this;
        }

        String text(String member) {
            return body.path(member).asText();
        }
    }

    /** Waits until the system is ready, and sets it up with the token that it wrote. */
    static KithworkClient setUp(KithworkProcess kithwork) {
        kithwork.awaitStatus("/health/ready", 200);
        var file = kithwork.data().resolve("setup-token");
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(file));
        try {
            var token = Files.readString(file, StandardCharsets.UTF_8).strip();
            var body = JSON.writeValueAsString(Map.of(
                    "token", token, "username", ADMIN, "password", PASSWORD, "company", "锦里餐饮", "store", "春熙路店"));
            return session(kithwork, "/api/v1/setup", body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static KithworkClient signIn(KithworkProcess kithwork) {
        kithwork.awaitStatus("/health/ready", 200);
        return session(
                kithwork, "/api/v1/session", "{\"username\":\"" + ADMIN + "\",\"password\":\"" + PASSWORD + "\"}");
    }

    private static KithworkClient session(KithworkProcess kithwork, String path, String body) {
        var answer = new KithworkClient(kithwork, "", "")
                .post(path.substring("/api/v1".length()), body)
                .expect(201);
        var cookie = answer.response().headers().firstValue("Set-Cookie").orElseThrow();
        return new KithworkClient(kithwork, cookie.substring(0, cookie.indexOf(';')), answer.text("csrfToken"));
    }

    Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody(), "application/json");
    }

    Answer post(String path, String json) {
        return send("POST", path, BodyPublishers.ofString(json), "application/json");
    }

    Answer post(String path) {
        return send("POST", path, BodyPublishers.noBody(), "application/json");
    }

    Answer post(String path, Map<String, ?> body) {
        try {
            return post(path, JSON.writeValueAsString(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Answer delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody(), "application/json");
    }

    Answer patch(String path, long version, String json) {
        return send(
                "PATCH",
                path,
                BodyPublishers.ofString(json),
                "application/merge-patch+json",
                "If-Match",
                "\"" + version + "\"");
    }

    private Answer send(String method, String path, BodyPublisher body, String type, String... headers) {
        try {
            var request = HttpRequest.newBuilder(kithwork.uri("/api/v1" + path))
                    .timeout(Duration.ofSeconds(60))
                    .method(method, body)
                    .header("Content-Type", type)
                    .header("Sec-Fetch-Site", "same-origin");
            if (!cookie.isEmpty()) {
                request.header("Cookie", cookie).header("X-CSRF-Token", csrf);
            }
            for (int i = 0; i < headers.length; i += 2) {
                request.header(headers[i], headers[i + 1]);
            }
            var response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), tree(response.body()), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode tree(String body) throws IOException {
        return body.startsWith("{") || body.startsWith("[") ? JSON.readTree(body) : JSON.missingNode();
    }
}
