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
import java.util.Optional;
import java.util.stream.Stream;
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
    private final String password;

    private KithworkClient(KithworkProcess kithwork, String cookie, String csrf, String password) {
        this.kithwork = kithwork;
        this.cookie = cookie;
        this.csrf = csrf;
        this.password = password;
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
        Awaitility.await().atMost(KithworkProcess.START).until(() -> Files.exists(file));
        try {
            var token = Files.readString(file, StandardCharsets.UTF_8).strip();
            var body = JSON.writeValueAsString(Map.of(
                    "token", token, "username", ADMIN, "password", PASSWORD, "company", "锦里餐饮", "store", "春熙路店"));
            return session(kithwork, "/api/v1/setup", body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until what lies there may be read: a module comes up after the core. */
    void awaitPath(String path) {
        Awaitility.await().atMost(KithworkProcess.START).until(() -> get(path).status() == 200);
    }

    static KithworkClient signIn(KithworkProcess kithwork) {
        return signIn(kithwork, ADMIN, PASSWORD);
    }

    static KithworkClient signIn(KithworkProcess kithwork, String username, String password) {
        kithwork.awaitStatus("/health/ready", 200);
        return session(
                kithwork, "/api/v1/session", "{\"username\":\"" + username + "\",\"password\":\"" + password + "\"}");
    }

    /** The administrator's session in a browser, by its cookies as Playwright tells them. */
    static KithworkClient ofBrowser(KithworkProcess kithwork, String state) {
        try {
            var cookie = JSON.readTree(state).path("cookies").get(0);
            var pair = cookie.path("name").asText() + "=" + cookie.path("value").asText();
            var csrf = new KithworkClient(kithwork, pair, "", PASSWORD)
                    .get("/session")
                    .text("csrfToken");
            return new KithworkClient(kithwork, pair, csrf, PASSWORD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** His cookies, as a window of the browser takes them. */
    String browserState() {
        var pair = cookie.split("=", 2);
        return "{\"cookies\":[{\"name\":\"" + pair[0] + "\",\"value\":\"" + pair[1]
                + "\",\"domain\":\"127.0.0.1\",\"path\":\"/\",\"expires\":-1,\"httpOnly\":true,\"secure\":false,"
                + "\"sameSite\":\"Strict\"}],\"origins\":[]}";
    }

    /** Proves again who he is, as what is dangerous asks of a session after five minutes. */
    void proveAgain() {
        try {
            assertThat(stepUp()).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Somebody who is not signed in. */
    static KithworkClient stranger(KithworkProcess kithwork) {
        return new KithworkClient(kithwork, "", "", "");
    }

    private static KithworkClient session(KithworkProcess kithwork, String path, String body) {
        var at = path.substring("/api/v1".length());
        var answer = stranger(kithwork).post(at, body).expect(201);
        var cookie = answer.response().headers().firstValue("Set-Cookie").orElseThrow();
        var client = new KithworkClient(
                kithwork, cookie.substring(0, cookie.indexOf(';')), answer.text("csrfToken"), password(body));
        // Nobody could read the description before; now this answer can be compared with it as well.
        kithwork.api().look("POST", at, answer.response(), client::description);
        return client;
    }

    private static String password(String body) {
        try {
            return JSON.readTree(body).path("password").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    /** A file as the part {@code file} of a form. */
    Answer upload(String path, java.nio.file.Path file) throws IOException {
        return upload(path, file.getFileName().toString(), Files.readAllBytes(file));
    }

    /** A text as a file of a customer. */
    Answer attach(String customer, String name, String text) {
        return upload("/archives/attachments?customer=" + customer, name, text.getBytes(StandardCharsets.UTF_8));
    }

    private Answer upload(String path, String name, byte[] content) {
        var boundary = "kithwork-" + System.nanoTime();
        var head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
        var body = BodyPublishers.ofByteArrays(java.util.List.of(
                head.getBytes(StandardCharsets.UTF_8),
                content,
                ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8)));
        return send("POST", path, body, "multipart/form-data; boundary=" + boundary);
    }

    Answer put(String path, String json) {
        return send("PUT", path, BodyPublishers.ofString(json), "application/json");
    }

    Answer put(String path, byte[] content, String type) {
        return send("PUT", path, BodyPublishers.ofByteArray(content), type);
    }

    Answer post(String path, long version, String json) {
        return send("POST", path, BodyPublishers.ofString(json), "application/json", "If-Match", "\"" + version + "\"");
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

    /** Uploads a file to be imported. */
    Answer importFile(String name, byte[] content, String options) {
        var form = importForm(name, content, options);
        return send("POST", "/imports", form.body(), form.type());
    }

    /** The same, whatever the answer is like. */
    HttpResponse<String> importRaw(String name, byte[] content, String options) throws IOException {
        var form = importForm(name, content, options);
        return exchange("POST", "/imports", form.body(), form.type());
    }

    private record Form(BodyPublisher body, String type) {}

    private static Form importForm(String name, byte[] content, String options) {
        var boundary = "kithwork-" + System.nanoTime();
        var parts = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"options\"\r\n"
                + "Content-Type: application/json\r\n\r\n" + options + "\r\n--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\n\r\n";
        var body = BodyPublishers.concat(
                BodyPublishers.ofString(parts),
                BodyPublishers.ofByteArray(content),
                BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
        return new Form(body, "multipart/form-data; boundary=" + boundary);
    }

    /** The lines of the event stream, until it ends. */
    Stream<String> events() throws IOException {
        var request = HttpRequest.newBuilder(kithwork.uri("/api/v1/events"))
                .header("Accept", "text/event-stream")
                .header("Cookie", cookie)
                .build();
        try {
            return http.send(request, BodyHandlers.ofLines()).body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Any request, with headers in pairs of name and value; its answer is as the system describes it. */
    Answer send(String method, String path, BodyPublisher body, String type, String... headers) {
        try {
            var response = exchange(method, path, body, type, headers);
            kithwork.api().look(method, path, response, this::description);
            return new Answer(response.statusCode(), tree(response.body()), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The description of the API; empty for whom it is not. */
    Optional<ApiDescription> description() {
        if (cookie.isEmpty()) {
            return Optional.empty();
        }
        try {
            var response = exchange("GET", "/openapi.json", BodyPublishers.noBody(), "application/json");
            return response.statusCode() == 200
                    ? Optional.of(new ApiDescription(JSON.readTree(response.body())))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The status of an answer that does not end. */
    int statusOfStream(String path) throws IOException, InterruptedException {
        var response = http.send(request("GET", path, BodyPublishers.noBody()).build(), BodyHandlers.ofInputStream());
        response.body().close();
        return response.statusCode();
    }

    private HttpRequest.Builder request(String method, String path, BodyPublisher body) {
        var request = HttpRequest.newBuilder(kithwork.uri("/api/v1" + path))
                .timeout(Duration.ofSeconds(120))
                .method(method, body)
                .header("Sec-Fetch-Site", "same-origin");
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie).header("X-CSRF-Token", csrf);
        }
        return request;
    }

    /** Any request, without a look at its answer. */
    HttpResponse<String> exchange(String method, String path, BodyPublisher body, String type, String... headers)
            throws IOException {
        var request = request(method, path, body).header("Content-Type", type);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            return asksWhoOneIs(response) && stepUp() ? http.send(request.build(), BodyHandlers.ofString()) : response;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What an address answers, whatever it is, as bytes. */
    byte[] bytes(String path) throws IOException {
        try {
            return http.send(request("GET", path, BodyPublishers.noBody()).build(), BodyHandlers.ofByteArray())
                    .body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean asksWhoOneIs(HttpResponse<String> response) {
        return response.statusCode() == 403 && response.body().contains("/problems/step-up-required\"");
    }

    /** What a person does in the dialog of the console. */
    private boolean stepUp() throws IOException, InterruptedException {
        var body = BodyPublishers.ofString(JSON.writeValueAsString(Map.of("password", password)));
        var request = request("POST", "/session/step-up", body).header("Content-Type", "application/json");
        return http.send(request.build(), BodyHandlers.ofString()).statusCode() == 204;
    }

    static JsonNode tree(String body) throws IOException {
        return body.startsWith("{") || body.startsWith("[") ? JSON.readTree(body) : JSON.missingNode();
    }
}
