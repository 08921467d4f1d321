package org.kithwork.itests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A clerk's day at the counter: each thing in at most three clicks, and all of it by the keyboard alone. */
@ExtendWith(ConsoleExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleClerkIT {

    private static final int FEW = 3;
    private static final String COUNTS_CLICKS =
            "window.clicks = 0; document.addEventListener('pointerdown', () => { window.clicks += 1; }, true)";

    private final Console console;
    private String customer;
    private KithworkClient clerk;

    ConsoleClerkIT(Console console) {
        this.console = console;
    }

    /** A customer of old: what was agreed with him, what he asked for, and a number that nobody has checked for years. */
    @BeforeAll
    void knownForYears() throws IOException {
        var client = console.client();
        var store = client.get("/stores").body().at("/items/0/name").asText();
        var made = client.importFile(
                        "old.csv",
                        "编号,姓名,手机,建档时间\nOLD1,白居易,13700007788,2023-05-01 10:00\n".getBytes(UTF_8),
                        "{\"kind\":\"customers\",\"source\":\"old\",\"store\":\"" + store + "\",\"mapping\":"
                                + "{\"编号\":\"identifier:old\",\"姓名\":\"fullName\",\"手机\":\"contact:PHONE\","
                                + "\"建档时间\":\"createdAt\"}}")
                .expect(202)
                .text("id");
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> client.get("/imports/" + made).text("state").equals("DONE"));
        customer =
                client.get("/customers?q=13700007788").body().at("/items/0/id").asText();
        tell("preferences", "\"key\":\"allergy\",\"value\":\"花生\"");
        tell("terms", "\"text\":\"老客户九折\"");
        tell("needs", "\"text\":\"要能坐十二人的包间\"");
        clerk = console.people().signedIn("counter", "clerk");
        edits(clerk.get("/session").expect(200).body().at("/user/id").asText());
        // Whose rights change is signed out.
        clerk = console.people().again("counter");
    }

    /** A company that lets its clerks write numbers down gives them a role for it beside their own. */
    private void edits(String user) {
        var client = console.client();
        var role = client.post(
                        "/roles",
                        "{\"name\":\"柜台改资料\",\"grants\":[{\"permission\":\"core:customer:edit\",\"scope\":\"STORE\"}],"
                                + "\"fields\":[{\"object\":\"core:customer\",\"field\":\"contactPoints\",\"access\":\"WRITE\"}]}")
                .expect(201)
                .text("id");
        var now = client.get("/users/" + user).expect(200).body();
        var roles = new ArrayList<String>(List.of("\"" + role + "\""));
        now.path("roles").forEach(held -> roles.add("\"" + held.asText() + "\""));
        client.patch("/users/" + user, now.path("version").asLong(), "{\"roles\":[" + String.join(",", roles) + "]}")
                .expect(200);
    }

    private void tell(String what, String members) {
        console.client()
                .post("/archives/" + what, "{\"customerId\":\"" + customer + "\"," + members + "}")
                .expect(201);
    }

    @Test
    @DisplayName(
            "ARC-01, ARC-07, ARC-10, ARC-12, ARC-23: a customer is found by four digits, what matters stands in one"
                    + " look, and a purchase, a note, a visit and a new number take three clicks each")
    void aDayWithAFewClicks() {
        var page = console.chromium().window(Look.CHINESE.as(clerk.browserState()));
        page.page().addInitScript(COUNTS_CLICKS);
        page.open("/customers");
        page.search().fill("7788");
        page.row("7788").locator("a").first().click();
        assertThat(page.heading()).hasText("白居易");
        fewClicks(page);

        assertThat(page.page().locator(".stats")).containsText("花生");
        var hint = page.page().locator("section.notice[aria-label=接待前须知]");
        assertThat(hint).containsText("老客户九折");
        assertThat(hint).containsText("要能坐十二人的包间");
        assertThat(hint).containsText("电话待核实");
        assertThat(hint).isInViewport();
        assertThat(page.violations()).isEmpty();

        page.button("添加消费").click();
        page.dialog().getByLabel("商品").fill("清蒸鲈鱼");
        page.dialog().getByLabel("单价").fill("88");
        page.inDialog("保存").click();
        assertThat(page.message("消费已添加")).isVisible();
        assertThat(page.page().locator("ol.timeline")).containsText("清蒸鲈鱼");
        fewClicks(page);

        page.button("记录互动").click();
        page.dialog().getByLabel("主题").fill("问年夜饭");
        page.inDialog("保存").click();
        assertThat(page.message("互动已记录")).isVisible();
        fewClicks(page);

        page.button("安排回访").click();
        page.dialog().getByLabel("方式").selectOption("VISIT");
        page.dialog().getByLabel("事由").fill("送年夜饭菜单");
        page.inDialog("保存").click();
        assertThat(page.message("回访已安排")).isVisible();
        assertThat(hint).containsText("待完成");
        fewClicks(page);

        hint.getByLabel("修改: 电话").click();
        page.dialog().getByLabel("电话").fill("13700007799");
        page.inDialog("保存").click();
        assertThat(hint).not().containsText("电话待核实");
        assertThat(page.page().locator(".contacts").first()).containsText("7799");
        fewClicks(page);
    }

    private static void fewClicks(Window window) {
        assertThat(((Number) window.page().evaluate("window.clicks")).intValue())
                .isBetween(1, FEW);
        window.page().evaluate("window.clicks = 0");
    }

    @Test
    @DisplayName("ARC-01: the same without a mouse: found, sold to, noted and planned by keys alone")
    void aDayByKeys() {
        var page = console.open(Look.CHINESE.as(clerk.browserState()), "/");
        press(page.page(), "Control+k", "7788");
        assertThat(page.page().locator("[role=option][aria-selected=true]")).containsText("白居易");
        press(page.page(), "Enter");
        assertThat(page.heading()).hasText("白居易");

        act(page, "添加消费");
        press(page.page(), "", "酸梅汤", "Tab", "", "Tab", "12", "Enter");
        assertThat(page.message("消费已添加")).isVisible();

        act(page, "记录互动");
        press(page.page(), "", "问停车", "Enter");
        assertThat(page.message("互动已记录")).isVisible();

        act(page, "安排回访");
        press(page.page(), "", "确认人数", "Enter");
        assertThat(page.message("回访已安排")).isVisible();
    }

    /** Goes to a button of the head by Tab and presses it. */
    private static void act(Window window, String name) {
        window.heading().focus();
        for (var tabs = 0; tabs < 20; tabs++) {
            window.page().keyboard().press("Tab");
            if (window.button(name)
                    .evaluate("button => button === document.activeElement")
                    .equals(true)) {
                window.page().keyboard().press("Enter");
                assertThat(window.dialog()).isVisible();
                return;
            }
        }
        throw new AssertionError("Tab does not come to " + name);
    }

    /** A key, then words and keys in turn; an empty one is left out. */
    private static void press(Page page, String... keysAndWords) {
        for (var i = 0; i < keysAndWords.length; i++) {
            if (i % 2 == 0 && !keysAndWords[i].isEmpty()) {
                page.keyboard().press(keysAndWords[i]);
            } else {
                page.keyboard().type(keysAndWords[i]);
            }
        }
    }
}
