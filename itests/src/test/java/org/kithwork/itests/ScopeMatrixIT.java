package org.kithwork.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kithwork.itests.KithworkClient.Answer;
import org.kithwork.itests.ScopeWorld.Caller;
import org.kithwork.itests.ScopeWorld.Place;
import org.kithwork.itests.ScopeWorld.Target;

/**
 * Which records a permission reaches, written down in {@code scope-matrix.txt}: every operation with an id is called by
 * users who hold all permissions, but each in one scope only, with records that are theirs, of their team, of their
 * store, of others and limited to others. After every refusal the database holds what it held before.
 */
class ScopeMatrixIT {

    private static final String FILE = "scope-matrix.txt";
    private static final String IDS = "scope-ids.txt";
    private static final Pattern NAMES_A_RECORD = Pattern.compile(
            "(?!external)\\w+Id|customer|owner|store|stores|users|roles|object|actor|absorbed|survivor|from|to|contactPoint|opportunity|lead");

    @TempDir
    static Path directory;

    private static KithworkProcess kithwork;
    private static KithworkClient admin;
    private static ScopeWorld world;
    private static DatabaseState state;

    /** Of the records that were asked for, until one is changed. */
    private static final Map<String, String> VERSIONS = new HashMap<>();

    /** A line of the matrix: an operation, the kind of its record, the answers in scope, and a body that would do. */
    private record Row(String method, String path, String kind, Set<String> inScope, String body) {

        boolean hasScope() {
            return !kind.equals("none");
        }

        String name() {
            return method + " " + path;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        kithwork = Database.POSTGRESQL
                .unpack(directory)
                .with("KITHWORK_MODULES", "archives,funnel,intake")
                .start();
        admin = KithworkClient.setUp(kithwork);
        admin.awaitPath("/archives/purchases");
        admin.awaitPath("/intake/forms");
        admin.awaitPath("/funnel/pipelines");
        world = new ScopeWorld(kithwork, admin);
        state = DatabaseState.of(kithwork);
    }

    @BeforeEach
    void forgetVersions() {
        VERSIONS.clear();
    }

    @AfterAll
    static void stop() throws Exception {
        if (state != null) {
            state.close();
        }
        kithwork.close();
    }

    @Test
    @DisplayName("S-14: every operation with an id is in the matrix of scopes")
    void everyOperationWithAnIdHasARow() throws Exception {
        var written = rows().stream().map(Row::name).toList();
        var offered = admin.description().orElseThrow().operations().stream()
                .filter(operation -> operation.path().contains("{"))
                .map(ApiDescription.Operation::name)
                .toList();
        assertThat(written).containsExactlyInAnyOrderElementsOf(offered);
    }

    @Test
    @DisplayName("S-13, S-14, S-18: what is out of scope answers as what is not there, and nothing has changed")
    void outOfScopeIsNotThere() throws Exception {
        var faults = new ArrayList<String>();
        var targets = new HashMap<String, Target>();
        for (var row : rows()) {
            for (var caller : world.callers()) {
                for (var place : EnumSet.complementOf(seen(row.kind(), caller.scope()))) {
                    if (isThere(row.kind(), place)) {
                        // Nothing of what is refused changes it, so that one of each does for all operations.
                        targets.computeIfAbsent(
                                row.kind() + place + caller.scope(), key -> world.make(row.kind(), place, caller));
                    }
                }
            }
        }
        state.remember();
        for (var row : rows()) {
            for (var caller : world.callers()) {
                for (var place : EnumSet.complementOf(seen(row.kind(), caller.scope()))) {
                    if (isThere(row.kind(), place)) {
                        var what = "%s of %s by %s".formatted(row.name(), place, caller.scope());
                        var target = Objects.requireNonNull(targets.get(row.kind() + place + caller.scope()));
                        refused(row, caller, target, what, faults);
                    }
                }
            }
            unchanged(row.name() + " out of scope", faults);
        }
        assertThat(faults).isEmpty();
    }

    @Test
    @DisplayName("S-14, S-18: what belongs to another record than that of the path is not there either")
    void partsOfAnotherRecordAreNotThere() throws Exception {
        var faults = new ArrayList<String>();
        var caller = world.callers().get(0);
        var mixed = new LinkedHashMap<Row, Target>();
        for (var row : rows()) {
            if (row.path().matches(".*}.*\\{.*") && row.hasScope()) {
                mixed.put(
                        row,
                        world.mixed(
                                world.make(row.kind(), Place.OWN, caller),
                                world.make(row.kind(), Place.FOREIGN, caller)));
            }
        }
        state.remember();
        for (var row : mixed.keySet()) {
            var answer = call(row, caller, mixed.get(row));
            if (answer.status() != 404) {
                faults.add(row.name() + " with a part of another: " + answer.status());
            }
            unchanged(row.name() + " with a part of another", faults);
        }
        assertThat(faults).isEmpty();
    }

    @Test
    @DisplayName("S-18: after a refusal for a permission nothing has changed")
    void withoutThePermissionNothingChanges() throws Exception {
        var faults = new ArrayList<String>();
        var targets = targets();
        var callers = List.of(KithworkClient.stranger(kithwork), new People(kithwork, admin).signedIn("holds-nothing"));
        state.remember();
        for (var operation : writes()) {
            var row = rowOf(operation);
            for (var client : callers) {
                var caller = new Caller("none", "", client);
                var answer = send(row, row.body(), typeOf(operation), caller, targets.get(row.kind()));
                if (answer.status() != 401 && answer.status() != 403) {
                    faults.add(row.name() + " without the permission: " + told(answer));
                }
            }
            unchanged(row.name() + " without the permission", faults);
        }
        assertThat(faults).isEmpty();
    }

    @Test
    @DisplayName("S-18: after a form that is refused nothing has changed")
    void refusedFormsChangeNothing() throws Exception {
        var faults = new ArrayList<String>();
        var targets = targets();
        var caller = world.callers().get(3);
        state.remember();
        for (var operation : writes()) {
            var row = rowOf(operation);
            for (var form : badForms(operation, row.body())) {
                var answer = send(row, form, typeOf(operation), caller, targets.get(row.kind()));
                if (answer.status() < 400 || answer.status() >= 500) {
                    faults.add(row.name() + " with " + form + ": " + told(answer));
                }
            }
            unchanged(row.name() + " with a bad form", faults);
        }
        assertThat(faults).isEmpty();
    }

    /** A record of each kind, which everybody may reach who holds the permission on all. */
    private static Map<String, Target> targets() throws IOException {
        var targets = new HashMap<String, Target>();
        targets.put("none", new Target(Map.of()));
        for (var row : rows()) {
            if (row.hasScope()) {
                targets.computeIfAbsent(
                        row.kind(),
                        kind -> world.make(
                                kind,
                                isThere(kind, Place.OWN) ? Place.OWN : Place.FOREIGN,
                                world.callers().get(3)));
            }
        }
        return targets;
    }

    /** The operations that change something and ask for a permission. */
    private static List<ApiDescription.Operation> writes() {
        return admin.description().orElseThrow().operations().stream()
                .filter(operation -> !operation.method().equals("GET"))
                .filter(operation -> operation.permission().contains(":"))
                .toList();
    }

    private static Row rowOf(ApiDescription.Operation operation) throws IOException {
        return rows().stream()
                .filter(row -> row.name().equals(operation.name()) && row.hasScope())
                .findFirst()
                .orElseGet(() -> new Row(operation.method(), operation.path(), "none", Set.of(), "{}"));
    }

    private static JsonNode bodies(ApiDescription.Operation operation) {
        return operation.description().at("/requestBody/content");
    }

    /** What kind of body an operation takes; one that takes none gets what a client would send by default. */
    private static String typeOf(ApiDescription.Operation operation) {
        var bodies = bodies(operation);
        return bodies.isEmpty() ? "application/json" : bodies.fieldNames().next();
    }

    /** A list for an object, a member that nobody knows, alone and beside what would do, and objects for every value. */
    private static List<String> badForms(ApiDescription.Operation operation, String good) {
        if (!typeOf(operation).endsWith("json") || bodies(operation).isEmpty()) {
            return List.of();
        }
        var forms = new ArrayList<>(List.of("[]", "{", "{\"noSuchMember\":1}"));
        if (good.startsWith("{\"")) {
            forms.add("{\"noSuchMember\":1," + good.substring(1));
        }
        var wrong = new ArrayList<String>();
        admin.description()
                .orElseThrow()
                .resolved(bodies(operation).elements().next().path("schema"))
                .path("properties")
                .fieldNames()
                .forEachRemaining(member -> wrong.add("\"" + member + "\":{\"wrong\":[{}]}"));
        if (!wrong.isEmpty()) {
            forms.add("{" + String.join(",", wrong) + "}");
        }
        return forms;
    }

    private static Answer send(Row row, String body, String type, Caller caller, Target target) {
        var known = Objects.requireNonNull(target);
        var path = known.in(row.path())
                .replaceAll("\\{name}", "unheard")
                .replaceAll("\\{[^}]+}", AuthorisationMatrixIT.UNKNOWN);
        return send(row.method(), path, known.in(body), type, caller);
    }

    @Test
    @DisplayName("CORE-04, S-13: what is in scope is there")
    void inScopeIsThere() throws Exception {
        var faults = new ArrayList<String>();
        // What is only read does for all who read it.
        var read = new HashMap<String, Target>();
        for (var row : rows()) {
            for (var caller : world.callers()) {
                for (var place : seen(row.kind(), caller.scope())) {
                    var target = row.method().equals("GET")
                            ? read.computeIfAbsent(
                                    row.kind() + place + caller.scope(), key -> world.make(row.kind(), place, caller))
                            : world.make(row.kind(), place, caller);
                    var answer = call(row, caller, target);
                    if (!row.inScope().contains(Integer.toString(answer.status()))) {
                        faults.add("%s of %s by %s: %s".formatted(row.name(), place, caller.scope(), told(answer)));
                    }
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    @DisplayName("S-14: every place where a body or a query names another record is in the list of them")
    void everyPlaceOfAnIdHasARow() throws Exception {
        var description = admin.description().orElseThrow();
        var offered = new TreeSet<String>();
        for (var operation : description.operations()) {
            for (var parameter : operation.description().path("parameters")) {
                if (parameter.path("in").asText().equals("query")
                        && NAMES_A_RECORD
                                .matcher(parameter.path("name").asText())
                                .matches()
                        && operation.method().equals("GET")) {
                    offered.add(operation.name() + " ?" + parameter.path("name").asText());
                }
            }
            for (var content : operation.description().at("/requestBody/content")) {
                description
                        .resolved(content.path("schema"))
                        .path("properties")
                        .fieldNames()
                        .forEachRemaining(member -> {
                            if (NAMES_A_RECORD.matcher(member).matches()) {
                                offered.add(operation.name() + " " + member);
                            }
                        });
            }
        }
        // A certificate is a document, not a request about its records; a restricted list of rights names no record.
        offered.remove("POST /privacy/certificates/verify caseId");
        assertThat(lines(IDS).stream().map(cells -> cells[0])).containsExactlyInAnyOrderElementsOf(offered);
    }

    @Test
    @DisplayName("S-14, S-18: an id in a body or a query that is out of scope is answered as one of nothing")
    void idsOutOfScopeAreIdsOfNothing() throws Exception {
        var faults = new ArrayList<String>();
        var caller = world.callers().get(0);
        var own = world.make("customer", Place.OWN, caller);
        var user = world.make("user", Place.OWN, caller);
        var form = world.openForm();
        var others = Map.of(
                "customer",
                List.of(
                        world.make("customer", Place.FOREIGN, caller).ids().get("id"),
                        world.make("customer", Place.RESTRICTED, caller).ids().get("id")),
                "covered",
                List.of(world.make("customer", Place.FOREIGN, caller).ids().get("id")),
                "point",
                List.of(world.make("customer", Place.FOREIGN, caller).ids().get("contactPoint")),
                "user",
                List.of(world.make("user", Place.FOREIGN, caller).ids().get("id")),
                "store",
                List.of(world.make("store", Place.FOREIGN, caller).ids().get("id")));
        state.remember();
        for (var cells : lines(IDS)) {
            for (var id : others.getOrDefault(cells[1], List.of())) {
                var at = cells[0].startsWith("GET /users") || cells[0].startsWith("POST /users") ? user : own;
                var answer = name(cells, caller, at, own, form, id);
                var nothing = name(cells, caller, at, own, form, AuthorisationMatrixIT.UNKNOWN);
                if (answer.status() != nothing.status()
                        || !plain(answer)
                                .replace(id, "")
                                .equals(plain(nothing).replace(AuthorisationMatrixIT.UNKNOWN, ""))
                        || !onlyReads(cells[0]) && answer.status() < 400) {
                    faults.add(cells[0] + ": " + told(answer) + ", of nothing: " + told(nothing));
                }
                unchanged(cells[0], faults);
            }
        }
        assertThat(faults).isEmpty();
    }

    private static boolean onlyReads(String place) {
        return place.startsWith("GET") || place.contains("/send-checks ");
    }

    private static Answer name(String[] cells, Caller caller, Target at, Target own, String form, String id) {
        var place = cells[0].split(" ");
        var path = at.in(place[1]) + (place[2].startsWith("?") ? place[2] + "=" + id : "");
        var body = (cells.length > 2 ? cells[2] : "")
                .replace("{id}", id)
                .replace("{own}", Objects.requireNonNull(own.ids().get("id")))
                .replace("{form}", form);
        return send(place[0], path, body, caller);
    }

    private static void refused(Row row, Caller caller, Target target, String what, List<String> faults)
            throws Exception {
        var answer = call(row, caller, target);
        var unknown = call(row, caller, world.unknown(target));
        if (answer.status() != 404 || !plain(answer).equals(plain(unknown))) {
            faults.add(what + ": " + told(answer) + ", unknown: " + told(unknown));
        }
    }

    private static void unchanged(String what, List<String> faults) throws Exception {
        var changed = state.changedSince();
        if (!changed.isEmpty()) {
            faults.add(what + " changed " + changed);
            state.remember();
        }
    }

    private static String told(Answer answer) {
        var body = answer.response().body();
        return answer.status() + " " + body.substring(0, Math.min(300, body.length()));
    }

    private static String plain(Answer answer) {
        return answer.response().body().replaceAll("\"requestId\":\"[^\"]*\"", "");
    }

    private static Answer call(Row row, Caller caller, Target target) {
        var said = target.in(row.body());
        return said.startsWith("?")
                ? send(row.method(), target.in(row.path()) + said, "", caller)
                : send(row.method(), target.in(row.path()), said, caller);
    }

    private static Answer send(String method, String path, String body, Caller caller) {
        var type = method.equals("PATCH") ? "application/merge-patch+json" : "application/json";
        return send(method, path, body, type, caller);
    }

    private static Answer send(String method, String path, String body, String type, Caller caller) {
        var answer = caller.client()
                .send(
                        method,
                        path,
                        body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body),
                        type,
                        "If-Match",
                        names(path) && !method.equals("GET")
                                ? VERSIONS.computeIfAbsent(path.replaceAll("/opening$", ""), world::version)
                                : "\"0\"");
        if (!method.equals("GET") && answer.status() < 400) {
            VERSIONS.clear();
        }
        return answer;
    }

    /** Whether a path names a record, which has a version; asking for that of a list would be a look at all in it. */
    private static boolean names(String path) {
        return path.matches(".*/[0-9a-f]{8}-[0-9a-f-]{27}.*");
    }

    /** Where a user of this scope sees records of this kind. */
    private static EnumSet<Place> seen(String kind, String scope) {
        return switch (kind) {
            case "none" -> EnumSet.noneOf(Place.class);
            case "session", "key" -> EnumSet.of(Place.OWN);
            case "job", "token", "link", "import", "export" ->
                switch (scope) {
                    case "ALL" -> EnumSet.of(Place.OWN, Place.FOREIGN);
                    case "STORE" -> EnumSet.noneOf(Place.class);
                    default -> EnumSet.of(Place.OWN);
                };
            case "store", "form", "submission" ->
                switch (scope) {
                    case "ALL" -> EnumSet.of(Place.STORE, Place.FOREIGN);
                    case "STORE" -> EnumSet.of(Place.STORE);
                    default -> EnumSet.noneOf(Place.class);
                };
            default -> ofPeople(kind, scope);
        };
    }

    private static EnumSet<Place> ofPeople(String kind, String scope) {
        var seen = switch (scope) {
            case "ALL" -> EnumSet.of(Place.OWN, Place.TEAM, Place.STORE, Place.FOREIGN);
            case "STORE" -> EnumSet.of(Place.STORE);
            case "TEAM" -> EnumSet.of(Place.OWN, Place.TEAM);
            default -> EnumSet.of(Place.OWN);
        };
        if (kind.equals("user") && scope.equals("STORE")) {
            // He works in his own store.
            seen.add(Place.OWN);
        }
        if (kind.equals("listed")) {
            // Who may name those who see a customer, sees that it is limited.
            seen.add(Place.RESTRICTED);
        }
        return seen;
    }

    /** Where records of this kind can be at all. */
    private static boolean isThere(String kind, Place place) {
        return switch (kind) {
            case "none" -> false;
            case "user", "person" -> place != Place.RESTRICTED;
            case "store", "form", "submission" -> place == Place.STORE || place == Place.FOREIGN;
            case "session", "key", "job", "token", "link", "import", "export" ->
                place == Place.OWN || place == Place.FOREIGN;
            default -> true;
        };
    }

    private static List<Row> rows() throws IOException {
        var rows = new ArrayList<Row>();
        for (var cells : lines(FILE)) {
            var operation = cells[0].split(" ", 2);
            var body = cells.length > 3 ? cells[3] : "";
            rows.add(new Row(operation[0], operation[1], cells[1], Set.of(cells[2].split("/")), body));
        }
        return rows;
    }

    private static List<String[]> lines(String file) throws IOException {
        try (var in = ScopeMatrixIT.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.strip().split("\\s*\\|\\s*"))
                    .toList();
        }
    }
}
