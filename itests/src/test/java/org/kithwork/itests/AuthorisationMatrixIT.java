package org.kithwork.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kithwork.itests.ApiDescription.Operation;

/**
 * Who may call what, written down in {@code authorisation-matrix.txt}: every operation of the running system has a row
 * there, and is called by everybody. {@code in} means that the caller was let in, whatever he was told then; each
 * refusal is one of the gate.
 */
class AuthorisationMatrixIT {

    private static final String FILE = "authorisation-matrix.txt";
    static final String UNKNOWN = "01a2020c-ef06-7711-b154-4ddf3e0bb99f";

    @TempDir
    static Path directory;

    private static KithworkProcess kithwork;
    private static KithworkClient admin;
    private static People people;
    private static final Map<String, KithworkClient> CALLERS = new LinkedHashMap<>();

    @BeforeAll
    static void start() throws Exception {
        kithwork = KithworkProcess.unpack(directory)
                .with("KITHWORK_MODULES", "archives,funnel,intake")
                .start();
        admin = KithworkClient.setUp(kithwork);
        admin.awaitPath("/archives/purchases");
        admin.awaitPath("/intake/forms");
        admin.awaitPath("/funnel/pipelines");
        people = new People(kithwork, admin);
        CALLERS.put("stranger", KithworkClient.stranger(kithwork));
        CALLERS.put("nobody", people.signedIn("nobody"));
        for (var role : List.of("clerk", "administrator", "owner")) {
            CALLERS.put(role, people.signedIn("the-" + role, role));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        kithwork.close();
    }

    private static Map<String, String> written() throws IOException {
        var rows = new TreeMap<String, String>();
        try (var in = AuthorisationMatrixIT.class.getResourceAsStream(FILE)) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\s*\\|\\s*", 2))
                    .forEach(row -> rows.put(row[0].strip(), row[1].strip().replaceAll("\\s*\\|\\s*", " ")));
        }
        return rows;
    }

    @Test
    @DisplayName("CORE-04, S-11: every operation lets in whom the matrix names")
    void everyOperationLetsInWhomTheMatrixNames() throws Exception {
        var found = new TreeMap<String, String>();
        for (var operation : admin.description().orElseThrow().operations()) {
            var verdicts = new ArrayList<String>();
            for (var caller : CALLERS.entrySet()) {
                verdicts.add(verdict(operation, caller.getKey(), caller.getValue()));
            }
            found.put(operation.name(), operation.permission() + " " + String.join(" ", verdicts));
        }
        var written = written();
        var unnamed = new TreeSet<>(found.keySet());
        unnamed.removeAll(written.keySet());
        assertThat(unnamed.stream().map(name -> row(name, found.get(name))).collect(Collectors.joining("\n")))
                .as("operations without a row in %s", FILE)
                .isEmpty();
        assertThat(found).containsExactlyInAnyOrderEntriesOf(written);
    }

    @Test
    @DisplayName("S-31: a refusal is in the audit")
    void aRefusalIsInTheAudit() {
        CALLERS.get("nobody").get("/users").expect(403);
        CALLERS.get("nobody").post("/customers", "{\"fullName\":\"x\"}").expect(403);
        var me = CALLERS.get("nobody").get("/session").body().at("/user/id").asText();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(admin.get("/audit?action=access.denied&limit=200&actor=" + me)
                                .expect(200)
                                .body()
                                .path("items")
                                .findValuesAsText("objectId"))
                        .contains("core:user:view", "core:customer:create"));
    }

    private static String row(String name, String verdicts) {
        return name + " | " + String.join(" | ", verdicts.split(" "));
    }

    private static String verdict(Operation operation, String who, KithworkClient caller) throws Exception {
        if (operation.name().equals("GET /events")) {
            var status = caller.statusOfStream("/events");
            return status == 200 ? "in" : Integer.toString(status);
        }
        var answer = call(operation, caller);
        if (operation.name().equals("DELETE /session") && answer.status() == 204) {
            CALLERS.put(who, people.again("nobody".equals(who) ? who : "the-" + who));
        }
        var type = answer.text("type");
        return type.endsWith("/unauthenticated") || type.endsWith("/forbidden")
                ? Integer.toString(answer.status())
                : "in";
    }

    /** With ids of nothing and a body that says nothing: what is let in changes nothing. */
    private static KithworkClient.Answer call(Operation operation, KithworkClient caller) {
        var path = operation.path().replaceAll("\\{name}", "unheard").replaceAll("\\{[^}]+}", UNKNOWN);
        var types = operation.description().at("/requestBody/content");
        if (types.isMissingNode()) {
            var none = BodyPublishers.noBody();
            return caller.send(operation.method(), path, none, "application/json", "If-Match", "\"1\"");
        }
        var type = types.fieldNames().next();
        return caller.send(operation.method(), path, BodyPublishers.ofString("{}"), type, "If-Match", "\"1\"");
    }
}
