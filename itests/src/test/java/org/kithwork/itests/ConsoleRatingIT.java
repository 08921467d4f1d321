package org.kithwork.itests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Staff make a link or send it by mail, and somebody without a session rates the contact, in a real browser. */
@ExtendWith(ConsoleExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleRatingIT {

    private static final Path FOUND = Path.of("target", "console-rating");
    private static final Pattern LINK = Pattern.compile("https://crm\\.example\\.com(/public/archives/rate/\\S+)");

    private final Console console;
    private final GreenMail mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    ConsoleRatingIT(Console console) {
        this.console = console;
    }

    @BeforeAll
    void withArchives() throws IOException {
        Files.createDirectories(FOUND);
        mails.start();
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> console.client().get("/archives/interactions").status() == 200);
    }

    @AfterAll
    void end() {
        console.client().delete("/mails/server");
        mails.stop();
    }

    private String talkedTo(String name, String phone) {
        var customer = console.customer(name, phone);
        console.client()
                .post(
                        "/archives/interactions?customer=" + customer,
                        Map.of(
                                "channel", "VISIT",
                                "direction", "IN",
                                "storeId", console.store(),
                                "topic", "退换茶具",
                                "body", "杯口有裂纹，已换新"))
                .expect(201);
        return customer;
    }

    private static Locator choice(Window page, String words) {
        return page.page()
                .getByRole(
                        AriaRole.RADIO,
                        new Page.GetByRoleOptions().setName(words).setExact(true));
    }

    private static Window interactions(Window page, String tab) {
        page.tab(tab).click();
        assertThat(page.text("退换茶具").first()).isVisible();
        return page;
    }

    @Test
    @DisplayName(
            "ARC-15: staff copy a link, a stranger's window rates by it with the keyboard, and staff see the stars and that they are the customer's own")
    void byALink() {
        var customer = talkedTo("林小满", "13900000031");
        var page = interactions(console.open("/customers/" + customer), "互动");
        page.button("请客户评价").first().click();
        var field = page.dialog().locator("input[readonly]");
        assertThat(field).isVisible();
        assertThat(page.violations()).isEmpty();
        assertThat(page.keysThatShow()).isEmpty();
        page.picture(FOUND, "dialog-zh");
        var link = URI.create(field.inputValue());
        assertThat(link.getPath()).startsWith("/public/archives/rate/");
        page.page().keyboard().press("Escape");

        var rate = console.chromium().window(Look.CHINESE.onAPhone());
        rate.page().navigate(link.getRawPath());
        assertThat(rate.heading()).hasText("您对这次服务满意吗？");
        assertThat(rate.page().locator("main")).not().containsText("林小满");
        assertThat(rate.page().locator("main")).not().containsText("退换");
        assertThat(rate.violations()).isEmpty();
        assertThat(rate.tooWide()).isZero();
        rate.picture(FOUND, "page-zh-phone");

        rate.button("提交").click();
        assertThat(rate.page().getByRole(AriaRole.ALERT)).hasText("请从下面五项中选择一项。");
        assertThat(rate.violations()).isEmpty();
        rate.picture(FOUND, "page-nothing-chosen");
        choice(rate, "很不满意").focus();
        for (int i = 1; i < 4; i++) {
            rate.page().keyboard().press("ArrowDown");
        }
        rate.page().keyboard().press("Tab");
        rate.page().keyboard().type("很快就换好了 <b>");
        rate.page().keyboard().press("Tab");
        rate.page().keyboard().press("Enter");
        assertThat(rate.heading()).hasText("谢谢您");
        assertThat(rate.violations()).isEmpty();
        rate.picture(FOUND, "thanks-zh-phone");

        interactions(page.open("/customers/" + customer), "互动");
        assertThat(page.text("客户本人评价")).isVisible();
        assertThat(page.text("很快就换好了 <b>")).isVisible();
        assertThat(page.violations()).isEmpty();
        page.picture(FOUND, "list-zh");

        var english =
                console.chromium().window(Look.CHINESE.inEnglish().inTheDark().onAPhone());
        english.page().navigate(link.getRawPath());
        assertThat(english.heading()).hasText("How satisfied are you with this service?");
        assertThat(choice(english, "Satisfied")).isChecked();
        assertThat(english.violations()).isEmpty();
        assertThat(english.tooWide()).isZero();
        english.picture(FOUND, "page-en-phone-dark");
        choice(english, "Very satisfied").check();
        english.button("Send").click();
        assertThat(english.heading()).hasText("Thank you");

        english.page().navigate("/public/archives/rate/nothing");
        assertThat(english.heading()).hasText("This link has ended");
        assertThat(english.violations()).isEmpty();
        var staff = interactions(
                console.open(console.admin().inEnglish().onAPhone(), "/customers/" + customer), "Interactions");
        assertThat(staff.text("5 of 5 stars").first()).isVisible();
        assertThat(staff.tooWide()).isZero();
        staff.picture(FOUND, "list-en-phone");
        staff.button("Ask customer").first().click();
        assertThat(staff.dialog().locator("input[readonly]")).isVisible();
        assertThat(staff.violations()).isEmpty();
        assertThat(staff.tooWide()).isZero();
        staff.picture(FOUND, "dialog-en-phone");
    }

    @Test
    @DisplayName("ARC-15: with a server for mails the link goes to the customer by mail, once, and he rates by it")
    void byMail() throws Exception {
        console.client()
                .patch(
                        "/mails/server",
                        0,
                        "{\"host\":\"localhost\",\"port\":" + mails.getSmtp().getPort()
                                + ",\"security\":\"NONE\",\"sender\":\"service@example.com\",\"site\":\"https://crm.example.com\"}")
                .expect(200);
        var rules = console.client().get("/send-rules").expect(200).body();
        console.client()
                .patch(
                        "/send-rules",
                        rules.path("version").asLong(),
                        "{\"quietFrom\":\"00:00\",\"quietUntil\":\"00:00\"}")
                .expect(200);
        var customer = talkedTo("顾青", "13900000032");
        var page = interactions(console.open("/customers/" + customer), "互动");
        page.button("请客户评价").first().click();
        assertThat(page.dialog()).containsText("不能发邮件");
        assertThat(page.violations()).isEmpty();
        page.picture(FOUND, "dialog-no-address");
        page.page().keyboard().press("Escape");

        console.client()
                .post("/customers/" + customer + "/contact-points", "{\"type\":\"EMAIL\",\"value\":\"gu@example.org\"}")
                .expect(201);
        page.button("请客户评价").first().click();
        page.inDialog("发到客户邮箱").click();
        assertThat(page.message("邮件正在发送")).isVisible();
        assertThat(page.violations()).isEmpty();
        page.picture(FOUND, "dialog-mailed");

        assertThat(mails.waitForIncomingEmail(60_000, 1)).isTrue();
        var mail = mails.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("您对我们的服务满意吗？");
        assertThat(mail.getAllRecipients()[0]).hasToString("gu@example.org");
        var link = LINK.matcher(mail.getContent().toString());
        assertThat(link.find()).isTrue();
        var rate = console.chromium().window(Look.CHINESE.onAPhone());
        rate.page().navigate(link.group(1));
        choice(rate, "非常满意").check();
        rate.button("提交").click();
        assertThat(rate.heading()).hasText("谢谢您");

        page.page().keyboard().press("Escape");
        page.button("请客户评价").first().click();
        assertThat(page.dialog().locator("input[readonly]")).isVisible();
        page.inDialog("发到客户邮箱").click();
        assertThat(page.message("邮件没有发送")).isVisible();
        page.picture(FOUND, "dialog-twice");
    }
}
