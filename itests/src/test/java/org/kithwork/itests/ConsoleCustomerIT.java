package org.kithwork.itests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One customer in the console: what modules add to the page, merging, and a list of any length that leads there. */
@ExtendWith(ConsoleExtension.class)
class ConsoleCustomerIT {

    private static final int MANY = 230;

    private final Console console;

    ConsoleCustomerIT(Console console) {
        this.console = console;
    }

    @Test
    void whatIsRecordedStandsAtOnceInTheFiguresThePanelAndTheTimeline() {
        var page = console.listening("/customers/" + console.customer("贺知章", "13700000020"));
        page.button("添加消费").click();
        page.dialog().getByLabel("商品").fill("明前龙井 100g");
        page.dialog().getByLabel("数量").fill("2");
        page.dialog().getByLabel("单价").fill("134");
        assertThat(page.dialog()).containsText("¥268");
        page.inDialog("保存").click();
        assertThat(page.message("消费已添加")).isVisible();
        page.button("记录互动").first().click();
        page.dialog().getByLabel("主题").fill("新茶到货");
        page.inDialog("保存").click();
        assertThat(page.message("互动已记录")).isVisible();

        assertThat(page.page().locator(".stats")).containsText("¥268");
        assertThat(page.page().locator("ol.timeline")).containsText("明前龙井 100g");
        assertThat(page.page().locator("ol.timeline")).containsText("新茶到货");
        page.tab("消费").click();
        assertThat(page.page().locator("ul.purchases")).containsText("明前龙井 100g ×2");
        page.tab("互动").click();
        assertThat(page.page().locator("ol.timeline")).containsText("新茶到货");
    }

    @Test
    void twoCustomersAreMergedWithWhatBelongsToThemAndPartAgain() {
        var survivor = console.customer("上官燕", "13700000021");
        var absorbed = console.customer("上官雁", "13700000022");
        new Sample(console.client()).purchase(absorbed, "2026-03-01T16:30:00Z", 1, "199.00");
        var page = console.listening("/customers/" + survivor);
        page.button("更多操作").click();
        page.menuItem("合并客户").click();
        page.dialog().getByLabel("查找客户").fill("13700000022");
        page.inDialog("选择").click();
        assertThat(page.dialog()).containsText("将一并转移");
        assertThat(page.dialog()).containsText("消费 1");
        page.dialog().getByLabel("上官雁").check();
        page.inDialog("合并客户").click();

        assertThat(page.message("「上官雁」已并入")).isVisible();
        assertThat(page.heading()).hasText("上官雁");
        assertThat(page.page().locator(".stats")).containsText("¥199");
        var other = console.open("/customers/" + absorbed);
        assertThat(other.page()).hasURL(Pattern.compile(survivor));

        page.message("已并入").getByText("撤销").click();
        assertThat(page.message("合并已撤销")).isVisible();
        assertThat(page.heading()).hasText("上官燕");
        other.open("/customers/" + absorbed);
        assertThat(other.heading()).hasText("上官雁");
    }

    @Test
    void whatACustomerRefusedIsSaidBeforeSomebodyAgreesInHisPlace() {
        var id = console.customer("李清照", "13700000026");
        console.client()
                .post(
                        "/customers/" + id + "/consents",
                        "{\"purpose\":\"MARKETING\",\"channel\":\"SMS\",\"decision\":\"REFUSE\"}")
                .expect(201);
        var page = console.open("/customers/" + id + "?tab=consent");
        var now = page.page().locator("kw-consents .consents");
        assertThat(now).containsText("短信 · 已拒绝");

        page.button("记录客户的决定").click();
        page.dialog().getByLabel("渠道").selectOption("SMS");
        page.dialog().getByLabel("由谁决定").selectOption("STAFF");
        assertThat(page.dialog()).containsText("员工不能替客户改回同意");
        page.dialog().getByLabel("由谁决定").selectOption("SELF");
        page.dialog().getByLabel("告知书版本").fill("v3");
        page.dialog().getByLabel("凭证").fill("表单 17");
        page.inDialog("记录").click();
        assertThat(now).containsText("短信 · 已同意");
        assertThat(page.page().locator("kw-consents .trail li")).hasCount(2);

        page.button("现在可以联系吗？").click();
        page.inDialog("查询").click();
        assertThat(page.dialog().locator(".notice")).containsText("联系");
    }

    @Test
    void aListOfAnyLengthIsReadOnByItsLastRowAsItIsScrolled() {
        new Sample(console.client()).customers(0, MANY, List.of(console.store()));
        var pages = new ArrayList<String>();
        var page = console.chromium().window(console.admin());
        page.page().onRequest(request -> {
            if (request.url().contains("/api/v1/customers?") && !request.url().contains("count=")) {
                pages.add(request.url());
            }
        });
        page.open("/customers?sort=name");
        page.page()
                .waitForFunction(
                        "n => { const grid = document.querySelector('kw-grid');"
                                + " const box = grid.querySelector('.grid'); box.scrollTop = box.scrollHeight;"
                                + " return grid.items.length >= n && grid.querySelector('[role=grid]').ariaRowCount > 0; }",
                        MANY);

        var ids = (List<?>) page.page().evaluate("document.querySelector('kw-grid').items.map(row => row.id)");
        assertThat(ids).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(MANY);
        assertThat(pages).hasSizeGreaterThan(2).noneMatch(url -> url.contains("offset"));
        assertThat(pages.subList(1, pages.size())).allMatch(url -> url.contains("cursor="));
        assertThat(page.page().locator("kw-grid .grid-body [role=row]").count()).isLessThan(80);
        assertThat(page.page().locator("kw-grid .grid-foot")).containsText("共 " + ids.size() + " 行");

        page.page().locator("kw-grid .grid").focus();
        page.page().keyboard().press("Home");
        page.page().keyboard().press("ArrowDown");
        var second = page.page().locator("kw-grid .grid-row.active a").textContent();
        page.page().keyboard().press("Enter");
        assertThat(page.heading()).hasText(second);
    }

    @Test
    void timesAreThoseOfTheCompanyAndSumsThoseOfTheLanguage() {
        var id = console.customer("苏轼", "13700000023");
        var sample = new Sample(console.client());
        sample.purchase(id, "2026-03-01T16:30:00Z", 0, "123400.50");
        var abroad = console.admin().from("America/New_York");

        var chinese = console.open(abroad, "/customers/" + id + "?tab=archives.purchases");
        assertThat(purchases(chinese)).containsText("2026年3月2日 00:30");
        assertThat(purchases(chinese)).containsText("¥123,400.50");
        assertThat(chinese.page().locator(".stats")).containsText("¥12.3万");

        var english = console.open(abroad.inEnglish(), "/customers/" + id + "?tab=archives.purchases");
        assertThat(purchases(english)).containsText("Mar 2, 2026, 00:30");
        assertThat(english.page().locator(".stats")).containsText("¥123.4K");
    }

    @Test
    void howLongAgoSomethingWasFollowsTheCalendarOfTheCompany() {
        var page = console.open(console.admin().from("America/New_York"), "/account");
        var format = "async ([at, now]) => (await import('/ui/1/kit/format.js')).relative(at, Date.parse(now))";
        Map.of(
                        "2026-11-22T07:59:30Z", "刚刚",
                        "2026-11-22T05:00:00Z", "3小时前",
                        "2026-11-20T17:00:00Z", "昨天",
                        "2026-11-20T15:00:00Z", "前天",
                        "2026-10-01T02:00:00Z", "上个月",
                        "2026-09-30T02:00:00Z", "2个月前",
                        "2025-12-31T17:00:00Z", "10个月前",
                        "2025-11-01T02:00:00Z", "去年")
                .forEach((at, words) -> assertThat(page.page().evaluate(format, List.of(at, "2026-11-22T08:00:00Z")))
                        .as(at)
                        .isEqualTo(words));
    }

    private static Locator purchases(Window window) {
        return window.page().locator("ul.purchases");
    }
}
