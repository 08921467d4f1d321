package org.kithwork.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What each default role finds in the console, written down in {@code console-roles.txt}: the entries of the menu, the
 * pages that open, and the buttons of a customer. What it may not see it is refused in words. What was found, and
 * pictures of it, are in {@code target/console-roles}.
 */
@ExtendWith(ConsoleExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleRolesIT {

    private static final String FILE = "console-roles.txt";
    private static final Path FOUND = Path.of("target", "console-roles");

    private final Console console;
    private final Map<String, KithworkClient> users = new HashMap<>();
    private final Map<String, String> customers = new HashMap<>();

    ConsoleRolesIT(Console console) {
        this.console = console;
    }

    @BeforeAll
    void folder() throws IOException {
        Files.createDirectories(FOUND);
    }

    @Test
    @DisplayName("CORE-04: every default role is in the table of the console")
    void everyDefaultRoleIsInTheTable() throws IOException {
        var builtIn = new ArrayList<String>();
        for (var role :
                console.client().get("/roles?limit=200").expect(200).body().path("items")) {
            if (role.path("builtIn").asBoolean()) {
                builtIn.add(role.path("word").asText());
            }
        }
        assertThat(written().keySet()).containsExactlyInAnyOrderElementsOf(builtIn);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "owner",
                "administrator",
                "clerk",
                "sales",
                "sales-lead",
                "service-agent",
                "service-lead",
                "marketing",
                "store-manager",
                "trainer",
                "privacy-officer",
                "analyst"
            })
    @DisplayName("CORE-04, CORE-05: a default role finds in the console what it may, and is refused the rest in words")
    void aRoleFindsWhatItMay(String role) throws IOException {
        var found = tour(role, look(role));
        Files.writeString(FOUND.resolve(role + ".txt"), found);
        assertThat(found).as(role).isEqualTo(written().get(role));
    }

    @ParameterizedTest
    @ValueSource(strings = {"clerk", "administrator"})
    void aRoleFindsItInEnglishAsWell(String role) throws IOException {
        tour(role, look(role).inEnglish());
    }

    private Look look(String role) {
        return Look.CHINESE.as(users.computeIfAbsent(role, this::signedIn).browserState());
    }

    /** A new user of the role, with a customer in his store, his own where he sees customers at all. */
    private KithworkClient signedIn(String role) {
        var user = console.people().signedIn("the-" + role, role);
        var id = user.get("/session").expect(200).body().at("/user/id").asText();
        var made = console.customer("萧红 " + role, "1370000%04d".formatted(200 + users.size()));
        console.change(made, "{\"note\":\"喜欢靠窗\",\"birth\":{\"year\":1991,\"month\":6,\"day\":1}}");
        if (user.get("/customers").status() == 200) {
            console.change(made, "{\"ownerId\":\"" + id + "\"}");
        }
        customers.put(role, made);
        return user;
    }

    private String tour(String role, Look look) throws IOException {
        var window = console.chromium().window(look);
        var refusals = new CopyOnWriteArrayList<String>();
        window.page().onResponse(response -> {
            if (response.url().contains("/api/") && response.status() >= 400) {
                refusals.add(response.status() + " " + response.request().method() + " " + response.url());
            }
        });
        var customer = customers.get(role);
        window.open("/");
        picture(window, role, look, "start");
        var menu = window.page().locator(".sidebar .nav-item").allInnerTexts();
        var pages = new ArrayList<String>();
        var refused = new ArrayList<String>();
        for (var path : routes(window)) {
            window.go(path.replace("/customers/:id", "/customers/" + customer).replace(":page", "company"));
            (isRefused(window) ? refused : pages).add(path);
            assertThat(window.page().locator("main").innerText()).as(path).isNotBlank();
            assertThat(window.page()
                            .locator(".toast.bad, .toast.error, main .notice.bad")
                            .allInnerTexts())
                    .as("%s %s", role, path)
                    .isEmpty();
            assertThat(window.keysThatShow()).as(path).isEmpty();
            assertThat(window.tooWide()).as(path).isZero();
            assertThat(refusals).as("%s %s", role, path).isEmpty();
        }
        window.open("/customers/" + customer);
        picture(window, role, look, "customer");
        var buttons = isRefused(window) ? List.<String>of() : buttons(window.page());
        return Stream.of(
                        "menu: " + words(menu),
                        "pages: " + String.join(" ", pages),
                        "refused: " + String.join(" ", refused),
                        "customer: " + words(buttons))
                .map(line -> line.stripTrailing() + "\n")
                .collect(Collectors.joining());
    }

    private static String words(List<String> texts) {
        return texts.stream().map(text -> text.replaceAll("\\s+", " ").strip()).collect(Collectors.joining(", "));
    }

    private static boolean isRefused(Window window) {
        var heading = window.heading().innerText();
        return heading.contains("你没有查看这个页面的权限") || heading.contains("You may not see this page");
    }

    /** The addresses of the console's own pages that need no record but a customer. */
    private static List<String> routes(Window window) {
        var paths = (List<?>) window.page()
                .evaluate("async () => (await import('/ui/1/core/routes.js')).CORE_ROUTES.map((r) => r.path)");
        var routes = new ArrayList<String>();
        for (var path : paths) {
            if (!path.toString().contains(":")
                    || path.toString().startsWith("/customers/:id")
                    || path.equals("/settings/:page")) {
                routes.add(path.toString());
            }
        }
        return routes;
    }

    /** What can be pressed on a page, once nothing more is added to it; tabs and filters apart. */
    private static List<String> buttons(Page page) {
        var seen = new ArrayList<List<String>>();
        Awaitility.await().pollInterval(Duration.ofMillis(200)).until(() -> {
            seen.add(buttonsNow(page));
            var count = seen.size();
            return count > 3
                    && seen.subList(count - 4, count).stream().distinct().count() == 1;
        });
        return seen.get(seen.size() - 1);
    }

    private static List<String> buttonsNow(Page page) {
        var names = page.evaluate("""
                () => [...document.querySelectorAll('main button:not(.chip, [role=tab]), main a.btn')]
                  .filter((b) => b.checkVisibility() && !b.disabled)
                  .map((b) => b.dataset.edit ? `edit ${b.dataset.edit}` : (b.getAttribute('aria-label') || b.innerText).replace(/[0-9*]+/g, '').trim())
                  .filter((s, i, all) => s && all.indexOf(s) === i)
                  .sort()""");
        return ((List<?>) names).stream().map(Object::toString).toList();
    }

    private static void picture(Window window, String role, Look look, String page) {
        window.page()
                .screenshot(new Page.ScreenshotOptions()
                        .setPath(FOUND.resolve(role + "-" + look.language() + "-" + page + ".png")));
    }

    /** By role, as the test finds it. */
    private static Map<String, String> written() throws IOException {
        var roles = new TreeMap<String, String>();
        var role = "";
        try (var in = ConsoleRolesIT.class.getResourceAsStream(FILE)) {
            for (var line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.startsWith("[")) {
                    role = line.substring(1, line.length() - 1);
                    roles.put(role, "");
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    roles.merge(role, line + "\n", String::concat);
                }
            }
        }
        return roles;
    }
}
