package org.kithwork.itests;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The browser of this machine, without a screen. Every window tells what its console complains about. */
final class Chromium implements AutoCloseable {

    private static final Path PROGRAM = Path.of(System.getProperty("kithwork.chromium", "/usr/bin/chromium"));
    private static final double LONGEST_MILLIS = 30_000;

    private final Playwright playwright;
    private final Browser browser;
    private final URI server;
    private final List<Window> windows = new ArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private Chromium(Playwright playwright, Browser browser, URI server) {
        this.playwright = playwright;
        this.browser = browser;
        this.server = server;
    }

    static boolean isThere() {
        return Files.isExecutable(PROGRAM);
    }

    static String missing() {
        return "Chromium is missing: " + PROGRAM + " (apt-get install chromium, or -Dkithwork.chromium=…)";
    }

    static Chromium start(URI server) {
        if (!isThere()) {
            throw new AssertionError(missing());
        }
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        PlaywrightAssertions.setDefaultAssertionTimeout(LONGEST_MILLIS);
        var browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(PROGRAM)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
        return new Chromium(playwright, browser, server);
    }

    /**
     * A window with cookies of its own: nobody is signed in unless the look has a state. Another language than Chinese
     * was chosen in it before, since the choice goes before the language of the user.
     */
    Window window(Look look) {
        var options = new Browser.NewContextOptions()
                .setBaseURL(server.toString())
                .setLocale(look.language())
                .setTimezoneId(look.zone())
                .setColorScheme(look.theme())
                .setViewportSize(look.width(), look.height());
        if (!look.state().isEmpty()) {
            options.setStorageState(look.state());
        }
        var context = browser.newContext(options);
        context.setDefaultTimeout(LONGEST_MILLIS);
        if (!"zh-CN".equals(look.language())) {
            context.addInitScript("localStorage.setItem('kw.language', '\"" + look.language() + "\"')");
        }
        var page = context.newPage();
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        page.onConsoleMessage(message -> {
            if (isViolation(message.text())) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        var window = new Window(page);
        windows.add(window);
        return window;
    }

    private static boolean isViolation(String text) {
        return text.contains("Content Security Policy") || text.contains("Trusted") || text.contains("Uncaught");
    }

    /** What broke the content security policy or was thrown and not caught since the last call; closes the windows. */
    List<String> closeWindows() {
        windows.forEach(window -> window.page().context().close());
        windows.clear();
        var all = List.copyOf(complaints);
        complaints.clear();
        return all;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
