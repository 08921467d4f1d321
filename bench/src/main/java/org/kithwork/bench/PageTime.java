package org.kithwork.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kithwork.bench.product.Accounts;

/**
 * A page in a real browser, from the order to go there until what is asked for stands on it. Once in a browser that knows
 * nothing of the product, then as somebody who works with it all day.
 */
final class PageTime {

    private static final String BROWSER = "/usr/bin/chromium";
    private static final int TIMES = 10;

    private final Database database;
    private final FilledProduct product;
    private final Report report;

    PageTime(Database database, FilledProduct product, Report report) {
        this.database = database;
        this.product = product;
        this.report = report;
    }

    /**
     * Opens the page again and again.
     *
     * @param stands a function that says whether it stands, for the browser
     */
    void run(String what, long size, String path, String stands) {
        try (Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))) {
            Browser browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(Path.of(System.getProperty("bench.chromium", BROWSER)))
                            .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
            BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                    .setBaseURL("http://127.0.0.1:" + product.port())
                    .setLocale("zh-CN"));
            Page page = context.newPage();
            page.navigate(path);
            page.locator("input[autocomplete=username]").fill(Accounts.OWNER);
            page.locator("input[type=password]").fill(Accounts.PASSWORD);
            page.locator("input[type=password]").press("Enter");
            page.waitForFunction(stands);
            String signedIn = context.storageState();
            List<Double> first = new ArrayList<>();
            for (int i = 0; i < TIMES; i++) {
                try (BrowserContext fresh = browser.newContext(new Browser.NewContextOptions()
                        .setBaseURL("http://127.0.0.1:" + product.port())
                        .setLocale("zh-CN")
                        .setStorageState(signedIn))) {
                    first.add(seconds(fresh.newPage(), path, stands));
                }
            }
            List<Double> again = new ArrayList<>();
            for (int i = 0; i < TIMES; i++) {
                again.add(seconds(page, path, stands));
            }
            add(what + ", empty cache", size, first);
            add(what + ", opened again", size, again);
        }
    }

    private static double seconds(Page page, String path, String stands) {
        long start = System.nanoTime();
        page.navigate(path);
        page.waitForFunction(stands);
        return (System.nanoTime() - start) / 1e9;
    }

    private void add(String what, long size, List<Double> seconds) {
        report.add(new Report.Figure(what, database.title(), size, "s", Report.PRODUCT, seconds));
    }
}
