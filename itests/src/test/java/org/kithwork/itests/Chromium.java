package org.kithwork.itests;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.opentest4j.TestAbortedException;

/** The browser of this machine, without a window. Every page tells what its console complains about. */
final class Chromium implements AutoCloseable {

    private static final Path PROGRAM = Path.of(System.getProperty("kithwork.chromium", "/usr/bin/chromium"));
    private static final double LONGEST = 30_000;

    private final Playwright playwright;
    private final Browser browser;
    private final URI server;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private Chromium(Playwright playwright, Browser browser, URI server) {
        this.playwright = playwright;
        this.browser = browser;
        this.server = server;
    }

    /** Starts it. Where there is none, the tests are skipped, but on a build server they fail. */
    static Chromium start(URI server) {
        if (!Files.isExecutable(PROGRAM)) {
            var reason = "Chromium is missing: " + PROGRAM + " (apt-get install chromium, or -Dkithwork.chromium=…)";
            if (Boolean.parseBoolean(System.getenv("CI"))) {
                throw new AssertionError(reason);
            }
            throw new TestAbortedException(reason);
        }
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        PlaywrightAssertions.setDefaultAssertionTimeout(LONGEST);
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

    /** A window of its own: nobody is signed in unless a state is given. */
    Page page(Look look) {
        var options = new Browser.NewContextOptions()
                .setBaseURL(server.toString())
                .setLocale(look.language())
                .setTimezoneId("Asia/Shanghai")
                .setColorScheme(look.dark())
                .setViewportSize(look.width(), look.height());
        if (!look.state().isEmpty()) {
            options.setStorageState(look.state());
        }
        BrowserContext context = browser.newContext(options);
        context.setDefaultTimeout(LONGEST);
        var page = context.newPage();
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        page.onConsoleMessage(message -> {
            if (isViolation(message.text())) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        return page;
    }

    private static boolean isViolation(String text) {
        return text.contains("Content Security Policy") || text.contains("Trusted") || text.contains("Uncaught");
    }

    /** What broke the content security policy or was thrown and not caught, in all windows so far. */
    List<String> complaints() {
        return complaints;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
