package org.kithwork.itests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Forms on a tablet and people taken down in passing, in a real browser, with and without a line. */
@ExtendWith(ConsoleExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleIntakeIT {

    private static final int FINGER = 48;

    private static final String TARGETS_TOO_SMALL = """
            size => [...document.querySelectorAll('main a, main button, main .choice, main input:not([type=hidden])')]
              .filter(e => !e.closest('.trap') && !e.matches('.choice input'))
              .filter(e => e.getBoundingClientRect().height < size)
              .map(e => e.outerHTML)""";

    private static final Path FOUND = Path.of("target", "console-intake");

    private final Console console;
    private String form = "";

    ConsoleIntakeIT(Console console) {
        this.console = console;
    }

    @BeforeAll
    void withForms() throws IOException {
        Files.createDirectories(FOUND);
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> console.client().get("/intake/forms").status() == 200);
        form = console.client()
                .post("/intake/forms", """
                        {"slug":"in-store","title":{"zh":"会员登记","en":"Sign up"},"storeId":"%s",
                         "fields":[{"name":"fullName","required":true},{"name":"phone","required":true}],
                         "consents":[{"purpose":"MARKETING","channels":["SMS"],"text":{"zh":"接收优惠信息","en":"Send me offers"}}],
                         "notice":{"version":"2026-1","text":{"zh":"我们如何使用您的信息","en":"How we use your data"}}}""".formatted(console.store()))
                .expect(201)
                .text("id");
    }

    private static Locator inHead(Window page, String button) {
        return page.page()
                .locator("header.person")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(button).setExact(true));
    }

    private static void press(Window page, Locator button) {
        button.focus();
        page.page().keyboard().press("Enter");
    }

    @Test
    @DisplayName(
            "IMP-13: who talks to a customer fills in a form by keyboard, and it is a contact with what was said in it")
    void aFormIsFilledInForACustomer() {
        console.client().post("/intake/forms", """
                        {"slug":"phone-survey","title":{"zh":"电话回访","en":"Phone survey"},"staffOnly":true,
                         "fields":[{"name":"note","required":true},{"name":"occupation"}]}""").expect(201);
        var customer = console.customer("苏小小", "13900000021");
        var page = console.open("/customers/" + customer);
        press(page, inHead(page, "填写表单"));
        assertThat(page.dialog()).containsText("电话回访");
        assertThat(page.violations()).isEmpty();
        assertThat(page.keysThatShow()).isEmpty();
        page.picture(FOUND, "note-zh");

        press(page, page.inDialog("保存"));
        assertThat(page.dialog().locator("[aria-invalid=true]")).hasCount(1);
        assertThat(page.violations()).isEmpty();
        page.field("方式").selectOption("IM");
        var said = page.field("留言");
        said.focus();
        page.page().keyboard().type("下周来取，要两罐");
        page.page().keyboard().press("Tab");
        page.page().keyboard().type("厨师");
        press(page, page.inDialog("保存"));
        assertThat(page.message("已保存，并记为一次往来")).isVisible();
        assertThat(page.dialog()).hasCount(0);
        var id = console.client()
                .get("/archives/interactions?customer=" + customer)
                .expect(200)
                .body()
                .at("/items/0/id")
                .asText();
        var contact =
                console.client().get("/archives/interactions/" + id).expect(200).body();
        assertThat(contact.path("channel").asText()).isEqualTo("IM");
        assertThat(contact.path("topic").asText()).contains("电话回访");
        assertThat(contact.path("body").asText()).contains("下周来取，要两罐", "厨师");

        var english = console.open(console.admin().inEnglish().onAPhone(), "/customers/" + customer);
        press(english, inHead(english, "Fill in a form"));
        assertThat(english.dialog()).containsText("Phone survey");
        assertThat(english.violations()).isEmpty();
        assertThat(english.keysThatShow()).isEmpty();
        assertThat(english.tooWide()).isZero();
        english.picture(FOUND, "note-en-phone");
        english.page().keyboard().press("Escape");
        assertThat(english.dialog()).hasCount(0);
    }

    @Test
    @DisplayName(
            "IMP-10: a form is made and changed in the console by keyboard, and its public page asks what was chosen")
    void aFormIsMade() {
        var page = console.open("/intake/forms");
        assertThat(page.violations()).isEmpty();
        press(page, page.button("新建表单"));
        page.field("标题（中文）").focus();
        page.page().keyboard().type("茶会报名");
        page.page().keyboard().press("Tab");
        page.page().keyboard().type("Tea party");
        page.page().keyboard().press("Tab");
        page.page().keyboard().type("tea-party");
        page.field("告知的版本").fill("2026-2");
        page.field("告知（中文）").fill("我们如何使用您的信息");
        assertThat(page.violations()).isEmpty();
        assertThat(page.keysThatShow()).isEmpty();
        assertThat(page.tooWide()).isZero();
        page.picture(FOUND, "form-zh");
        press(page, page.button("保存"));
        assertThat(page.message("已保存")).isVisible();
        assertThat(page.heading()).hasText("茶会报名");
        var address = page.page().locator("main .intro a");
        assertThat(address).hasAttribute("href", "/public/intake/forms/tea-party");

        var english = console.open(
                console.admin().inEnglish().inTheDark(), page.page().url().replaceAll(".*/ui", ""));
        assertThat(english.heading()).hasText("Tea party");
        english.field("Title \\(English\\)").fill("Spring tea party");
        press(english, english.button("Save"));
        assertThat(english.message("Saved")).isVisible();
        assertThat(english.violations()).isEmpty();
        assertThat(english.keysThatShow()).isEmpty();
        english.picture(FOUND, "form-en-dark");

        var shown = console.chromium().window(Look.CHINESE.inEnglish());
        shown.page().navigate("/public/intake/forms/tea-party");
        assertThat(shown.heading()).hasText("Spring tea party");
        assertThat(shown.page().locator("[name=fullName]")).isVisible();
        assertThat(shown.violations()).isEmpty();
    }

    @Test
    @DisplayName("IMP-14: before a feed or a webhook is deleted the console says what ends with it")
    void whatEndsIsSaidBeforeADeletion() {
        console.client()
                .post(
                        "/intake/feeds",
                        "{\"slug\":\"old-shop\",\"name\":\"旧商城\",\"type\":\"HOOK\",\"kind\":\"customers\","
                                + "\"mapping\":{\"/name\":\"fullName\"}}")
                .expect(201);
        var webhook = console.client()
                .post(
                        "/intake/webhooks",
                        "{\"name\":\"旧仓库\",\"url\":\"https://nowhere.example.com/in\",\"events\":[\"core.customer.created\"]}")
                .expect(201)
                .body()
                .at("/webhook/id")
                .asText();
        console.client().post("/intake/webhooks/" + webhook + "/ping").expect(200);
        var page = console.open("/intake/feeds");
        page.link("旧商城").click();
        press(page, page.button("删除"));
        assertThat(page.dialog()).containsText("此后它的地址回答 404");
        assertThat(page.violations()).isEmpty();
        assertThat(page.keysThatShow()).isEmpty();
        page.picture(FOUND, "feed-delete-zh");
        page.inDialog("取消").click();
        assertThat(page.heading()).hasText("旧商城");
        press(page, page.button("删除"));
        page.inDialog("删除").click();
        assertThat(page.message("已删除“旧商城”")).isVisible();
        assertThat(page.link("旧商城")).hasCount(0);

        var english = console.open(console.admin().inEnglish(), "/intake/webhooks/" + webhook);
        press(english, english.button("Delete"));
        assertThat(english.dialog()).containsText("The other system is told of nothing more. 1 entry waits");
        assertThat(english.violations()).isEmpty();
        english.picture(FOUND, "webhook-delete-en");
        english.inDialog("Delete").click();
        assertThat(english.message("旧仓库 was deleted")).isVisible();
        assertThat(console.client().get("/intake/webhooks/" + webhook).status()).isEqualTo(404);
    }

    private List<JsonNode> sent(String origin) {
        return StreamSupport.stream(
                        console.client()
                                .get("/intake/submissions?limit=200")
                                .expect(200)
                                .body()
                                .path("items")
                                .spliterator(),
                        false)
                .filter(one -> origin.equals(one.path("origin").asText()))
                .toList();
    }

    private static Locator state(Window page, int waiting) {
        return page.page().locator("[data-waiting='" + waiting + "']");
    }

    private static void take(Window page, String phone) {
        page.field("手机号").fill(phone);
        page.button("同意并保存").click();
        assertThat(page.field("手机号")).hasValue("");
    }

    @Test
    @DisplayName(
            "IMP-12: three people taken down without a line are three customers once it is back, and none is there twice")
    void withoutALine() {
        var page = console.open("/intake/capture");
        assertThat(state(page, 0)).isVisible();
        var batches = new CopyOnWriteArrayList<String>();
        page.page().onRequest(request -> {
            if (request.method().equals("POST") && request.url().endsWith("/intake/captures")) {
                batches.add(request.postData());
            }
        });
        var before = sent("CAPTURE").size();

        page.page().context().setOffline(true);
        take(page, "13900000001");
        assertThat(state(page, 1)).containsText("1 条等待");
        take(page, "139 0000 0002");
        take(page, "13900000003");
        assertThat(state(page, 3)).containsText("3 条等待");
        assertThat(page.text("等待发送").first()).isVisible();
        assertThat(page.page().evaluate("JSON.stringify(localStorage)").toString())
                .contains("kw.intake.queue")
                .doesNotContain("13900000001");
        assertThat(sent("CAPTURE")).hasSize(before);

        page.page().context().setOffline(false);
        assertThat(state(page, 0)).containsText("已全部发送");
        assertThat(page.text("已保存").first()).isVisible();
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> sent("CAPTURE").stream().allMatch(one -> one.has("customerId")));
        console.client()
                .post("/intake/captures", batches.get(batches.size() - 1))
                .expect(200);

        assertThat(sent("CAPTURE")).hasSize(before + 3);
        assertThat(sent("CAPTURE").stream()
                        .map(one -> one.path("customerId").asText())
                        .distinct())
                .hasSize(before + 3);
        var customer = sent("CAPTURE").get(0).path("customerId").asText();
        assertThat(console.client()
                        .get("/customers/" + customer + "/consents")
                        .expect(200)
                        .body()
                        .toString())
                .contains("\"GRANT\"", "\"2026-1\"");
        assertThat(page.violations()).isEmpty();
    }

    @Test
    @DisplayName(
            "IMP-12: what waits is of the user who took it down: asked about when he signs out, shown to nobody else")
    void ofOneUser() {
        var owner = console.people().signedIn("capturer", "store-manager");
        var other = console.people().signedIn("next-one", "store-manager");
        var page = console.open(Look.CHINESE.as(owner.browserState()), "/intake/capture");
        assertThat(state(page, 0)).isVisible();
        page.page().route("**/api/v1/intake/captures", route -> route.abort());
        take(page, "13900000009");
        assertThat(state(page, 1)).isVisible();
        var kept = page.page().evaluate("JSON.stringify(localStorage)");

        signOut(page);
        assertThat(page.dialog()).containsText("还有 1 条未发送");
        page.inDialog("取消").click();
        assertThat(state(page, 1)).isVisible();
        signOut(page);
        page.inDialog("退出并丢弃").click();
        assertThat(page.field("用户名")).isVisible();
        assertThat(page.page().evaluate("JSON.stringify(localStorage)").toString())
                .doesNotContain("kw.intake.queue");

        var next = console.chromium().window(Look.CHINESE.as(other.browserState()));
        next.page()
                .addInitScript(
                        "for (const [name, value] of Object.entries(" + kept + ")) localStorage.setItem(name, value)");
        next.open("/intake/capture");
        assertThat(state(next, 0)).isVisible();
        assertThat(next.page().locator("main")).not().containsText("0009");
    }

    private static void signOut(Window page) {
        page.page().locator(".user-button").click();
        page.menuItem("退出登录").click();
    }

    /** The page of the form on a tablet that staff opened, where nobody is signed in, with a clock of its own. */
    private Window tablet() {
        var path = console.client()
                .post("/intake/captures/kiosk", "{\"formId\":\"" + form + "\",\"storeId\":\"" + console.store() + "\"}")
                .expect(200)
                .text("path");
        var page = console.chromium().window(Look.CHINESE.sized(1024, 768));
        page.page().clock().install();
        page.page().navigate(path);
        assertThat(page.heading()).hasText("会员登记");
        return page;
    }

    @Test
    @DisplayName("IMP-11: a tablet has room for fingers and two languages, and forgets a minute after the last touch")
    void tabletForgets() {
        var page = tablet();
        assertThat((List<?>) page.page().evaluate(TARGETS_TOO_SMALL, FINGER)).isEmpty();
        page.link("English").click();
        assertThat(page.heading()).hasText("Sign up");
        assertThat(page.page().locator("html")).hasAttribute("lang", "en");
        var phone = page.page().locator("[name=phone]");
        phone.fill("13900000011");

        page.page().clock().runFor(50_000);
        page.page().locator("h1").click();
        page.page().clock().runFor(50_000);
        assertThat(phone).hasValue("13900000011");

        page.page().clock().runFor(20_000);
        assertThat(page.heading()).hasText("会员登记");
        assertThat(page.page().locator("[name=phone]")).hasValue("");
        assertThat(page.violations()).isEmpty();
    }

    @Test
    @DisplayName(
            "IMP-11: what is sent from a tablet goes to its store, and neither waiting nor going back shows it again")
    void tabletSends() {
        var page = tablet();
        page.page().locator("[name=fullName]").fill("陶渊明");
        page.page().locator("[name=phone]").fill("13900000012");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    if (page.button("提交").count() > 0) {
                        page.button("提交").click();
                    }
                    return page.heading().textContent().contains("谢谢");
                });
        assertThat(page.page().content()).doesNotContain("13900000012");

        page.page().clock().runFor(16_000);
        assertThat(page.heading()).hasText("会员登记");
        assertThat(page.page().locator("[name=phone]")).hasValue("");
        page.page().goBack(new Page.GoBackOptions().setTimeout(2_000));
        assertThat(page.page().content()).doesNotContain("13900000012");

        assertThat(sent("KIOSK"))
                .singleElement()
                .satisfies(one -> assertThat(one.path("storeId").asText()).isEqualTo(console.store()));
    }

    @Test
    @DisplayName(
            "IMP-11: without a line a tablet shows nothing of the person before, and goes on when the line is back")
    void tabletWithoutALine() {
        var page = tablet();
        page.page().locator("[name=phone]").fill("13900000013");
        page.page().context().setOffline(true);
        page.button("提交").click();
        assertThat(page.text("暂时没有网络连接")).isVisible();

        page.page().clock().runFor(61_000);
        assertThat(page.page().locator("[name=phone]")).hasCount(0);
        assertThat(page.page().content()).doesNotContain("13900000013");

        page.page().context().setOffline(false);
        page.page().clock().runFor(6_000);
        assertThat(page.heading()).hasText("会员登记");
        assertThat(page.page().locator("[name=phone]")).hasValue("");
    }
}
