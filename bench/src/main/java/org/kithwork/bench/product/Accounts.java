package org.kithwork.bench.product;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kithwork.bench.data.People;
import org.kithwork.bench.product.ProductApi.Answer;

/**
 * Two who use the product: one who sees all, and the clerk of the small store.
 *
 * @param stores the ids of the stores, that of store 1 first
 * @param notes what went another way than planned, for the report
 */
public record Accounts(ProductApi all, ProductApi clerk, List<String> stores, List<String> notes) {

    /** The name under which the one who sees all signs in. */
    public static final String OWNER = "bench";
    /** The password of both. */
    public static final String PASSWORD = "Figures-4-everyone-to-see!";

    /** More searches and rows a user than any window asks for; as many as the product lets one set. */
    private static final int SEARCHES = 1_000_000;

    private static final List<String> SELLING = List.of(
            "funnel:pipeline:view",
            "funnel:opportunity:view",
            "funnel:opportunity:edit",
            "funnel:opportunity:roll-back");

    private static final Map<String, String> SAME_ORIGIN = Map.of("Sec-Fetch-Site", "same-origin");

    /** Uses up the set-up token of a new installation and makes stores, users and API tokens. */
    public static Accounts prepare(int port, String setupToken, int storeCount) {
        List<String> notes = new ArrayList<>();
        ProductApi nobody = new ProductApi(port, SAME_ORIGIN);
        Answer setup = nobody.tryPost(
                "/setup", Map.of("token", setupToken, "username", OWNER, "password", PASSWORD, "company", "Bench"));
        ProductApi.good("POST", "/setup", setup);
        ProductApi owner = signedIn(nobody, setup);
        List<String> stores = stores(owner, storeCount);
        ProductApi clerk = clerk(nobody, owner, stores.get(People.SMALL_STORE - 1));
        return new Accounts(
                withToken(owner, "bench-all", notes), withToken(clerk, "bench-clerk", notes), stores, notes);
    }

    /** Lifts the limits against reading out everything: a bench searches more in a second than a person in a day. */
    public void liftLimits() {
        JsonNode limits = all.get("/limits");
        if (limits.path("lookupsPerMinute").asInt() < SEARCHES) {
            proveOnceMore(all);
            all.patch(
                    "/limits",
                    limits.path("version").asLong(),
                    Map.of("lookups", SEARCHES, "lookupsPerMinute", SEARCHES, "exportRows", SEARCHES));
        }
    }

    /** The id of the one who sees all. */
    public String ownerId() {
        for (JsonNode user : all.get("/users?limit=200").path("items")) {
            if (user.path("username").asText().equals(OWNER)) {
                return user.path("id").asText();
            }
        }
        throw new IllegalStateException("no user " + OWNER);
    }

    /** Lets the clerk see and move the opportunities of his store. */
    public void letClerkSell() {
        String path = "/roles/" + clerkRole(all);
        JsonNode role = all.get(path);
        if (role.path("grants").toString().contains(SELLING.get(0))) {
            return;
        }
        ArrayNode grants = role.path("grants").deepCopy();
        SELLING.forEach(right -> grants.addObject().put("permission", right).put("scope", "STORE"));
        ArrayNode fields = role.path("fields").deepCopy();
        fields.addObject()
                .put("object", "funnel:opportunity")
                .put("field", "amount")
                .put("access", "WRITE");
        all.patch(path, role.path("version").asLong(), Map.of("grants", grants, "fields", fields));
    }

    /** The same two; the clerk, who may make no token, signs in again where his session has ended. */
    public Accounts renewed() {
        if (clerk.tryGet("/session").good()) {
            return this;
        }
        ProductApi nobody = clerk.with(SAME_ORIGIN);
        return new Accounts(all, signedIn(nobody, session(nobody)), stores, notes);
    }

    /** The same two after a restart. */
    public Accounts at(int port) {
        return new Accounts(all.at(port), clerk.at(port), stores, notes);
    }

    /** Keeps them for a later run on the same data. */
    public void save(Path file) throws IOException {
        ProductApi.JSON.writeValue(
                file.toFile(), Map.of("all", all.headers(), "clerk", clerk.headers(), "stores", stores));
    }

    /** Those that an earlier run has kept. */
    public static Accounts load(Path file, int port) throws IOException {
        JsonNode kept = ProductApi.JSON.readTree(file.toFile());
        List<String> stores = new ArrayList<>();
        kept.path("stores").forEach(store -> stores.add(store.asText()));
        return new Accounts(
                new ProductApi(port, headers(kept.path("all"))),
                new ProductApi(port, headers(kept.path("clerk"))),
                stores,
                List.of());
    }

    private static Map<String, String> headers(JsonNode kept) {
        return ProductApi.JSON.convertValue(kept, new TypeReference<Map<String, String>>() {});
    }

    private static ProductApi signedIn(ProductApi nobody, Answer session) {
        String cookie = session.headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("set-cookie"))
                .flatMap(header -> header.getValue().stream())
                .map(value -> value.split(";", 2)[0])
                .reduce((a, b) -> a + "; " + b)
                .orElseThrow(() -> new IllegalStateException("no cookie: " + session.body()));
        return nobody.with(Map.of(
                "Cookie",
                cookie,
                "X-CSRF-Token",
                session.body().path("csrfToken").asText(),
                "Sec-Fetch-Site",
                "same-origin"));
    }

    private static List<String> stores(ProductApi owner, int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            ids.add(owner.post("/stores", Map.of("name", storeName(i)))
                    .path("id")
                    .asText());
        }
        return ids;
    }

    static String storeName(int store) {
        return String.format("Store %04d", store);
    }

    private static ProductApi clerk(ProductApi nobody, ProductApi owner, String store) {
        String role = clerkRole(owner);
        JsonNode user = owner.post(
                "/users",
                Map.of(
                        "username",
                        "bench-clerk",
                        "displayName",
                        "Bench Clerk",
                        "roles",
                        List.of(role),
                        "stores",
                        List.of(store)));
        String link = user.path("passwordLink").asText();
        Answer taken = nobody.tryPost("/password", Map.of("link", link, "password", PASSWORD));
        if (!taken.good()) {
            String secret = link.substring(Math.max(link.lastIndexOf('/'), link.lastIndexOf('=')) + 1);
            nobody.post("/password", Map.of("link", secret, "password", PASSWORD));
        }
        return signedIn(nobody, session(nobody));
    }

    private static Answer session(ProductApi nobody) {
        Answer session = nobody.tryPost("/session", Map.of("username", "bench-clerk", "password", PASSWORD));
        ProductApi.good("POST", "/session", session);
        return session;
    }

    /** The id of the product's role for clerks. */
    public static String clerkRole(ProductApi owner) {
        JsonNode roles = owner.get("/roles");
        for (JsonNode role : roles.path("items")) {
            String text = role.toString().toLowerCase(Locale.ROOT);
            if (text.contains("clerk") || text.contains("店员")) {
                return role.path("id").asText();
            }
        }
        throw new IllegalStateException("no role of a clerk in " + roles);
    }

    private static ProductApi withToken(ProductApi user, String name, List<String> notes) {
        JsonNode permissions = user.get("/session").path("permissions");
        String expires = Instant.now()
                .plus(30, ChronoUnit.DAYS)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        proveOnceMore(user);
        Answer answer = user.tryPost("/tokens", Map.of("name", name, "scopes", permissions, "expiresAt", expires));
        Optional<String> token = secret(answer);
        if (answer.good() && token.isPresent()) {
            return user.with(Map.of("Authorization", "Bearer " + token.get()));
        }
        notes.add(name + " uses its session cookie: it may make no API token (" + answer.status() + ")");
        return user;
    }

    /** What is dangerous asks a session for the password again; a token is not asked. */
    private static void proveOnceMore(ProductApi user) {
        user.tryPost("/session/step-up", Map.of("password", PASSWORD));
    }

    private static Optional<String> secret(Answer answer) {
        for (JsonNode value : answer.body()) {
            if (value.asText().startsWith("kw_")) {
                return Optional.of(value.asText());
            }
        }
        return Optional.empty();
    }
}
