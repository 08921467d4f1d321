package org.kithwork.web.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kithwork.store.StatementLimit;
import org.kithwork.web.internal.DemoResource;
import org.kithwork.web.internal.TestCore;
import org.kithwork.web.internal.WebServer;

class GatekeeperTest {

    private static final String THINGS = "/api/v1/demo/things";
    private static final DemoResource demo = new DemoResource();
    private static WebServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new WebServer(demo);
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void reset() {
        server.core.states.clear();
        server.core.away = false;
        demo.calls.set(0);
        demo.inside = () -> {};
    }

    private static JsonNode problem(HttpResponse<String> answer, int status, String code) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        var body = new ObjectMapper().readTree(answer.body());
        assertThat(body.get("type").asText()).isEqualTo("https://kithwork.org/problems/" + code);
        assertThat(body.get("status").asInt()).isEqualTo(status);
        assertThat(body.get("title").asText()).isNotBlank().doesNotContain("title-");
        assertThat(body.get("detail").asText()).isNotBlank();
        assertThat(body.get("requestId").asText())
                .isEqualTo(answer.headers().firstValue("X-Request-Id").orElseThrow());
        assertHeaders(answer);
        return body;
    }

    private static void assertHeaders(HttpResponse<String> answer) {
        var headers = answer.headers();
        assertThat(headers.firstValue("Content-Security-Policy").orElse("")).startsWith("default-src 'none'");
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Cache-Control")).hasValue("no-store");
        assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).hasValue("same-origin");
        assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).hasValue("same-origin");
        assertThat(headers.firstValue("Referrer-Policy")).isPresent();
        assertThat(headers.firstValue("Permissions-Policy")).isPresent();
    }

    @Test
    void whoHoldsTheRightIsLetIn() throws Exception {
        var answer = server.get(THINGS);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"limit\":50}");
        assertHeaders(answer);
    }

    @Test
    @DisplayName(
            "S-35: the database may work five seconds at a statement of a request, and what takes longer is answered 503")
    void statementsOfRequestsHaveALimit() throws Exception {
        var limits = new ArrayList<Optional<Duration>>();
        demo.inside = () -> limits.add(StatementLimit.current());
        server.get(THINGS);
        demo.inside = () -> {
            throw new IllegalStateException(new SQLException("cancelled", "57014"));
        };
        var answer = server.get(THINGS);

        assertThat(limits).containsExactly(Optional.of(Duration.ofSeconds(5)));
        problem(answer, 503, "statement-too-long");
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    }

    @Test
    void aStrangerIsUnauthenticated() throws Exception {
        var answer = server.send(server.request(THINGS));
        problem(answer, 401, "unauthenticated");
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
    }

    @Test
    void whoLacksTheRightIsForbiddenAndToldWhichRight() throws Exception {
        var body = problem(server.get(THINGS + "/forbidden"), 403, "forbidden");
        assertThat(body.get("detail").asText()).contains("demo:thing:delete");
    }

    @Test
    void signedInIsEnoughWhereOnlyThatIsRequired() throws Exception {
        assertThat(server.get(THINGS + "/mine").statusCode()).isEqualTo(200);
        problem(server.send(server.request(THINGS + "/mine")), 401, "unauthenticated");
    }

    @Test
    void whatIsPublicAnswersStrangers() throws Exception {
        assertThat(server.send(server.request(THINGS + "/open")).statusCode()).isEqualTo(200);
    }

    @Test
    void s11_aMethodThatDeclaresNothingLetsNobodyInAndIsNoted() throws Exception {
        problem(server.send(server.request(THINGS + "/undeclared")), 401, "unauthenticated");
        problem(server.send(server.as("kw_admin", THINGS + "/undeclared")), 403, "undeclared");
        assertThat(demo.calls).hasValue(0);
        assertThat(server.stage.undeclared.of("demo")).containsExactly("GET /api/v1/demo/things/undeclared");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api", "/api/v2/customers", "/system/console", "/evil", "/uix", "/metricsx"})
    void s11_outsideTheDeclaredPathsNobodyIsLetIn(String path) throws Exception {
        if (path.equals("/")) {
            problem(server.send(server.request("/")), 404, "not-found");
            return;
        }
        problem(server.send(server.request(path)), 401, "unauthenticated");
        problem(server.send(server.as("kw_admin", path)), 404, "not-found");
    }

    @Test
    void anUnknownWordIsAModuleThatIsNotInstalled() throws Exception {
        problem(server.send(server.request("/api/v1/nothing/here")), 401, "unauthenticated");
        problem(server.get("/api/v1/nothing/here"), 404, "module-not-installed");
    }

    @Test
    void s39_aDefectIs500WithoutAnyDetailOfIt() throws Exception {
        var answer = server.get(THINGS + "/broken");
        problem(answer, 500, "internal");
        assertThat(answer.body()).doesNotContain("derby", "IllegalState", "SELECT", "org.kithwork.");
    }

    @Test
    void aProblemKeepsItsMembers() throws Exception {
        var body = problem(server.get(THINGS + "/conflict"), 409, "busy");
        assertThat(body.at("/duplicates/0/name").asText()).isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource({"zh-CN,未找到", "'zh;q=0.9,en;q=0.8',未找到", "en-GB,Not found", "fr,Not found", "'***',Not found"})
    void s39_problemsSpeakTheCallersLanguage(String language, String title) throws Exception {
        var answer = server.send(server.as("kw_clerk", "/evil").header("Accept-Language", language));
        assertThat(problem(answer, 404, "not-found").get("title").asText()).isEqualTo(title);
    }

    @ParameterizedTest
    @ValueSource(strings = {"' or 1=1--", "../../etc/passwd", "<script>", "a/b/c;;"})
    void s39_aHeaderThatCannotBeReadIsAProblem(String value) throws Exception {
        var answer = server.send(
                server.as("kw_clerk", THINGS).header("Accept", value).header("Accept-Language", "en"));
        problem(answer, answer.statusCode(), answer.statusCode() == 400 ? "malformed" : "not-acceptable");
    }

    @Test
    void methodsAndFormatsThatAreNotTakenAreProblemsToo() throws Exception {
        var deleted = server.send(server.as("kw_clerk", THINGS).DELETE());
        problem(deleted, 405, "method-not-allowed");
        assertThat(deleted.headers().firstValue("Allow").orElse("")).contains("GET");
        problem(server.send(server.as("kw_clerk", THINGS).header("Accept", "image/png")), 406, "not-acceptable");
        problem(
                server.send(server.as("kw_clerk", THINGS)
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("x"))),
                415,
                "unsupported-media");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "OPTIONS", "PROPFIND"})
    void s34_otherMethodsAreRefused(String method) throws Exception {
        var answer = server.send(server.as("kw_admin", THINGS).method(method, BodyPublishers.noBody()));
        problem(answer, 405, "method-not-allowed");
        assertThat(answer.headers().firstValue("Server")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/demo/../things",
                "/api/v1//demo/things",
                "/api/v1/demo/things;x=1",
                "/api/v1/demo%2fthings",
                "/api/v1/demo/%2e%2e/things",
                "/api/v1/demo/./things"
            })
    void addressesWithTwoReadingsAreRefused(String path) throws Exception {
        assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void s35_aTooLongAddressIsRefused() throws Exception {
        assertThat(server.get(THINGS + "?q=" + "x".repeat(8000)).statusCode()).isEqualTo(200);
        problem(server.get(THINGS + "?q=" + "x".repeat(8192)), 414, "uri-too-long");
    }

    private static String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void s35_aBodyBeyondOneMebibyteIsRefused() throws Exception {
        problem(server.post(THINGS, "{\"name\":\"" + "x".repeat(1 << 20) + "\"}"), 413, "too-large");
        var chunked = server.as("kw_clerk", THINGS)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArrays(List.of(new byte[700_000], new byte[700_000])));
        problem(server.send(chunked), 413, "too-large");
        assertThat(demo.calls).hasValue(0);
    }

    @Test
    @DisplayName("S-35: a caller that sends all of a body that is too large before it reads gets the answer")
    void s35_theAnswerToALargeBodyArrives() throws Exception {
        var size = 20 << 20;
        var head = "POST %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer kw_clerk\r\nConnection: close\r\n"
                        .formatted(THINGS)
                + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n".formatted(size);
        assertThat(raw(head + "x".repeat(size))).startsWith("HTTP/1.1 413");
    }

    @Test
    void s35_anUploadMayBeLargerWithinItsOwnLimit() throws Exception {
        var answer = server.send(upload(1_500_000));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"file\":1500000");
        problem(server.send(upload(3_000_000)), 413, "too-large");
    }

    private static HttpRequest.Builder upload(int size) {
        var head = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n";
        return server.as("kw_clerk", THINGS + "/upload")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(head + "x".repeat(size) + "\r\n--b--\r\n"));
    }

    @Test
    void aLargeAnswerArrivesWholeAndCompressedWhereWanted() throws Exception {
        assertThat(server.get(THINGS + "/big").body()).hasSize(1_200_000);
        var compressed = server.send(server.as("kw_clerk", THINGS + "/big").header("Accept-Encoding", "gzip"));
        assertThat(compressed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(compressed.headers().firstValue("Vary")).hasValue("Accept-Encoding");
    }

    @Test
    void s04_untilSetUpOnlySetUpIsOpen() throws Exception {
        try (var empty = new WebServer(demo)) {
            empty.core.setupRequired = true;
            problem(empty.get(THINGS), 503, "setup-required");
            problem(empty.send(empty.request(THINGS + "/open")), 503, "setup-required");
            problem(empty.send(empty.request("/public/demo/form")), 503, "setup-required");
            empty.core.setupRequired = false;
            assertThat(empty.get(THINGS).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whileTheCoreIsAwayItIsBusy() throws Exception {
        server.core.away = true;
        var answer = server.get(THINGS);
        problem(answer, 503, "busy");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
    }

    @Test
    void aTokenThatIsUnknownIsRefusedAndNoCookieHelps() throws Exception {
        var answer = server.send(server.as("kw_wrong", THINGS).header("Cookie", "kw=clerk-session"));
        problem(answer, 401, "credentials-invalid");
        problem(server.send(server.request(THINGS).header("Authorization", "Basic YTpi")), 401, "credentials-invalid");
    }

    @Test
    void aCookieIsEnoughToRead() throws Exception {
        assertThat(server.send(browser(THINGS)).statusCode()).isEqualTo(200);
        problem(server.send(server.request(THINGS).header("Cookie", "kw=unknown")), 401, "unauthenticated");
        problem(
                server.send(server.request(THINGS).header("Cookie", "__Host-kw=clerk-session")),
                401,
                "unauthenticated");
    }

    private static HttpRequest.Builder browser(String path) {
        return server.request(path).header("Cookie", "kw=clerk-session");
    }

    private static HttpRequest.Builder change(String... headers) {
        var request = browser(THINGS).header("Content-Type", "application/json").POST(BodyPublishers.ofString("{}"));
        return headers.length == 0 ? request : request.headers(headers);
    }

    @Test
    void s09_aChangeByCookieNeedsTheTokenAndOurOrigin() throws Exception {
        var origin = "http://127.0.0.1:" + server.port();
        var token = TestCore.CSRF;
        problem(server.send(change()), 403, "csrf-invalid");
        problem(server.send(change("X-CSRF-Token", token)), 403, "csrf-invalid");
        problem(server.send(change("Sec-Fetch-Site", "same-origin")), 403, "csrf-invalid");
        problem(server.send(change("X-CSRF-Token", "wrong", "Origin", origin)), 403, "csrf-invalid");
        problem(server.send(change("X-CSRF-Token", token, "Origin", "http://evil.example")), 403, "csrf-invalid");
        problem(server.send(change("X-CSRF-Token", token, "Sec-Fetch-Site", "same-site")), 403, "csrf-invalid");
        problem(
                server.send(change("X-CSRF-Token", token, "Sec-Fetch-Site", "cross-site", "Origin", origin)),
                403,
                "csrf-invalid");
        assertThat(demo.calls).hasValue(0);
        assertThat(server.send(change("X-CSRF-Token", token, "Origin", origin)).statusCode())
                .isEqualTo(201);
        assertThat(server.send(change("X-CSRF-Token", token, "Sec-Fetch-Site", "same-origin"))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void s09_aChangeByTokenNeedsNeither() throws Exception {
        assertThat(server.post(THINGS, "{}").statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "STOPPED,503,module-not-running",
        "FAILED,503,module-not-running",
        "STARTING,503,module-not-running",
        "STOPPING,503,module-not-running",
        "UPDATING,503,module-not-running",
        "AVAILABLE,404,module-not-installed"
    })
    void aModuleThatDoesNotRunSaysSo(String state, int status, String code) throws Exception {
        server.core.states.put("demo", TestCore.State.valueOf(state));
        var answer = server.get(THINGS);
        problem(answer, status, code);
        assertThat(answer.headers().firstValue("Retry-After").isPresent()).isEqualTo(status == 503);
        problem(server.send(server.request("/public/demo/form")), status, code);
        problem(server.send(server.request("/m/demo/0/page.js")), status, code);
    }

    @Test
    @DisplayName("S-35: a body that drips in is refused, and the connection is closed")
    void s35_drippingBody() throws Exception {
        try (var socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(500);
            var out = socket.getOutputStream();
            out.write(("POST " + THINGS + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer kw_clerk"
                            + "\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{")
                    .getBytes(StandardCharsets.US_ASCII));
            var answer = new StringBuilder();
            for (int dripped = 0; answer.indexOf("\r\n\r\n") < 0 && dripped < 80; dripped++) {
                out.write(' ');
                out.flush();
                try {
                    var buffer = new byte[4096];
                    var count = socket.getInputStream().read(buffer);
                    answer.append(new String(buffer, 0, Math.max(0, count), StandardCharsets.UTF_8));
                } catch (SocketTimeoutException e) {
                    continue;
                }
            }
            assertThat(answer.toString()).startsWith("HTTP/1.1 408").contains("too-slow");
            assertThat(answer.toString().toLowerCase(Locale.ROOT)).contains("connection: close");
            assertThat(demo.calls).hasValue(0);
        }
    }
}
