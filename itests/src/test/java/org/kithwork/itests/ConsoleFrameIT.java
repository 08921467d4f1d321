package org.kithwork.itests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is around the pages of the console: signing in, rights, keys, language, the company's name and logo. */
@ExtendWith(ConsoleExtension.class)
class ConsoleFrameIT {

    private final Console console;

    ConsoleFrameIT(Console console) {
        this.console = console;
    }

    @Test
    void aWrongPasswordIsToldAndTheRightOneLeadsToThePageThatWasAskedFor() {
        var page = console.chromium().window(Look.CHINESE);
        page.page().navigate("/ui/customers");
        page.field("用户名").fill(KithworkClient.ADMIN);
        page.field("密码").fill("not the password at all");
        page.button("登录").click();
        assertThat(page.page().locator("kw-form [role=alert]")).isVisible();
        assertThat(page.field("用户名")).hasValue(KithworkClient.ADMIN);
        assertThat(page.violations()).isEmpty();

        page.field("密码").fill(KithworkClient.PASSWORD);
        page.button("登录").click();
        assertThat(page.heading()).hasText("客户");

        page.button("林晓 的账号菜单").click();
        page.menuItem("退出登录").click();
        assertThat(page.field("密码")).isVisible();
        page.page().navigate("/ui/customers");
        assertThat(page.field("密码")).isVisible();
    }

    @Test
    void thePolicyAllowsNothingButOurOwnFiles() {
        var answer = console.chromium().window(Look.CHINESE).page().navigate("/ui/");
        assertThat(answer.headerValue("content-security-policy"))
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
                .contains("require-trusted-types-for 'script'")
                .doesNotContain("unsafe", "*");
    }

    @Test
    void aClerkSeesNoPageThatHisRolesDoNotAllow() {
        var page = console.open(console.clerk(), "/modules");
        assertThat(page.heading()).hasText("你没有查看这个页面的权限");
        assertThat(page.text("请联系管理员")).isVisible();
        assertThat(page.navigation("模块管理")).hasCount(0);
        assertThat(page.navigation("客户").first()).isVisible();
    }

    @Test
    void aListThatCannotBeShownSaysWhatToDo() {
        var page = console.open("/");
        page.page().route("**/api/v1/jobs?*", route -> refuse(route, 503, "module-not-running"));
        page.page().route("**/api/v1/users?*", route -> refuse(route, 403, "forbidden"));
        page.page().route("**/api/v1/audit?*", Route::abort);
        page.go("/users");
        assertThat(page.text("你没有查看这些内容的权限")).isVisible();
        page.go("/audit");
        assertThat(page.text("请检查网络后重试")).isVisible();
        page.go("/jobs");
        assertThat(page.text("这个模块暂时没有运行").last()).isVisible();
        assertThat(page.violations()).isEmpty();
        page.page().unroute("**/api/v1/jobs?*");
        page.button("重试").click();
        assertThat(page.text("这个模块暂时没有运行")).isHidden();
    }

    private static void refuse(Route route, int status, String code) {
        route.fulfill(new Route.FulfillOptions()
                .setStatus(status)
                .setContentType("application/problem+json")
                .setBody("{\"type\":\"https://kithwork.org/problems/" + code + "\",\"status\":" + status + "}"));
    }

    @Test
    void everythingIsReachedByKeys() {
        console.customer("欧阳询", "13700000030");
        var page = console.open("/");
        page.page().keyboard().press("Tab");
        assertThat(page.link("跳到主要内容")).isFocused();
        page.page().keyboard().press("Enter");
        assertThat(page.heading()).isFocused();

        page.page().keyboard().press("?");
        assertThat(page.dialog()).containsText("快捷键");
        page.page().keyboard().press("Escape");
        assertThat(page.dialog()).hasCount(0);
        assertThat(page.heading()).isFocused();

        page.page().keyboard().press("Control+k");
        assertThat(page.dialog()).isVisible();
        page.page().keyboard().type("ouyangxun");
        assertThat(page.page().locator("[role=option][aria-selected=true]")).containsText("欧阳询");
        assertThat(page.violations()).isEmpty();
        page.page().keyboard().press("Enter");
        assertThat(page.heading()).hasText("欧阳询");
        assertThat(page.heading()).isFocused();

        page.page().keyboard().press("g");
        page.page().keyboard().press("c");
        assertThat(page.heading()).hasText("客户");
        page.page().keyboard().press("/");
        assertThat(page.search()).isFocused();
    }

    @Test
    void auditAndRolesAreShownInWordsAndTheAuditIsNarrowedByThem() {
        console.customer("司马迁", "13700000032");
        var page = console.open("/audit");
        page.page().getByLabel("动作").selectOption("新建客户");
        page.page().waitForURL("**action=customer.created");
        page.settle();
        var rows = page.page().locator("tbody tr");
        assertThat(rows.filter(new Locator.FilterOptions().setHasNotText("新建客户")))
                .hasCount(0);
        assertThat(rows.first()).containsText("新建客户");

        page = console.open(console.admin().inEnglish(), "/audit?action=customer.created");
        assertThat(page.page().locator("tbody tr").first()).containsText("Customer added");

        page = console.open("/roles");
        var clerk = page.page().locator("li.module").filter(new Locator.FilterOptions().setHasText("店员"));
        clerk.locator("summary").first().click();
        assertThat(clerk).containsText("录入消费记录");
        assertThat(clerk).not().containsText("purchase:create");
    }

    @Test
    void thePaletteIsThereBeforeItIsAskedFor() {
        var page = console.chromium().window(console.admin());
        page.page().waitForResponse("**/frame/palette.js", () -> page.open("/"));

        page.page().context().setOffline(true);
        page.page().keyboard().press("Control+k");

        assertThat(page.dialog()).containsText("新建客户");
    }

    @Test
    void whatIsTypedBeforeThePaletteStandsIsItsText() {
        console.customer("南宫问天", "13700000031");
        var page = console.chromium().window(console.admin());
        var palette = new AtomicReference<Route>();
        page.page().route("**/frame/palette.js", palette::set);
        page.open("/customers");
        page.search().focus();

        page.page().keyboard().press("Control+k");
        page.page().keyboard().type("nangongx");
        page.page().keyboard().press("Backspace");
        page.page().waitForCondition(() -> palette.get() != null);
        palette.get().resume();

        assertThat(page.dialog().getByRole(AriaRole.COMBOBOX)).hasValue("nangong");
        assertThat(page.page().locator("[role=option][aria-selected=true]")).containsText("南宫问天");
        assertThat(page.search()).hasValue("");
        page.page().keyboard().type("wentian");
        assertThat(page.dialog().getByRole(AriaRole.COMBOBOX)).hasValue("nangongwentian");
        page.page().keyboard().press("Escape");
        assertThat(page.search()).isFocused();
    }

    @Test
    void aPaletteThatWasGivenUpBeforeItStoodDoesNotOpen() {
        var page = console.chromium().window(console.admin());
        var palette = new AtomicReference<Route>();
        page.page().route("**/frame/palette.js", palette::set);
        page.open("/customers");

        page.page().keyboard().press("Control+k");
        page.page().keyboard().press("Escape");
        page.page().waitForCondition(() -> palette.get() != null);
        palette.get().resume();
        page.page().evaluate("() => import('/ui/1/frame/palette.js').then(() => true)");
        page.page().keyboard().press("g");
        page.page().keyboard().press("h");

        assertThat(page.heading()).not().hasText("客户");
        assertThat(page.dialog()).hasCount(0);
    }

    @Test
    void theLanguageIsChangedInPlaceAndKept() {
        var page = console.open("/customers");
        page.button("English").click();
        assertThat(page.heading()).hasText("Customers");
        assertThat(page.navigation("Archives")).isVisible();
        page.page().reload();
        assertThat(page.heading()).hasText("Customers");
        assertThat(page.page().locator("html")).hasAttribute("lang", "en");
        assertThat(page.keysThatShow()).isEmpty();
    }

    @Test
    void theCompanysNameAndLogoStandInTheFrame() throws IOException {
        var page = console.open("/settings");
        page.field("公司名称").fill("云栖生活馆（杭州）");
        page.button("保存").click();
        assertThat(page.page().locator(".sidebar .brand")).containsText("云栖生活馆（杭州）");

        var file = page.page().locator("input[type=file]");
        file.setInputFiles(new FilePayload("logo.svg", "image/svg+xml", "<svg/>".getBytes(StandardCharsets.UTF_8)));
        assertThat(page.text("请选择 PNG、JPEG 或 WebP 图片")).isVisible();
        file.setInputFiles(new FilePayload("logo.png", "image/png", picture()));
        var logo = page.page().locator(".sidebar .brand img");
        assertThat(logo).hasAttribute("src", Pattern.compile("/api/v1/company/logo"));
        assertThat(logo).hasJSProperty("naturalWidth", 64);

        page.field("公司名称").fill(SetUpPage.COMPANY);
        page.button("保存").click();
        page.button("移除").click();
        assertThat(logo).hasAttribute("src", "/ui/1/mark.svg");
    }

    private static byte[] picture() throws IOException {
        var image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(new Color(0x0F7A4D));
        graphics.fillRect(0, 0, 64, 64);
        graphics.dispose();
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    @Test
    @DisplayName(
            "S-10: what is dangerous asks who one is when the proof is old, and then goes on with what was filled in")
    void whatIsDangerousAsksForAFreshProofAndLosesNothing() {
        var page = console.open("/tokens");
        page.button("新建令牌").first().click();
        page.dialog().getByLabel("名称").fill("收银系统");
        page.dialog().getByText("core:customer:erase").click();
        var old = new AtomicBoolean(true);
        page.page().route("**/api/v1/tokens", route -> {
            if (route.request().method().equals("POST") && old.getAndSet(false)) {
                refuse(route, 403, "step-up-required");
            } else {
                route.resume();
            }
        });
        page.inDialog("生成令牌").click();

        var asked = page.dialog().filter(new Locator.FilterOptions().setHasText("请确认身份"));
        asked.getByLabel("当前密码").fill("not the password 1");
        asked.getByText("继续", new Locator.GetByTextOptions().setExact(true)).click();
        assertThat(asked.locator(".error").first()).isVisible();
        asked.getByLabel("当前密码").fill(KithworkClient.PASSWORD);
        asked.getByText("继续", new Locator.GetByTextOptions().setExact(true)).click();
        assertThat(asked).isHidden();

        assertThat(page.dialog()).containsText("令牌只显示这一次");
        assertThat(page.dialog().locator("input[readonly]")).hasValue(Pattern.compile("kw_.{20,}"));
        assertThat(console.client().get("/tokens").body().findValuesAsText("name"))
                .isEqualTo(List.of("收银系统"));
    }

    @Test
    @DisplayName("ARC-12: a link for one's calendar is made, shown once and ended")
    void aLinkForOnesCalendar() {
        var page = console.open("/archives/follow-ups");
        page.button("订阅").click();
        page.dialog().getByLabel("用于哪台设备或哪个程序").fill("我的手机");
        page.inDialog("新建链接").click();
        assertThat(page.dialog().locator("input[readonly]"))
                .hasValue(Pattern.compile("https?://.+/public/archives/calendar/.{43}\\.ics"));
        assertThat(page.dialog()).containsText("尚未使用");

        page.dialog().getByLabel("终止链接“我的手机”").click();
        page.dialog()
                .filter(new Locator.FilterOptions().setHasText("将不再显示您的回访"))
                .locator(".btn.danger")
                .click();
        assertThat(page.dialog()).containsText("您还没有链接");
        assertThat(page.dialog().locator("input[readonly]")).hasCount(0);
        assertThat(console.client()
                        .get("/links?mine=true")
                        .expect(200)
                        .body()
                        .path("items")
                        .size())
                .isZero();
    }

    @Test
    void aUserIsInvitedWithALinkThatIsShownOnce() {
        var page = console.open("/users");
        page.button("新建用户").click();
        page.field("用户名").fill("chenjing");
        page.dialog().getByLabel("姓名").fill("陈静");
        page.dialog().getByLabel("店长").check();
        page.inDialog("创建用户").click();
        assertThat(page.dialog().locator("input[readonly]")).hasValue(Pattern.compile("/ui/password#.+"));
        assertThat(console.client().get("/users").body().findValuesAsText("username"))
                .contains("chenjing");
    }
}
