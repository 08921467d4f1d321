package org.kithwork.itests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A running Kithwork on Derby with the module archives, set up through its own page, and a browser before it. */
final class Console implements AutoCloseable {

    private static final Duration FRESH = Duration.ofMinutes(2);
    private static final String CLERK = "zhouyan";
    private static final String CLERKS_PASSWORD = "blue river mountain 7";

    private final Path directory;
    private final KithworkProcess kithwork;
    private final Chromium chromium;
    private final String admin;
    private final KithworkClient client;
    private @Nullable String clerk;
    private long proved = System.nanoTime();

    private Console(Path directory, KithworkProcess kithwork, Chromium chromium, String admin) {
        this.directory = directory;
        this.kithwork = kithwork;
        this.chromium = chromium;
        this.admin = admin;
        this.client = KithworkClient.signIn(kithwork);
    }

    static Console start() throws IOException, InterruptedException {
        var directory = Files.createTempDirectory("kithwork-console");
        var kithwork = KithworkProcess.unpack(directory).with("KITHWORK_MODULES", "archives,funnel,intake");
        var chromium = Chromium.start(kithwork.uri("/"));
        try {
            kithwork.start().awaitStatus("/health/ready", 200);
            return new Console(directory, kithwork, chromium, SetUpPage.use(kithwork, chromium));
        } catch (Exception | AssertionError e) {
            chromium.close();
            kithwork.close();
            throw e;
        }
    }

    Chromium chromium() {
        return chromium;
    }

    /** REST as the administrator. */
    KithworkClient client() {
        return client;
    }

    /** The shell as the administrator. */
    KithworkShell shell() {
        return KithworkShell.of(kithwork);
    }

    /** How the administrator's windows look, who has just proved who he is, so that no page asks him again. */
    Look admin() {
        if (System.nanoTime() - proved > FRESH.toNanos()) {
            KithworkClient.ofBrowser(kithwork, admin).proveAgain();
            proved = System.nanoTime();
        }
        return Look.CHINESE.as(admin);
    }

    /** A window of the administrator on a page. */
    Window open(String path) {
        return open(admin(), path);
    }

    Window open(Look look, String path) {
        return chromium.window(look).open(path);
    }

    /** A window of the administrator that hears of changes: only then it is returned. */
    Window listening(String path) {
        var window = chromium.window(admin());
        window.page().waitForResponse("**/api/v1/events", () -> window.page().navigate("/ui" + path));
        return window.settle();
    }

    /** Makes users of the first store, and signs them in. */
    People people() {
        return new People(kithwork, client);
    }

    /** The first store. */
    String store() {
        return client.get("/stores").body().at("/items/0/id").asText();
    }

    /** A new opportunity of the customer; gives its id. */
    String opportunity(String customer, String title) {
        return client.post("/funnel/opportunities", FunnelCalls.opportunityOf(customer, title))
                .expect(201)
                .text("id");
    }

    /** A new lead of the customer; gives its id. */
    String lead(String customer, String title) {
        return client.post("/funnel/leads", Map.of("customerId", customer, "title", title, "source", "fair"))
                .expect(201)
                .text("id");
    }

    /** A new customer of the first store; gives its id. */
    String customer(String name, String phone) {
        return client.post(
                        "/customers",
                        Map.of(
                                "kind",
                                "PERSON",
                                "fullName",
                                name,
                                "storeId",
                                store(),
                                "contactPoints",
                                List.of(Map.of("type", "PHONE", "value", phone, "primary", true))))
                .expect(201)
                .text("id");
    }

    /** Changes a customer as somebody else would. */
    void change(String customer, String patch) {
        var version = client.get("/customers/" + customer).body().get("version").asLong();
        client.patch("/customers/" + customer, version, patch).expect(200);
    }

    /** How the windows of a clerk of the first store look, who chose a password by the one-time link. */
    Look clerk() {
        if (clerk == null) {
            clerk = inviteClerk();
        }
        return Look.CHINESE.as(clerk);
    }

    private String inviteClerk() {
        var role = client.get("/roles").body().get("items").findParents("word").stream()
                .filter(node -> "clerk".equals(node.get("word").asText()))
                .findFirst()
                .orElseThrow();
        var link = client.post(
                        "/users",
                        Map.of(
                                "username",
                                CLERK,
                                "displayName",
                                "周岩",
                                "roles",
                                List.of(role.get("id").asText()),
                                "stores",
                                List.of(store())))
                .expect(201)
                .text("passwordLink");
        var page = chromium.window(Look.CHINESE);
        page.page().navigate(link);
        page.field("新密码").fill(CLERKS_PASSWORD);
        page.field("再输入一次").fill(CLERKS_PASSWORD);
        page.button("设置密码").click();
        page.link("登录").click();
        page.field("用户名").fill(CLERK);
        page.field("密码").fill(CLERKS_PASSWORD);
        page.button("登录").click();
        assertThat(page.heading()).containsText("周岩");
        return page.page().context().storageState();
    }

    @Override
    public void close() throws Exception {
        chromium.close();
        kithwork.close();
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
