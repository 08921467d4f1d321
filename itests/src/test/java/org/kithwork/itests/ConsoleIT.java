package org.kithwork.itests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The console in a real browser, on the archive with Derby and the module archives. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsoleIT {

    private static final List<String> PAGES = List.of(
            "/",
            "/customers",
            "/customers/new",
            "/archives",
            "/imports",
            "/imports/new",
            "/jobs",
            "/operations",
            "/modules",
            "/users",
            "/roles",
            "/stores",
            "/tokens",
            "/audit",
            "/settings",
            "/account");

    @TempDir
    static Path directory;

    private static KithworkProcess kithwork;
    private static Chromium chromium;
    private static KithworkClient client;
    private static String admin = "";

    @BeforeAll
    static void start() throws Exception {
        kithwork = KithworkProcess.unpack(directory).with("KITHWORK_MODULES", "archives");
        chromium = Chromium.start(kithwork.uri("/"));
        kithwork.start().awaitStatus("/health/ready", 200);
    }

    @AfterAll
    static void stop() throws Exception {
        if (chromium != null) {
            chromium.close();
        }
        if (kithwork != null) {
            kithwork.close();
        }
    }

    @Test
    @Order(1)
    void setUpByThePrintedTokenLeadsToASignedInHome() throws Exception {
        var token = Files.readString(kithwork.data().resolve("setup-token")).strip();
        assertThat(kithwork.console()).contains(token);
        var page = chromium.page(Look.CHINESE);
        page.navigate("/");
        page.getByLabel("设置码").fill(token);
        page.getByLabel("用户名").fill(KithworkClient.ADMIN);
        page.getByLabel("姓名", new Page.GetByLabelOptions().setExact(true)).fill("林晓");
        page.getByLabel("新密码").fill(KithworkClient.PASSWORD);
        page.getByLabel("再输入一次").fill(KithworkClient.PASSWORD);
        page.getByLabel("公司名称").fill("云栖生活馆");
        page.getByLabel("第一家门店").fill("西湖店");
        button(page, "完成设置").click();

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .containsText("林晓");
        assertThat(page.locator(".sidebar")).containsText("云栖生活馆");
        admin = page.context().storageState();
        client = KithworkClient.signIn(kithwork);
        page.context().close();
    }

    @Test
    @Order(2)
    void aCustomerIsCreatedAndFoundByPinyinInitialsAndLastFour() {
        var page = signedIn("/customers/new");
        page.getByLabel("姓名").fill("欧阳娜娜");
        page.getByLabel("手机").fill("138 1234 5678");
        button(page, "保存客户").click();
        assertThat(page.locator("h1")).hasText("欧阳娜娜");

        page.navigate("/ui/customers");
        for (var words : List.of("ouyang", "oynn", "5678")) {
            search(page).fill(words);
            assertThat(page.locator("kw-grid a", new Page.LocatorOptions().setHasText("欧阳娜娜")))
                    .isVisible();
            assertThat(page).hasURL(Pattern.compile("q=" + words));
        }
        search(page).fill("zhang");
        assertThat(page.getByText("没有符合条件的客户")).isVisible();
        page.context().close();
    }

    @Test
    @Order(3)
    void typingWithAnInputMethodSearchesOnlyOnceTheCharactersAreChosen() {
        var page = signedIn("/customers");
        assertThat(page.locator("kw-grid a").first()).isVisible();
        var searches = new ArrayList<String>();
        page.onRequest(request -> {
            if (request.url().contains("/customers?q=")) {
                searches.add(request.url());
            }
        });
        search(page).click();
        var keyboard = page.context().newCDPSession(page);
        for (var letters : List.of("o", "ou", "ou yang")) {
            var composition = new JsonObject();
            composition.addProperty("text", letters);
            composition.addProperty("selectionStart", letters.length());
            composition.addProperty("selectionEnd", letters.length());
            keyboard.send("Input.imeSetComposition", composition);
            page.waitForTimeout(500);
        }
        assertThat(searches).isEmpty();

        var chosen = new JsonObject();
        chosen.addProperty("text", "欧阳");
        keyboard.send("Input.insertText", chosen);
        assertThat(page).hasURL(Pattern.compile("q=%E6%AC%A7%E9%98%B3"));
        assertThat(searches).isNotEmpty();
        page.context().close();
    }

    @Test
    @Order(4)
    void aPossibleDuplicateIsOfferedWhileTypingAndItsTextIsKept() {
        var page = signedIn("/customers/new");
        page.getByLabel("姓名").fill("欧阳娜");
        page.getByLabel("手机").fill("13812345678");
        var offer = page.locator(".notice.warn");
        assertThat(offer).containsText("欧阳娜娜");

        button(page, "保存客户").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).containsText("欧阳娜娜");
        page.keyboard().press("Escape");
        assertThat(page.getByLabel("姓名")).hasValue("欧阳娜");
        page.context().close();
    }

    @Test
    @Order(5)
    void anInlineEditIsSavedAndAStaleOneTellsSo() {
        var id = customer("司马文", "13777888999");
        var page = chromium.page(Look.CHINESE.as(admin));
        page.route("**/api/v1/events", route -> route.abort());
        page.navigate("/ui/customers/" + id);
        edit(page, "occupation").fill("编辑");
        page.keyboard().press("Enter");
        assertThat(page.locator("[data-edit=occupation]")).containsText("编辑");
        assertThat(client.get("/customers/" + id).text("occupation")).isEqualTo("编辑");

        var editor = edit(page, "district");
        editor.fill("西湖区");
        change(id, "{\"district\":\"滨江区\"}");
        page.keyboard().press("Enter");
        assertThat(page.locator(".inline-edit [role=alert]")).isVisible();
        assertThat(editor).hasValue("西湖区");
        assertThat(client.get("/customers/" + id).text("district")).isEqualTo("滨江区");
        page.context().close();
    }

    @Test
    @Order(6)
    void aFieldThatSomebodyElseChangesWhileItIsEditedTellsSo() {
        var id = customer("诸葛明", "13456780912");
        var page = signedIn("/customers/" + id);
        var editor = edit(page, "occupation");
        editor.fill("书法老师");
        page.waitForTimeout(1000);
        change(id, "{\"occupation\":\"画家\"}");

        assertThat(page.locator(".inline-edit [role=alert]")).containsText("画家");
        assertThat(editor).hasValue("书法老师");
        page.context().close();
    }

    @Test
    @Order(7)
    void aFormWhoseUserWasSignedOutKeepsItsText() {
        var page = signedIn("/customers/new");
        page.getByLabel("姓名").fill("周杰");
        page.getByLabel("备注").fill("周末来取");
        page.context().clearCookies();
        button(page, "保存客户").click();

        var dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog).isVisible();
        assertThat(page.getByLabel("备注")).hasValue("周末来取");
        dialog.getByLabel("密码").fill(KithworkClient.PASSWORD);
        dialog.locator("button[type=submit]").click();
        assertThat(page.locator("h1")).hasText("周杰");
        assertThat(page.getByText("周末来取")).isVisible();
        page.context().close();
    }

    @Test
    @Order(8)
    void contactDataAreMaskedForAClerk() {
        var id = customer("冯雪梅", "13857122233");
        var page = chromium.page(Look.CHINESE.as(clerk()));
        page.navigate("/ui/customers/" + id);
        assertThat(page.locator(".contacts")).containsText("138****2233");
        assertThat(page.locator("body")).not().containsText("13857122233");
        page.navigate("/ui/customers");
        assertThat(page.locator("kw-grid")).containsText("138****2233");
        assertThat(page.locator("body")).not().containsText("13857122233");
        page.context().close();
    }

    @Test
    @Order(9)
    void thePanelOfArchivesLeavesAndReturnsWithItsModule() {
        var page = signedIn("/customers/" + customer("许诺", "17706511234"));
        var panel = page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("动态"));
        assertThat(panel).isVisible();

        assertThat(client.post("/modules/archives/stop").status()).isIn(200, 202);
        assertThat(panel).isHidden();
        assertThat(page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("变更记录")))
                .isVisible();

        assertThat(client.post("/modules/archives/start").status()).isIn(200, 202);
        assertThat(panel).isVisible();
        page.context().close();
    }

    @ParameterizedTest(name = "{0}, dark: {1}")
    @CsvSource({"zh-CN, false", "zh-CN, true", "en, false", "en, true"})
    @Order(10)
    void theMainPagesHaveNoAxeViolation(String language, boolean dark) {
        var page = chromium.page(Look.CHINESE.as(admin).in(language, dark));
        for (var path : withCustomer()) {
            open(page, path);
            assertThat(new AxeBuilder(page).analyze().getViolations())
                    .as(path)
                    .extracting(rule -> rule.getId() + " " + rule.getNodes().get(0).getHtml())
                    .isEmpty();
        }
        assertThat(page.locator("html")).hasAttribute("lang", language);
        assertThat(page.locator("html")).hasAttribute("data-theme", dark ? "dark" : "light");
        page.context().close();
    }

    @Test
    @Order(11)
    void onAPhoneNoPageScrollsSideways() {
        var page = chromium.page(Look.CHINESE.as(admin).onAPhone());
        for (var path : withCustomer()) {
            open(page, path);
            assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                    .as(path)
                    .isEqualTo(0);
        }
        page.context().close();
    }

    @Test
    @Order(12)
    void nothingBrokeTheContentSecurityPolicy() {
        var page = signedIn("/");
        PAGES.forEach(path -> open(page, path));
        assertThat(chromium.complaints()).isEmpty();
        page.context().close();
    }

    private static Page signedIn(String path) {
        var page = chromium.page(Look.CHINESE.as(admin));
        page.navigate("/ui" + path);
        return page;
    }

    private static void open(Page page, String path) {
        page.navigate("/ui" + path);
        assertThat(page.locator("main h1").first()).isAttached();
        assertThat(page.locator("main .skeleton")).hasCount(0);
    }

    private static List<String> withCustomer() {
        var paths = new ArrayList<>(PAGES);
        paths.add("/customers/"
                + client.get("/customers?q=5678").body().at("/items/0/id").asText());
        return paths;
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator search(Page page) {
        return page.locator("[data-page-search]");
    }

    private static Locator edit(Page page, String field) {
        page.locator("[data-edit=" + field + "]").click();
        return page.locator(".inline-edit input");
    }

    private static String customer(String name, String phone) {
        return client.post(
                        "/customers",
                        "{\"kind\":\"PERSON\",\"fullName\":\"" + name
                                + "\",\"contactPoints\":[{\"type\":\"PHONE\",\"value\":\"" + phone
                                + "\",\"primary\":true}],\"storeId\":\"" + store() + "\"}")
                .expect(201)
                .text("id");
    }

    private static String store() {
        return client.get("/stores").body().at("/items/0/id").asText();
    }

    private static void change(String id, String patch) {
        client.patch("/customers/" + id, client.get("/customers/" + id).body().get("version").asLong(), patch)
                .expect(200);
    }

    /** The cookies of a clerk of the first store, who chose a password by the one-time link. */
    private static String clerk() {
        var roles = client.get("/roles").body().get("items");
        var role = roles.findParents("name").stream()
                .filter(node -> List.of("店员", "Clerk", "Store clerk").contains(node.get("name").asText()))
                .findFirst()
                .orElseThrow();
        var link = client.post(
                        "/users",
                        "{\"username\":\"zhouyan\",\"displayName\":\"周岩\",\"roles\":[\"" + role.get("id").asText()
                                + "\"],\"stores\":[\"" + store() + "\"]}")
                .expect(201)
                .text("passwordLink");
        var page = chromium.page(Look.CHINESE);
        page.navigate(link);
        page.getByLabel("新密码").fill("blue river mountain 7");
        page.getByLabel("再输入一次").fill("blue river mountain 7");
        page.locator("button[type=submit]").click();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("登录")).click();
        page.getByLabel("用户名").fill("zhouyan");
        page.getByLabel("密码").fill("blue river mountain 7");
        button(page, "登录").click();
        assertThat(page.locator("h1")).containsText("周岩");
        var state = page.context().storageState();
        page.context().close();
        return state;
    }
}
