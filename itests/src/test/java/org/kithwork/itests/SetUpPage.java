package org.kithwork.itests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/** The page that everybody meets first. All tests of the console stand on it, so it is tested where they start. */
final class SetUpPage {

    static final String COMPANY = "云栖生活馆";
    static final String STORE = "西湖店";

    private SetUpPage() {}

    /** Sets it up with the printed token, after a wrong one. Gives the cookies of the first user, who is signed in. */
    static String use(KithworkProcess kithwork, Chromium chromium) {
        for (var look :
                List.of(Look.CHINESE, Look.CHINESE.inEnglish().inTheDark().onAPhone())) {
            var page = chromium.window(look);
            page.page().navigate("/");
            assertThat(page.page().locator("kw-form button[type=submit]")).isVisible();
            assertThat(page.violations()).as("set-up, " + look).isEmpty();
            assertThat(page.keysThatShow()).as("set-up, " + look).isEmpty();
            assertThat(page.tooWide()).as("set-up, " + look).isZero();
        }
        var token = token(kithwork);
        assertThat(kithwork.console()).contains(token);
        var page = chromium.window(Look.CHINESE);
        page.page().navigate("/");
        page.field("设置码").fill("not-the-token");
        page.field("用户名").fill(KithworkClient.ADMIN);
        page.field("姓名").fill("林晓");
        page.field("新密码").fill(KithworkClient.PASSWORD);
        page.field("再输入一次").fill(KithworkClient.PASSWORD);
        page.field("公司名称").fill(COMPANY);
        page.field("第一家门店").fill(STORE);
        page.button("完成设置").click();
        assertThat(page.page().locator("kw-form .error, kw-form .notice.bad").first())
                .isVisible();

        page.field("设置码").fill(token);
        page.button("完成设置").click();
        assertThat(page.heading()).containsText("林晓");
        assertThat(page.page().locator(".sidebar")).containsText(COMPANY);
        assertThat(page.page().url()).doesNotContain(token);
        var state = page.page().context().storageState();
        assertThat(chromium.closeWindows()).isEmpty();
        return state;
    }

    private static String token(KithworkProcess kithwork) {
        try {
            return Files.readString(kithwork.data().resolve("setup-token")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
