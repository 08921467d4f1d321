package org.kithwork.itests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The server of mails in a real browser, and somebody who confirms by the mail that he gets from a real one. */
@ExtendWith(ConsoleExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleMailIT {

    private static final Path FOUND = Path.of("target", "console-mail");
    private static final Pattern LINK = Pattern.compile("https?://[^/\\s]+(/public/intake/confirm/\\S+)");

    private final Console console;
    private final GreenMail mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    ConsoleMailIT(Console console) {
        this.console = console;
    }

    @BeforeAll
    void withServer() throws IOException {
        Files.createDirectories(FOUND);
        mails.start();
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> console.client().get("/intake/forms").status() == 200);
    }

    @AfterAll
    void end() {
        console.client().delete("/mails/server");
        mails.stop();
    }

    @Test
    @DisplayName(
            "IMP-10: an administrator names the server and tries it, and whoever fills in a form confirms by the mail that he gets")
    void fromTheServerToTheConfirmation() throws Exception {
        var page = console.open("/settings/mail");
        assertThat(page.violations()).isEmpty();
        assertThat(page.keysThatShow()).isEmpty();
        page.field("服务器").fill("localhost");
        page.field("端口").fill("1");
        page.field("加密").selectOption("NONE");
        page.field("发件地址").fill("service@example.com");
        page.field("发件人名称").fill("锦里餐饮");
        page.field("客户访问本系统的网址").fill("https://crm.example.com");
        page.button("保存").click();
        assertThat(page.message("已保存")).isVisible();

        page.button("发送测试邮件").click();
        page.field("收件地址").fill("ada@example.com");
        page.inDialog("发送").click();
        assertThat(page.dialog()).containsText("没有应答");
        assertThat(page.violations()).isEmpty();
        page.picture(FOUND, "trial-failed");
        page.inDialog("取消").click();
        assertThat(page.dialog()).hasCount(0);
        assertThat(page.message("已保存")).hasCount(0);

        page.field("端口").fill(Integer.toString(mails.getSmtp().getPort()));
        page.button("保存").click();
        assertThat(page.message("已保存")).isVisible();
        page.button("发送测试邮件").click();
        page.field("收件地址").fill("ada@example.com");
        page.inDialog("发送").click();
        assertThat(page.message("服务器已接收测试邮件")).isVisible();
        assertThat(mails.getReceivedMessages()[0].getSubject()).contains("邮件服务器可以使用");

        console.client().post("/intake/forms", """
                        {"slug":"newsletter","title":{"zh":"订阅优惠","en":"Offers"},"doubleOptIn":true,
                         "fields":[{"name":"fullName","required":true},{"name":"email","required":true}],
                         "consents":[{"purpose":"MARKETING","channels":["EMAIL"],"text":{"zh":"接收优惠信息","en":"Send me offers"}}],
                         "notice":{"version":"2026-1","text":{"zh":"我们如何使用您的信息","en":"How we use your data"}}}""").expect(201);
        var form = console.chromium().window(Look.CHINESE);
        form.page().navigate("/public/intake/forms/newsletter");
        form.page().locator("[name=fullName]").fill("李清照");
        form.page().locator("[name=email]").fill("li@example.org");
        form.page().locator("[type=checkbox]").first().check();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    if (form.button("提交").count() > 0) {
                        form.button("提交").click();
                    }
                    return form.heading().textContent().contains("谢谢");
                });

        assertThat(mails.waitForIncomingEmail(60_000, 2)).isTrue();
        var mail = mails.getReceivedMessages()[1];
        assertThat(mail.getSubject()).isEqualTo("请确认：订阅优惠");
        var link = LINK.matcher(mail.getContent().toString());
        assertThat(link.find()).isTrue();
        form.page().navigate(link.group(1));
        form.picture(FOUND, "confirm");
        form.button("是我本人填写的").click();
        Awaitility.await()
                .untilAsserted(() -> assertThat(console.client()
                                .get("/customers?q=%E6%9D%8E%E6%B8%85%E7%85%A7")
                                .expect(200)
                                .body()
                                .path("items"))
                        .hasSize(1));

        page.go("/settings/mail");
        assertThat(page.page().locator("kw-mail-server")).containsText("已发送");
        assertThat(page.violations()).isEmpty();
        page.picture(FOUND, "mail-zh");
        var english = console.open(console.admin().inEnglish().onAPhone(), "/settings/mail");
        assertThat(english.violations()).isEmpty();
        assertThat(english.keysThatShow()).isEmpty();
        assertThat(english.tooWide()).isZero();
        english.picture(FOUND, "mail-en-phone");
    }
}
