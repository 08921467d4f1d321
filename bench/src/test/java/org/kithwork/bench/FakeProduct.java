package org.kithwork.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Answers like the product as far as the bench asks, and keeps everything in memory. */
public final class FakeProduct {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Object> SESSION =
            Map.of("csrfToken", "c", "permissions", List.of("core:customer:view"));

    private final Map<String, JsonNode> customers = new ConcurrentHashMap<>();
    private final Map<String, String> byPhone = new ConcurrentHashMap<>();
    private final Map<String, Integer> imported = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private volatile String token = "";
    private volatile int moduleStatus = 200;

    public static void main(String[] arguments) throws IOException {
        Path data = Path.of(System.getenv("KITHWORK_DATA"));
        FakeProduct fake = new FakeProduct();
        fake.token = "one-time";
        Files.writeString(data.resolve("setup-token"), fake.token + "\n");
        HttpServer server = HttpServer.create(
                new InetSocketAddress("127.0.0.1", Integer.parseInt(System.getenv("KITHWORK_HTTP_PORT"))), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", fake::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] request = exchange.getRequestBody().readAllBytes();
        Reply reply = reply(exchange, new String(request, StandardCharsets.UTF_8));
        byte[] body = JSON.writeValueAsBytes(reply.body());
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        if (exchange.getRequestURI().getPath().matches(".*/(setup|session)")) {
            exchange.getResponseHeaders().add("Set-Cookie", "kithwork=s; HttpOnly");
        }
        exchange.sendResponseHeaders(reply.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Reply reply(HttpExchange exchange, String body) throws IOException {
        String path = exchange.getRequestURI().getPath().replace("/api/v1", "");
        String route = exchange.getRequestMethod() + " " + path;
        if (route.startsWith("GET /customers/")) {
            return new Reply(200, customers.get(path.substring("/customers/".length())));
        }
        if (route.startsWith("GET /imports/") && !path.endsWith("/kinds")) {
            return new Reply(200, Map.of("state", "DONE", "created", imported.get(path.substring(9)), "errors", 0));
        }
        if (path.startsWith("/modules/")) {
            moduleStatus = exchange.getRequestMethod().equals("DELETE") ? 404 : path.endsWith("stop") ? 503 : 200;
            return new Reply(202, Map.of());
        }
        return switch (route) {
            case "GET /health/ready" -> new Reply(200, Map.of());
            case "POST /setup" ->
                new Reply(JSON.readTree(body).path("token").asText().equals(token) ? 201 : 403, SESSION);
            case "POST /session" -> new Reply(201, SESSION);
            case "GET /session" -> new Reply(200, SESSION);
            case "POST /stores" -> new Reply(201, Map.of("id", "store-" + ids.incrementAndGet()));
            case "GET /roles" -> new Reply(200, Map.of("items", List.of(Map.of("id", "r1", "name", "Clerk"))));
            case "POST /users" -> new Reply(201, Map.of("id", "u1", "passwordLink", "http://localhost/#/password/p1"));
            case "POST /password" -> new Reply(body.contains("\"p1\"") ? 204 : 404, Map.of());
            case "GET /limits" -> new Reply(200, Map.of("version", 1, "lookupsPerMinute", 20));
            case "PATCH /limits" -> new Reply(200, Map.of("version", 2));
            case "POST /tokens" -> new Reply(201, Map.of("token", "kw_1"));
            case "GET /imports/kinds" ->
                new Reply(
                        200,
                        Map.of(
                                "items",
                                List.of(Map.of("kind", "customers", "fields", List.of(Map.of("name", "store"))))));
            case "POST /imports" -> importFile(body);
            case "POST /customers" -> create((com.fasterxml.jackson.databind.node.ObjectNode) JSON.readTree(body));
            case "GET /customers" -> search(exchange.getRequestURI().getQuery());
            case "GET /archives/summary" -> new Reply(moduleStatus, Map.of());
            default -> new Reply(404, Map.of("route", route));
        };
    }

    private Reply importFile(String body) {
        List<String> rows = body.lines().filter(line -> line.startsWith("A-")).toList();
        for (String row : rows) {
            String[] cells = row.split(",");
            create(JSON.createObjectNode()
                    .put("fullName", cells[1])
                    .set("contactPoints", JSON.createArrayNode().addObject().put("value", cells[2])));
            byPhone.put(cells[2], "c" + ids.get());
        }
        String id = "i" + ids.incrementAndGet();
        imported.put(id, rows.size());
        return new Reply(202, Map.of("id", id));
    }

    private Reply create(com.fasterxml.jackson.databind.node.ObjectNode customer) {
        String id = "c" + ids.incrementAndGet();
        customers.put(id, customer.put("id", id));
        return new Reply(201, customer);
    }

    private Reply search(String query) {
        String wanted = query.replaceAll("(^|.*&)q=([^&]*).*", "$2");
        List<JsonNode> items = new ArrayList<>();
        if (byPhone.containsKey(wanted)) {
            items.add(customers.get(byPhone.get(wanted)));
        } else {
            customers.values().stream()
                    .filter(c -> c.path("fullName").asText().startsWith(wanted))
                    .limit(50)
                    .forEach(items::add);
        }
        return new Reply(200, Map.of("items", items));
    }

    private record Reply(int status, Object body) {}
}
