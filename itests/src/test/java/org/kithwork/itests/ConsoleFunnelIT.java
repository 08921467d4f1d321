package org.kithwork.itests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ConsoleExtension.class)
class ConsoleFunnelIT {

    private final Console console;

    ConsoleFunnelIT(Console console) {
        this.console = console;
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneId.of("Asia/Shanghai"));
    }

    /** An opportunity of which a decision is expected at the end of this month. */
    private String opportunity(String customer, String title) {
        var id = console.opportunity(customer, title);
        var monthEnd = YearMonth.from(today()).atEndOfMonth();
        console.client()
                .patch("/funnel/opportunities/" + id, 1, "{\"closeOn\":\"" + monthEnd + "\"}")
                .expect(200);
        return id;
    }

    private void move(String id, String to) {
        console.client().post("/funnel/opportunities/" + id + "/moves", to).expect(200);
    }

    private static void isSound(Window page) {
        assertThat(page.violations()).isEmpty();
        assertThat(page.keysThatShow()).isEmpty();
        assertThat(page.tooWide()).isZero();
    }

    private static Locator card(Window page, String heading) {
        return page.page()
                .locator("section.card")
                .filter(new Locator.FilterOptions()
                        .setHas(page.page().locator("h2", new Page.LocatorOptions().setHasText(heading))));
    }

    @Test
    @DisplayName(
            "FUN-23: the page of an open opportunity tells how likely it is won, with reasons, and takes its forecast")
    void anOpenOne() {
        var page = console.open("/funnel/opportunities/" + opportunity(console.customer("欧阳修", "13700000401"), "茶会用茶"));
        assertThat(card(page, "赢单可能性").locator("li").first()).containsText("阶段");
        assertThat(page.page().locator("dl.facts").first()).containsText("在谈");

        page.button("编辑").click();
        page.dialog().getByLabel("预测类别").selectOption("COMMIT");
        isSound(page);
        page.inDialog("保存").click();

        assertThat(page.page().locator("dl.facts").first()).containsText("承诺");
        isSound(page);
    }

    @Test
    @DisplayName("FUN-10: a win is divided, something of it comes back, and the target of the month shows both")
    void aSaleAndItsTarget() {
        var store = console.client()
                .post("/stores", "{\"name\":\"湖滨店\"}")
                .expect(201)
                .text("id");
        var id = opportunity(console.customer("曾巩", "13700000402"), "年会茶礼");
        console.client()
                .patch("/funnel/opportunities/" + id, 2, "{\"storeId\":\"" + store + "\"}")
                .expect(200);
        move(id, FunnelCalls.to(FunnelCalls.WON));
        var page = console.open("/funnel/opportunities/" + id);
        var mine = card(page, "业绩归属");
        assertThat(mine).containsText("100%");
        mine.getByRole(AriaRole.BUTTON).click();
        page.dialog().getByLabel("比例").first().fill("60");
        page.inDialog("保存").click();
        assertThat(page.dialog().locator(".notice.bad")).containsText("60");
        isSound(page);
        page.inDialog("取消").click();

        page.button("登记退货").click();
        page.dialog().getByLabel("金额").fill("200");
        page.dialog().getByLabel("原因").fill("茶罐破损");
        isSound(page);
        page.inDialog("登记退货").click();
        assertThat(card(page, "退货退款")).containsText("茶罐破损");
        isSound(page);

        page.open("/funnel/targets?month=2031-05");
        assertThat(page.text("这个月还没有目标")).isVisible();
        isSound(page);
        page.button("本月").click();
        page.button("设置目标").first().click();
        page.field("对象类型").selectOption("STORE");
        page.field("对象").selectOption(new SelectOption().setLabel("湖滨店"));
        page.field("目标").fill("1000");
        isSound(page);
        page.inDialog("保存").click();
        var row = page.page().locator("main tbody tr", new Page.LocatorOptions().setHasText("湖滨店"));
        assertThat(row).containsText("100%");
        assertThat(row).containsText("达标");
        isSound(page);

        row.getByText("编辑").click();
        page.field("目标").fill("4000");
        page.inDialog("保存").click();
        assertThat(row).containsText("25%");
        row.getByLabel("删除目标").click();
        page.inDialog("删除目标").click();
        assertThat(row).hasCount(0);
    }

    @Test
    @DisplayName("FUN-09: what is expected of a month is told by category, and that no forecast was kept before")
    void theForecast() {
        opportunity(console.customer("王安石", "13700000403"), "节前礼盒");
        var page = console.open("/funnel/forecast");

        var month = page.page().locator("section[aria-label=预测] tbody tr").first();
        assertThat(month).containsText(today().getYear() + "年" + today().getMonthValue() + "月");
        assertThat(month).containsText("¥");
        assertThat(page.page().locator("section[aria-label=预测准确度]")).containsText("还没有留存预测");
        isSound(page);
        assertThat(page.link("下载 CSV：预测")).isVisible();
        page.field("预测月数").selectOption("6");
        assertThat(page.page().locator("section[aria-label=预测] tbody tr")).hasCount(6);
    }

    @Test
    @DisplayName("FUN-24: what would come of better conversion is told with its range, by the keyboard too")
    void whatIf() {
        var customer = console.customer("苏洵", "13700000404");
        move(opportunity(customer, "开业茶席"), FunnelCalls.to(FunnelCalls.WON));
        move(opportunity(customer, "茶席二"), "{\"stage\":\"" + FunnelCalls.LOST + "\",\"reason\":\"PRICE\"}");
        opportunity(customer, "茶席三");
        var page = console.open("/funnel/forecast");

        var section = page.page().locator("section[aria-label=假设分析]");
        assertThat(section).containsText("目前预计");
        var before = section.locator(".figures").textContent();
        section.locator("input[type=range]").press("ArrowRight");
        assertThat(section.locator("output")).containsText("+6");
        assertThat(section.locator(".figures")).not().hasText(before);
        isSound(page);
    }

    @Test
    @DisplayName("FUN-11: a card goes from column to column by the arrow keys, however fast, and opens by Enter")
    void aCardIsMovedByTheKeys() {
        var one = console.opportunity(console.customer("陆羽", "13700000060"), "茶会");
        var page = console.listening("/funnel");
        var card = page.page().locator("[data-card=\"" + one + "\"]");
        var there =
                page.page().locator("[data-stage=\"" + FunnelCalls.CONSIDERATION + "\"] [data-card=\"" + one + "\"]");
        card.focus();

        card.press("ArrowRight");
        card.press("ArrowRight");

        assertThat(there).isFocused();
        card.press("ArrowLeft");
        assertThat(there).hasCount(0);
        assertThat(card).isFocused();
        Awaitility.await().untilAsserted(() -> assertThat(steps(one)).containsExactly("了解", "调研与评估", "考虑", "调研与评估"));
        card.press("Enter");
        assertThat(page.heading()).containsText("茶会");
    }

    @Test
    @DisplayName(
            "FUN-03: a pipeline is given to a store, and a stage is closed to all but one, on the page of the settings")
    void aPipelineOfAStore() {
        var stages = "[{\"name\":{\"zh\":\"试茶\"},\"probability\":10},{\"name\":{\"zh\":\"订货\"},\"probability\":60},"
                + "{\"name\":{\"zh\":\"成交\"},\"kind\":\"WON\"},{\"name\":{\"zh\":\"未成\"},\"kind\":\"LOST\"}]";
        var id = console.client()
                .post("/funnel/pipelines", "{\"name\":{\"zh\":\"团购流程\"},\"stages\":" + stages + "}")
                .expect(201)
                .text("id");
        var page = console.open("/settings/funnel.pipelines");
        page.button("编辑: 团购流程").click();
        page.dialog()
                .locator("fieldset:has(legend:text-is('门店')) input")
                .first()
                .check();
        var won = page.dialog().locator("li.stage-edit").nth(2);
        won.getByLabel("订货").check();
        isSound(page);
        page.inDialog("保存").click();
        assertThat(page.message("销售流程已保存")).isVisible();

        var kept = console.client().get("/funnel/pipelines/" + id).expect(200).body();
        assertThat(kept.at("/stores/0").asText()).isEqualTo(console.store());
        assertThat(kept.at("/stages/2/from/0").asText())
                .isEqualTo(kept.at("/stages/1/id").asText());
        console.client()
                .patch("/funnel/pipelines/" + id, kept.path("version").asLong(), "{\"retired\":true}")
                .expect(200);
    }

    @Test
    @DisplayName("FUN-14, FUN-22: a lead of somebody new is taken, has points, is confirmed and becomes an opportunity")
    void aLead() {
        var page = console.open("/funnel/leads");
        page.button("新建线索").first().click();
        page.field("线索名称").fill("新办公室用茶");
        page.field("来源").fill("referral");
        page.field("姓名").fill("梅尧臣");
        page.field("电话").fill("13700000405");
        page.dialog().getByLabel("备注").fill("下周来试茶");
        isSound(page);
        page.inDialog("新建线索").click();
        page.link("新办公室用茶").click();

        assertThat(page.heading()).containsText("新办公室用茶");
        assertThat(card(page, "评分")).containsText("referral");
        assertThat(page.text("下周来试茶")).isVisible();
        page.button("由我负责").click();
        page.button("开始跟进").click();
        page.button("确认有效").click();
        page.button("转为商机").click();
        page.inDialog("转为商机").click();

        assertThat(page.heading()).containsText("新办公室用茶");
        assertThat(page.page()).hasURL(Pattern.compile(".*/funnel/opportunities/.*"));
        isSound(page);
    }

    @Test
    @DisplayName("FUN-21: a quote is written on the page of an opportunity, handed in, sent, and its paper is a PDF")
    void aQuote() throws IOException {
        var page = console.open("/funnel/opportunities/" + opportunity(console.customer("晏殊", "13700000406"), "会所用茶"));
        page.button("新建报价").click();
        page.dialog().getByLabel("产品").first().fill("西湖龙井");
        page.dialog().getByLabel("数量").first().fill("2.5");
        page.dialog().getByLabel("单价").first().fill("1333.33");
        page.dialog().getByLabel("税率").first().fill("13");
        isSound(page);
        page.inDialog("保存").click();

        assertThat(page.heading()).containsText("第 1 版");
        assertThat(page.page().locator("main")).containsText("3,766.66");
        page.button("提交").click();
        page.button("标记为已发出").click();
        assertThat(page.page().locator("main header .badge")).containsText("已发出");
        isSound(page);
        var paper = console.client().bytes(page.link("PDF").getAttribute("href").replace("/api/v1", ""));
        assertThat(new String(paper, 0, 5, StandardCharsets.ISO_8859_1)).isEqualTo("%PDF-");

        page.button("做新版本").click();
        assertThat(page.heading()).containsText("第 2 版");
        isSound(page);
    }

    @Test
    @DisplayName("FUN-19: a customer of the pool is claimed on its page and is the user's then")
    void aPool() {
        console.client()
                .post(
                        "/funnel/pools",
                        "{\"name\":{\"zh\":\"湖畔公海\"},\"rules\":{\"claimsPerDay\":5,\"coolOffDays\":7,\"recycleAfterDays\":30}}")
                .expect(201);
        var customer = console.customer("张先", "13700000407");
        var page = console.open("/funnel/pools");
        isSound(page);
        page.button("领取: 张先").click();
        assertThat(page.message("张先已归你负责")).isVisible();
        Awaitility.await().untilAsserted(() -> assertThat(owner(customer)).isNotEmpty());
        assertThat(page.button("领取: 张先")).hasCount(0);
        isSound(page);
    }

    private String owner(String customer) {
        return console.client()
                .get("/customers/" + customer)
                .expect(200)
                .body()
                .path("ownerId")
                .asText();
    }

    private List<String> steps(String opportunity) {
        return console
                .client()
                .get("/funnel/opportunities/" + opportunity + "/transitions")
                .expect(200)
                .body()
                .path("items")
                .findValues("toName")
                .stream()
                .map(name -> name.path("zh").asText())
                .toList();
    }
}
