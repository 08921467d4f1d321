package org.kithwork.web.internal.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kithwork.web.internal.DemoResource;
import org.kithwork.web.internal.WebServer;

class JsonTest {

    private static final String THINGS = "/api/v1/demo/things";
    private static WebServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new WebServer(new DemoResource());
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static List<String> errors(HttpResponse<String> answer, int status, String code) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode body = new ObjectMapper().readTree(answer.body());
        assertThat(body.get("type").asText()).endsWith("/" + code);
        var errors = new ArrayList<String>();
        body.path("errors").forEach(e -> {
            assertThat(e.get("message").asText()).isNotBlank();
            errors.add(e.get("pointer").asText() + " " + e.get("code").asText());
        });
        return errors;
    }

    private static HttpResponse<String> post(String json) throws Exception {
        return server.post(THINGS, json);
    }

    private static HttpResponse<String> patch(String json, String... headers) throws Exception {
        var request = server.as("kw_clerk", THINGS)
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", BodyPublishers.ofString(json));
        return server.send(headers.length == 0 ? request : request.headers(headers));
    }

    @Test
    void aRecordGoesInAndComesOutAsItIs() throws Exception {
        var answer = post("{\"name\":\"欧阳娜娜 𠮷\",\"amount\":12345678901.50,\"at\":\"2026-05-01T09:30:00+08:00\","
                + "\"colour\":\"RED\",\"price\":{\"amount\":\"199.9\",\"currency\":\"CNY\"},\"on\":true,\"parts\":[]}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location")).hasValue("/api/v1/demo/things/1");
        assertThat(answer.body())
                .isEqualTo("{\"name\":\"欧阳娜娜 𠮷\",\"amount\":12345678901.50,\"at\":\"2026-05-01T01:30:00Z\","
                        + "\"colour\":\"RED\",\"store\":null,\"price\":{\"amount\":\"199.90\",\"currency\":\"CNY\"},"
                        + "\"on\":true,\"parts\":[]}");
    }

    @Test
    @DisplayName("S-15: every unknown member is named at once")
    void everyUnknownMemberIsNamedAtOnce() throws Exception {
        var answer =
                post("{\"nmae\":\"x\",\"colour\":\"BLUE\",\"parts\":[{\"name\":\"a\"},{\"nme\":[1,2],\"x/y\":{}}]}");
        assertThat(errors(answer, 400, "malformed"))
                .containsExactlyInAnyOrder(
                        "/nmae unknown-member",
                        "/parts/1/nme unknown-member",
                        "/parts/1/x~1y unknown-member",
                        "/colour choice-invalid");
    }

    @Test
    void everyMemberOfTheWrongTypeIsNamedAtOnce() throws Exception {
        var answer = post("{\"name\":5,\"amount\":\"abc\",\"at\":\"yesterday\",\"colour\":\"BLUE\",\"store\":\"nope\","
                + "\"price\":{\"amount\":\"1\",\"currency\":\"XXXX\"},\"on\":\"yes\",\"parts\":[{\"count\":1.5},7]}");
        assertThat(errors(answer, 422, "invalid"))
                .containsExactlyInAnyOrder(
                        "/name type-invalid",
                        "/amount number-invalid",
                        "/at instant-invalid",
                        "/colour choice-invalid",
                        "/store id-invalid",
                        "/price/currency currency-invalid",
                        "/on type-invalid",
                        "/parts/0/count type-invalid",
                        "/parts/1 type-invalid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "nope", "{} {}", "{\"name\":\"a\",\"name\":\"b\"}", "{\"name\":\"\\ud800", "{'name':1}"
            })
    void whatIsNoJsonIsMalformed(String body) throws Exception {
        errors(post(body), 400, "malformed");
    }

    @Test
    void aMethodThatWantsABodyIsNeverCalledWithout() throws Exception {
        errors(server.send(server.as("kw_clerk", THINGS).POST(BodyPublishers.noBody())), 400, "malformed");
        errors(server.send(server.as("kw_clerk", THINGS).method("PATCH", BodyPublishers.noBody())), 400, "malformed");
    }

    @Test
    void aBodyThatMayBeLeftOutMayBeLeftOut() throws Exception {
        var without = server.send(server.as("kw_clerk", THINGS + "/again")
                .headers("Content-Type", "application/json")
                .POST(BodyPublishers.noBody()));
        assertThat(without.statusCode()).isEqualTo(200);
        assertThat(without.body()).contains("none");
        assertThat(server.post(THINGS + "/again", "{\"name\":\"a\"}").body()).contains("\"a\"");
    }

    @Test
    void theWordNullIsNoBody() throws Exception {
        errors(post("null"), 400, "malformed");
        errors(server.post(THINGS + "/again", "null"), 400, "malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"x\"", "5"})
    void theWrongShapeAsAWholeIsInvalid(String body) throws Exception {
        assertThat(errors(post(body), 422, "invalid")).containsExactly(" type-invalid");
    }

    @Test
    void s35_deepOrLongInputIsRefused() throws Exception {
        errors(post("{\"parts\":" + "[".repeat(40) + "]".repeat(40) + "}"), 400, "malformed");
        var many = "{}" + ",{}".repeat(1000);
        assertThat(errors(post("{\"parts\":[" + many + "]}"), 422, "invalid")).containsExactly("/parts too-many-items");
    }

    @Test
    void aParameterThatCannotBeReadIsNamed() throws Exception {
        assertThat(errors(server.get(THINGS + "?limit=many"), 422, "invalid")).containsExactly("/limit limit-invalid");
        errors(server.get(THINGS + "/not-an-id"), 404, "not-found");
    }

    @Test
    void aPatchTellsWhatItNames() throws Exception {
        var answer = patch("{\"name\":null,\"count\":3,\"part\":{\"name\":\"x\"}}", "If-Match", "\"7\"");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"version\":7,\"has\":true,\"name\":null,\"count\":3,\"part\":{\"name\":\"x\",\"count\":null}}");
    }

    @Test
    void aPatchNamesItsFaults() throws Exception {
        assertThat(errors(patch("{\"foo\":1,\"bar\":2}"), 400, "malformed"))
                .containsExactly("/foo unknown-member", "/bar unknown-member");
        assertThat(errors(patch("{\"count\":\"x\"}", "If-Match", "\"7\""), 422, "invalid"))
                .containsExactly("/count type-invalid");
        assertThat(errors(patch("{\"part\":{\"nam\":1}}", "If-Match", "\"7\""), 400, "malformed"))
                .containsExactly("/part/nam unknown-member");
        errors(patch("{}"), 428, "version-missing");
        errors(patch("{}", "If-Match", "\"seven\""), 412, "stale-version");
        errors(patch("[]"), 422, "invalid");
    }

    @ParameterizedTest
    @CsvSource({"application/json", "application/merge-patch+json"})
    void aPatchMayCallItselfEither(String type) throws Exception {
        var answer = server.send(server.as("kw_clerk", THINGS)
                .headers("Content-Type", type, "If-Match", "\"7\"")
                .method("PATCH", BodyPublishers.ofString("{}")));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void theMapperForgetsWhatItMetWhenABundleLeaves() {
        var mapper = new Mapper();
        var before = mapper.current();
        mapper.forget();
        assertThat(mapper.current()).isNotSameAs(before);
        assertThat(mapper.current().getTypeFactory()).isNotSameAs(before.getTypeFactory());
    }
}
