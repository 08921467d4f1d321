package org.kithwork.itests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** A window of the browser, and the things of the console that a user finds in it by their names. */
record Window(Page page) {

    /** Waits for the animations that end. */
    private static final String STILL = "Promise.all(document.getAnimations()"
            + ".filter(one => one.effect.getComputedTiming().endTime !== Infinity)"
            + ".map(one => one.finished.catch(() => one)))"
            + ".then(all => all.length)";

    /** What stands in a text or a name although it is the key of one: {@code group.word}, of a group that has texts. */
    private static final String KEYS_THAT_SHOW = """
            async () => {
              const files = await Promise.all(['en.json', 'en.more.json'].map(async (f) => (await fetch('/ui/1/i18n/' + f)).json()));
              const groups = new Set(files.flatMap((f) => Object.keys(f)).map((k) => k.split('.')[0]));
              const isKey = (s) => /^[a-z][A-Za-z]*(\\.[A-Za-z0-9_]+)+$/.test(s) && groups.has(s.split('.')[0]);
              const found = [];
              const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
              while (walk.nextNode()) {
                const n = walk.currentNode;
                const texts = n.nodeType === 3 ? (n.parentElement.closest('code, .mono') ? [] : [n.data]) : ['aria-label', 'title', 'placeholder', 'alt'].map((a) => n.getAttribute(a) ?? '');
                found.push(...texts.map((s) => s.trim()).filter(isKey));
              }
              return found;
            }""";

    private static final String VIOLATIONS = "axe.run(document, { resultTypes: ['violations'] })"
            + ".then(found => found.violations.flatMap(rule => rule.nodes.map(node => rule.id + ' ' + node.html)))";

    /** Opens a page of the console and waits until it stands. */
    Window open(String path) {
        page.navigate("/ui" + path);
        return settle();
    }

    /** Follows a link inside the console to another page. */
    Window go(String path) {
        page.evaluate(
                "path => { document.querySelector('main h1').dataset.left = '';"
                        + " const a = Object.assign(document.createElement('a'), { href: '/ui' + path });"
                        + " document.body.append(a); a.click(); a.remove(); }",
                path);
        assertThat(page.locator("main h1:not([data-left])").first()).isAttached();
        return settle();
    }

    /** Waits until the page has a heading and nothing is loading. */
    Window settle() {
        assertThat(page.locator("main h1").first()).isAttached();
        assertThat(page.locator("main .skeleton")).hasCount(0);
        return this;
    }

    Locator heading() {
        return page.locator("main h1").first();
    }

    /** A field by its label, required or not. */
    Locator field(String label) {
        return page.getByLabel(Pattern.compile("^\\s*" + label + "\\s*\\*?\\s*$"));
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator link(String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator tab(String name) {
        return page.getByRole(
                AriaRole.TAB, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator menuItem(String name) {
        return page.locator("[role^=menuitem]", new Page.LocatorOptions().setHasText(name));
    }

    Locator dialog() {
        return page.getByRole(AriaRole.DIALOG);
    }

    Locator inDialog(String button) {
        return dialog().getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true));
    }

    Locator text(String words) {
        return page.getByText(words);
    }

    Locator navigation(String name) {
        return page.locator(".sidebar .nav-item", new Page.LocatorOptions().setHasText(name));
    }

    /** The search field of a list. */
    Locator search() {
        return page.locator("[data-page-search]");
    }

    /** The row of a list that shows the words. */
    Locator row(String words) {
        return page.locator("kw-grid .grid-body [role=row]", new Page.LocatorOptions().setHasText(words));
    }

    /** Starts to edit a field of a record in its place. */
    Locator edit(String field) {
        page.locator("[data-edit=" + field + "]").click();
        return page.locator(".inline-edit").locator("input, textarea").first();
    }

    Locator message(String words) {
        return page.locator(".toast", new Page.LocatorOptions().setHasText(words));
    }

    /**
     * What axe finds, as rule and element, once everything has come in: what is half there has half its colours. There are
     * no frames, so that one run in the page is all. Axe stays in the page for the next look, and writes up nothing but what is wrong.
     */
    List<?> violations() {
        page.evaluate(STILL);
        if (Boolean.FALSE.equals(page.evaluate("'axe' in window"))) {
            page.evaluate(axe());
        }
        return (List<?>) page.evaluate(VIOLATIONS);
    }

    private static String axe() {
        try (var script = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps how the window looks now, for people. */
    void picture(Path folder, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")));
    }

    /** Keys of texts that are shown instead of their texts. */
    List<?> keysThatShow() {
        return (List<?>) page.evaluate(KEYS_THAT_SHOW);
    }

    /** By how many pixels the page is wider than the window. */
    int tooWide() {
        return ((Number) page.evaluate("document.documentElement.scrollWidth - innerWidth")).intValue();
    }
}
