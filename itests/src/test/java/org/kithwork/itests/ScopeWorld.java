package org.kithwork.itests;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.kithwork.itests.KithworkClient.Answer;

/**
 * Two stores, two teams, and in them one user for each scope, who holds every permission there is, but only in that
 * scope. Makes records that are theirs, of their team, of their store, of others, or limited to others.
 */
final class ScopeWorld {

    private static final String PASSWORD = "a-Very-good-1-indeed";

    /** Where a record can be, as its name says to the user who asks. */
    enum Place {
        OWN,
        TEAM,
        STORE,
        FOREIGN,
        RESTRICTED
    }

    /** Somebody who holds everything in one scope. */
    record Caller(String scope, String id, KithworkClient client) {}

    /** A record, and the ids that belong to it, by their names in paths and bodies. */
    record Target(Map<String, String> ids) {

        String in(String text) {
            var filled = text;
            for (var id : ids.entrySet()) {
                filled = filled.replace("{" + id.getKey() + "}", id.getValue());
            }
            return filled;
        }
    }

    private final KithworkProcess kithwork;
    private final KithworkClient admin;
    private final Map<String, Caller> callers = new LinkedHashMap<>();
    private final Map<String, List<String>> pairs = new HashMap<>();
    private final Map<String, String> found = new HashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final String me;
    private final String home;
    private final String away;
    private final String homeTeam;
    private final String mate;
    private final String other;

    ScopeWorld(KithworkProcess kithwork, KithworkClient admin) {
        this.kithwork = kithwork;
        this.admin = admin;
        me = admin.get("/session").expect(200).body().at("/user/id").asText();
        home = id("/stores", Map.of("name", "本店"));
        away = id("/stores", Map.of("name", "别店"));
        homeTeam = id("/teams", Map.of("name", "本组"));
        var below = id("/teams", Map.of("name", "小组", "parentId", homeTeam));
        var awayTeam = id("/teams", Map.of("name", "别组"));
        var seller = List.of(role("sales"));
        mate = id("/users", Map.of("username", "mate", "roles", seller, "teamId", below, "stores", List.of(away)));
        other = id("/users", Map.of("username", "other", "roles", seller, "teamId", awayTeam, "stores", List.of(away)));
        for (var scope : List.of("OWN", "TEAM", "STORE", "ALL")) {
            callers.put(scope, caller(scope));
        }
    }

    private String role(String word) {
        for (var role : admin.get("/roles?limit=200").expect(200).body().path("items")) {
            if (role.path("word").asText().equals(word)) {
                return role.path("id").asText();
            }
        }
        throw new IllegalArgumentException(word);
    }

    private Caller caller(String scope) {
        var grants = new ArrayList<Map<String, String>>();
        admin.get("/permissions")
                .expect(200)
                .body()
                .path("items")
                .findValuesAsText("permission")
                .forEach(permission -> grants.add(Map.of("permission", permission, "scope", scope)));
        var role = id(
                "/roles",
                Map.of(
                        "name",
                        "everything " + scope,
                        "grants",
                        grants,
                        "fields",
                        List.of(Map.of("object", "*", "field", "*", "access", "WRITE"))));
        var name = "holds-" + scope.toLowerCase(java.util.Locale.ROOT);
        var made = admin.post(
                        "/users",
                        Map.of("username", name, "roles", List.of(role), "stores", List.of(home), "teamId", homeTeam))
                .expect(201);
        new People(kithwork, admin).choosePassword(made.text("passwordLink"), PASSWORD);
        return new Caller(scope, made.text("id"), KithworkClient.signIn(kithwork, name, PASSWORD));
    }

    List<Caller> callers() {
        return List.copyOf(callers.values());
    }

    /** A new record of this kind. */
    Target make(String kind, Place place, Caller caller) {
        return switch (kind) {
            case "customer", "listed", "person" -> customer(place, caller);
            case "purchase" -> purchase(plain(place, caller));
            case "interaction" -> interaction(plain(place, caller));
            case "need" -> said(plain(place, caller), "needs", Map.of("text", "x"));
            case "preference" -> said(plain(place, caller), "preferences", Map.of("key", "taste", "value", "x"));
            case "term" -> said(plain(place, caller), "terms", Map.of("text", "x"));
            case "signal" -> signal(plain(place, caller));
            case "attachment" -> attachment(plain(place, caller));
            case "follow-up" -> followUp(plain(place, caller));
            case "lead" -> lead(plain(place, caller));
            case "opportunity" -> opportunity(plain(place, caller));
            case "quote" -> quote(opportunity(plain(place, caller)));
            case "user" -> user(place, caller);
            case "store" -> store(place, caller);
            case "form" -> form(place);
            case "submission" -> submission(place);
            case "job" -> job(maker(place, caller));
            case "pair" -> pair(place, caller);
            case "session" -> session(maker(place, caller));
            case "key" -> key(maker(place, caller));
            case "token" -> token(maker(place, caller));
            case "link" -> link(maker(place, caller));
            case "import" -> file(maker(place, caller));
            case "export" -> list(maker(place, caller));
            default -> throw new IllegalArgumentException(kind);
        };
    }

    /** Ids of nothing, in the same places. */
    Target unknown(Target like) {
        var ids = new HashMap<>(like.ids());
        ids.replaceAll((name, id) -> id.matches("[0-9a-f-]{36}") && !name.startsWith("m") && !name.equals("sibling")
                ? AuthorisationMatrixIT.UNKNOWN
                : id);
        return new Target(ids);
    }

    /** The first record with what belongs to the second one. */
    Target mixed(Target record, Target parts) {
        var ids = new HashMap<>(parts.ids());
        ids.putAll(Map.of("id", record.ids().get("id"), "customer", record.ids().get("id")));
        return new Target(ids);
    }

    private Target customer(Place place, Caller caller) {
        var id = bare(place, caller);
        var sibling = bare(place == Place.RESTRICTED ? Place.FOREIGN : place, caller);
        var relation = admin.post(
                        "/customers/" + id + "/relations", Map.of("kind", "EMPLOYER", "from", id, "to", sibling))
                .expect(201)
                .body()
                .at("/items/0/id")
                .asText();
        var record = admin.get("/customers/" + id).expect(200).body();
        var point = record.at("/contactPoints/0/id").asText();
        if (place == Place.RESTRICTED) {
            restrict(id);
        }
        var ids = new HashMap<String, String>();
        ids.putAll(Map.of("id", id, "customer", id, "sibling", sibling, "contactPoint", point, "relation", relation));
        ids.putAll(
                Map.of("scheme", "pos", "value", value(id), "me", caller.id(), "new", "c" + count.incrementAndGet()));
        ids.putAll(Map.of("export", AuthorisationMatrixIT.UNKNOWN, "merge", AuthorisationMatrixIT.UNKNOWN));
        return new Target(ids);
    }

    /** A customer with nothing but himself, for records that are his. */
    private Target plain(Place place, Caller caller) {
        var id = bare(place, caller);
        if (place == Place.RESTRICTED) {
            restrict(id);
        }
        return new Target(Map.of("id", id));
    }

    private String bare(Place place, Caller caller) {
        var number = "%08d".formatted(count.incrementAndGet());
        return customer(
                place,
                caller,
                Map.of(
                        "fullName",
                        "Person " + number,
                        "identifiers",
                        List.of(Map.of("scheme", "pos", "value", number)),
                        "contactPoints",
                        List.of(Map.of("type", "PHONE", "value", "138" + number))));
    }

    private String customer(Place place, Caller caller, Map<String, ?> members) {
        var owner = switch (place) {
            case OWN, RESTRICTED -> caller.id();
            case TEAM -> mate;
            case STORE, FOREIGN -> other;
        };
        var body = new HashMap<String, Object>(members);
        body.put("ownerId", owner);
        body.put("storeId", home);
        var made = id("/customers", body);
        if (place != Place.STORE && place != Place.RESTRICTED) {
            // Who sees the store alone could not be given a customer elsewhere; one that moves leaves him behind.
            admin.send(
                            "PATCH",
                            "/customers/" + made,
                            BodyPublishers.ofString("{\"storeId\":\"" + away + "\"}"),
                            "application/merge-patch+json",
                            "If-Match",
                            version("/customers/" + made))
                    .expect(200);
        }
        return made;
    }

    private String value(String customer) {
        return admin.get("/customers/" + customer)
                .expect(200)
                .body()
                .at("/identifiers/0/value")
                .asText();
    }

    private Target purchase(Target customer) {
        var made = admin.post(
                        "/archives/purchases",
                        "{\"customerId\":\"" + customer.ids().get("id")
                                + "\",\"channel\":\"STORE\",\"currency\":\"CNY\",\"lines\":[{\"name\":\"茶\",\"quantity\":\"2\","
                                + "\"net\":{\"amount\":\"8.00\",\"currency\":\"CNY\"}}]}")
                .expect(201);
        return new Target(Map.of(
                "id", made.text("id"), "line", made.body().at("/lines/0/id").asText()));
    }

    private Target interaction(Target customer) {
        return new Target(Map.of(
                "id",
                id(
                        "/archives/interactions",
                        Map.of(
                                "customerId",
                                customer.ids().get("id"),
                                "channel",
                                "PHONE",
                                "direction",
                                "IN",
                                "topic",
                                "x"))));
    }

    private Target signal(Target customer) {
        return new Target(Map.of("id", Signals.found(admin, customer.ids().get("id"))));
    }

    private Target said(Target customer, String what, Map<String, String> members) {
        var body = new HashMap<String, String>(members);
        body.put("customerId", customer.ids().get("id"));
        return new Target(Map.of("id", id("/archives/" + what, body)));
    }

    private Target attachment(Target customer) {
        return new Target(Map.of(
                "id",
                admin.attach(Objects.requireNonNull(customer.ids().get("id")), "a.txt", "x")
                        .expect(201)
                        .text("id")));
    }

    private Target followUp(Target customer) {
        return new Target(Map.of(
                "id",
                id(
                        "/archives/follow-ups",
                        Map.of(
                                "customerId",
                                customer.ids().get("id"),
                                "kind",
                                "CALL",
                                "planAt",
                                Instant.now().plus(Duration.ofDays(1)).toString(),
                                "subject",
                                "x"))));
    }

    private Target lead(Target customer) {
        return new Target(Map.of(
                "id", id("/funnel/leads", Map.of("customerId", customer.ids().get("id"), "title", "x"))));
    }

    private Target opportunity(Target customer) {
        return new Target(Map.of(
                "id",
                id("/funnel/opportunities", Map.of("customerId", customer.ids().get("id"), "title", "x"))));
    }

    private Target quote(Target opportunity) {
        return new Target(Map.of(
                "id",
                id(
                        "/funnel/quotes",
                        Map.of(
                                "opportunityId",
                                opportunity.ids().get("id"),
                                "lines",
                                List.of(Map.of("name", "x", "unitPrice", Map.of("amount", "1")))))));
    }

    private Target user(Place place, Caller caller) {
        var user = switch (place) {
            case OWN -> caller.id();
            case TEAM -> mate;
            case STORE -> id("/users", Map.of("username", "near-" + count.incrementAndGet(), "stores", List.of(home)));
            case FOREIGN, RESTRICTED -> other;
        };
        return new Target(Map.of("id", user, "me", caller.id()));
    }

    private Target store(Place place, Caller caller) {
        var name = "店 " + count.incrementAndGet();
        var store = place == Place.STORE
                ? id("/stores", Map.of("name", name, "parentId", home))
                : id("/stores", Map.of("name", name));
        return new Target(Map.of("id", store, "me", caller.id(), "mine", home));
    }

    private Target form(Place place) {
        return new Target(Map.of("id", form(place == Place.STORE ? "\"" + home + "\"" : "\"" + away + "\"")));
    }

    private String form(String store) {
        return admin.post("/intake/forms", """
                        {"slug":"form-%d","title":{"zh":"登记"},"storeId":%s,
                         "fields":[{"name":"fullName","required":true},{"name":"phone","required":true}]}""".formatted(count.incrementAndGet(), store))
                .expect(201)
                .text("id");
    }

    /** A form that is open in all stores. */
    String openForm() {
        return found.computeIfAbsent("open form", name -> form("null"));
    }

    /** Somebody who was taken down in a store with the telephone number of another, so that a person has to decide. */
    private Target submission(Place place) {
        var number = "1370%07d".formatted(count.incrementAndGet());
        id(
                "/customers",
                Map.of("fullName", "Somebody", "contactPoints", List.of(Map.of("type", "PHONE", "value", number))));
        var entry = Map.of(
                "key",
                "taken-down-" + number,
                "formId",
                openForm(),
                "phone",
                number,
                "name",
                "Another",
                "storeId",
                place == Place.STORE ? home : away);
        admin.post("/intake/captures", Map.of("entries", List.of(entry))).expect(200);
        var newest = admin.get("/intake/submissions?limit=1")
                .expect(200)
                .body()
                .at("/items/0/id")
                .asText();
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> admin.get("/intake/submissions/" + newest)
                        .expect(200)
                        .text("state")
                        .equals("REVIEW"));
        return new Target(Map.of("id", newest));
    }

    /** Who made a record that belongs to whoever made it. */
    private KithworkClient maker(Place place, Caller caller) {
        return place == Place.OWN ? caller.client() : admin;
    }

    private Target job(KithworkClient maker) {
        return new Target(Map.of("id", searched(maker)));
    }

    /** Searches for duplicates, and waits until that is done; gives the job. */
    private String searched(KithworkClient maker) {
        var id = maker.post("/duplicates/search", Map.of("weights", "DEFAULT"))
                .expect(202)
                .text("id");
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> admin.get("/jobs/" + id).expect(200).text("state").equals("DONE"));
        return id;
    }

    /** Two customers of one place who look like one; all such pairs are found by one search. */
    private Target pair(Place place, Caller caller) {
        if (pairs.isEmpty()) {
            for (var each : callers()) {
                for (var where : Place.values()) {
                    var first = bare(where, each);
                    var again = likeness(first, where == Place.RESTRICTED ? Place.OWN : where, each);
                    if (where == Place.RESTRICTED) {
                        restrict(first);
                    }
                    pairs.put(each.id() + where, List.of(first, again));
                }
            }
            searched(admin);
        }
        var wanted = pairs.get(caller.id() + place);
        for (var pair : admin.get("/duplicates?limit=200").expect(200).body().path("items")) {
            if (pair.toString().contains(wanted.get(1))) {
                found.put(caller.id() + place, pair.path("id").asText());
            }
        }
        return new Target(Map.of("id", java.util.Objects.requireNonNull(found.get(caller.id() + place))));
    }

    private String likeness(String customer, Place place, Caller caller) {
        var like = admin.get("/customers/" + customer).expect(200).body();
        return customer(
                place,
                caller,
                Map.of(
                        "fullName",
                        like.path("displayName").asText(),
                        "duplicateReason",
                        "two",
                        "contactPoints",
                        List.of(Map.of(
                                "type",
                                "PHONE",
                                "value",
                                like.at("/contactPoints/0/value").asText()))));
    }

    private void restrict(String id) {
        var version = admin.get("/restrictions/" + id)
                .expect(200)
                .body()
                .path("version")
                .asInt();
        admin.send(
                        "PUT",
                        "/restrictions/" + id,
                        BodyPublishers.ofString("{\"users\":[\"" + other + "\",\"" + me + "\"],\"reason\":\"known\"}"),
                        "application/json",
                        "If-Match",
                        "\"" + version + "\"")
                .expect(200);
    }

    private Target session(KithworkClient maker) {
        var name = "holds-";
        if (maker != admin) {
            name = maker.get("/session").expect(200).body().at("/user/username").asText();
            KithworkClient.signIn(kithwork, name, PASSWORD);
        } else {
            KithworkClient.signIn(kithwork);
        }
        var items = maker.get("/sessions").expect(200).body().path("items");
        for (var item : items) {
            if (!item.path("current").asBoolean()) {
                return new Target(Map.of("id", item.path("id").asText()));
            }
        }
        throw new AssertionError("no other session: " + items);
    }

    private Target key(KithworkClient maker) {
        for (var held : maker.get("/ssh-keys").expect(200).body().path("items")) {
            maker.delete("/ssh-keys/" + held.path("id").asText()).expect(204);
        }
        return new Target(Map.of(
                "id",
                maker.post("/ssh-keys", Map.of("publicKey", newPublicKey()))
                        .expect(201)
                        .text("id")));
    }

    /** A key of nobody, as a line of {@code authorized_keys}: RFC 8709, section 4. */
    private static String newPublicKey() {
        try {
            var encoded = KeyPairGenerator.getInstance("Ed25519")
                    .generateKeyPair()
                    .getPublic()
                    .getEncoded();
            var type = "ssh-ed25519".getBytes(StandardCharsets.US_ASCII);
            var blob = ByteBuffer.allocate(4 + type.length + 4 + 32)
                    .putInt(type.length)
                    .put(type)
                    .putInt(32)
                    .put(encoded, encoded.length - 32, 32);
            return "ssh-ed25519 " + Base64.getEncoder().encodeToString(blob.array());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Target token(KithworkClient maker) {
        return new Target(Map.of(
                "id",
                maker.post(
                                "/tokens",
                                Map.of(
                                        "name",
                                        "till " + count.incrementAndGet(),
                                        "scopes",
                                        List.of("core:customer:view")))
                        .expect(201)
                        .text("id")));
    }

    /** In the place of an earlier one, since nobody has more than a few. */
    private Target link(KithworkClient maker) {
        var there = maker.get("/links?mine=true&purpose=archives:calendar")
                .expect(200)
                .body()
                .path("items");
        if (there.size() > 3) {
            maker.delete("/links/" + there.get(0).path("id").asText()).expect(204);
        }
        var draft = Map.of("purpose", "archives:calendar", "name", "phone " + count.incrementAndGet());
        return new Target(Map.of("id", maker.post("/links", draft).expect(201).text("id")));
    }

    private Target file(KithworkClient maker) {
        var content = "姓名,手机\n甲,1390000%04d\n".formatted(count.incrementAndGet());
        var id = maker.importFile(
                        "a.csv", content.getBytes(java.nio.charset.StandardCharsets.UTF_8), "{\"kind\":\"customers\"}")
                .expect(202)
                .text("id");
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> admin.get("/imports/" + id).text("state").startsWith("DONE"));
        return new Target(Map.of("id", id));
    }

    /** A file of nobody, so that it counts for nothing. */
    private Target list(KithworkClient maker) {
        var id = maker.post("/exports", Map.of("purpose", "x", "filter", Map.of("tag", "of nobody")))
                .expect(202)
                .text("id");
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> admin.get("/exports/" + id).text("state").equals("READY"));
        return new Target(Map.of("id", id));
    }

    private String id(String path, Map<String, ?> body) {
        return admin.post(path, body).expect(201).text("id");
    }

    /** The version that a change of a record has to name. */
    String version(String path) {
        Answer answer = admin.get(path);
        return answer.response().headers().firstValue("ETag").orElse("\"1\"");
    }
}
