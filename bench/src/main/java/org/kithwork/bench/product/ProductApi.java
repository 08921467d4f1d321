package org.kithwork.bench.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Calls to the product's REST API that are not measured; one instance speaks for one user. */
public final class ProductApi {

    static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final int port;
    private final Map<String, String> headers;

    public ProductApi(int port, Map<String, String> headers) {
        this.port = port;
        this.headers = Map.copyOf(headers);
    }

    /** What was answered; the body is a missing node when it was empty. */
    public record Answer(int status, JsonNode body, Map<String, java.util.List<String>> headers) {

        public boolean good() {
            return status >= 200 && status < 300;
        }
    }

    public ProductApi with(Map<String, String> other) {
        return new ProductApi(port, other);
    }

    /** The headers as lines for the load generator. */
    public String headerLines() {
        StringBuilder lines = new StringBuilder();
        headers.forEach(
                (name, value) -> lines.append(name).append(": ").append(value).append("\r\n"));
        return lines.toString();
    }

    /** The same user of the same installation, which now listens at another port. */
    public ProductApi at(int otherPort) {
        return new ProductApi(otherPort, headers);
    }

    public Map<String, String> headers() {
        return headers;
    }

    public int port() {
        return port;
    }

    public JsonNode get(String path) {
        return good("GET", path, send("GET", path, "", BodyPublishers.noBody()));
    }

    public JsonNode post(String path, Object body) {
        return good("POST", path, tryPost(path, body));
    }

    public Answer tryGet(String path) {
        return send("GET", path, "", BodyPublishers.noBody());
    }

    public Answer tryPost(String path, Object body) {
        return send(
                "POST",
                path,
                "application/json",
                BodyPublishers.ofString(JSON.valueToTree(body).toString()));
    }

    /** Changes the named members of what has this version. */
    public JsonNode patch(String path, long version, Object body) {
        Map<String, String> withVersion = new HashMap<>(headers);
        withVersion.put("If-Match", "\"" + version + "\"");
        Answer answer = with(withVersion)
                .send(
                        "PATCH",
                        path,
                        "application/merge-patch+json",
                        BodyPublishers.ofString(JSON.valueToTree(body).toString()));
        return good("PATCH", path, answer);
    }

    public Answer tryDelete(String path) {
        return send("DELETE", path, "", BodyPublishers.noBody());
    }

    Answer send(String method, String path, String type, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
                .timeout(Duration.ofMinutes(10))
                .header("Accept", "application/json, application/zip;q=0.5")
                .method(method, body);
        headers.forEach(request::header);
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            String text = response.body();
            JsonNode json =
                    text.startsWith("{") || text.startsWith("[") ? JSON.readTree(text) : MissingNode.getInstance();
            return new Answer(response.statusCode(), json, response.headers().map());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    static JsonNode good(String method, String path, Answer answer) {
        if (!answer.good()) {
            throw new IllegalStateException(method + " " + path + " answered " + answer.status() + " " + answer.body());
        }
        return answer.body();
    }
}
