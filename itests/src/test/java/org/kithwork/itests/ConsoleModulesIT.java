package org.kithwork.itests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Modules come and go from their page while other windows of the console look at them, and none is loaded again. */
@ExtendWith(ConsoleExtension.class)
class ConsoleModulesIT {

    private final Console console;

    ConsoleModulesIT(Console console) {
        this.console = console;
    }

    @Test
    void whatAModuleBringsLeavesAndReturnsWithItInEveryOpenWindowWhileOthersWork() throws Exception {
        HotLoad ended;
        try (var load = new HotLoad(console.client(), console.customer("许诺", "17700000002"), false)) {
            itLeavesAndReturns();
            ended = load;
        }
        assertThat(ended.failures()).as("%s", ended.answers()).isEmpty();
        assertThat(ended.purchases()).isNotEmpty();
    }

    private void itLeavesAndReturns() {
        var id = console.customer("许诺", "17700000001");
        new Sample(console.client()).purchase(id, "2026-05-20T03:00:00Z", 1, "199.00");
        var customer = marked(console.listening("/customers/" + id));
        var own = marked(console.listening("/archives"));
        var modules = console.listening("/modules");
        assertThat(row(modules)).containsText("运行中");
        assertThat(own.page().locator("main")).containsText("许诺");
        assertThat(customer.page().locator("ol.timeline")).containsText("手冲壶");
        customer.edit("occupation").fill("还没有保存");

        choose(modules, "停止");
        confirm(modules, "停止");
        assertThat(row(modules)).containsText("已停止");
        assertGone(customer);
        assertThat(customer.page().locator(".inline-edit input")).hasValue("还没有保存");
        assertThat(own.heading()).hasText("这个模块暂时没有运行");
        assertThat(own.violations()).isEmpty();

        press(modules, "启动");
        confirm(modules, "启动");
        assertThat(row(modules)).containsText("运行中");
        assertBack(customer);
        assertThat(own.heading()).hasText("客户往来");
        assertThat(own.page().locator("main")).containsText("许诺");

        choose(modules, "移除");
        assertThat(modules.dialog()).containsText("保留数据");
        confirm(modules, "移除");
        assertThat(row(modules)).containsText("已移除，数据仍保留");
        assertGone(customer);

        press(modules, "安装");
        assertThat(modules.dialog()).containsText("将授予的权限");
        confirm(modules, "安装");
        assertThat(row(modules)).containsText("运行中");
        assertBack(customer);
        assertThat(own.page().locator("main")).containsText("许诺");
        assertUntouched(customer);
        assertUntouched(own);
    }

    @Test
    void aFileThatIsNoPackageIsRefusedWithAReason() {
        var page = console.open("/modules");
        var modules = page.page().locator("main .module");
        assertThat(modules.first()).isVisible();
        var before = modules.count();
        page.page()
                .locator("input[type=file]")
                .setInputFiles(new FilePayload(
                        "loyalty.kar", "application/octet-stream", "no archive".getBytes(StandardCharsets.UTF_8)));
        assertThat(page.page().locator(".toast.bad")).isVisible();
        assertThat(modules).hasCount(before);
    }

    @Test
    void aPackageFromAFileIsInstalledAfterItsPlanWasSeen(@TempDir Path folder) throws IOException {
        var page = console.listening("/modules");
        page.page()
                .locator("input[type=file]")
                .setInputFiles(ModuleKar.notebook("0.2.0").write(folder));
        assertThat(page.dialog()).containsText("0.2.0");
        assertThat(page.dialog()).containsText("写便笺");
        assertThat(page.dialog()).not().containsText("notebook:note:create");
        assertThat(page.violations()).isEmpty();
        confirm(page, "安装");

        var notebook = page.page().locator("main .module").filter(new Locator.FilterOptions().setHasText("0.2.0"));
        assertThat(notebook).containsText("运行中");
        assertThat(console.client().get("/notebook/notes").status()).isEqualTo(200);
    }

    private static Window marked(Window window) {
        window.page().evaluate("window.sinceTheBeginning = true");
        return window;
    }

    private static void assertUntouched(Window window) {
        assertThat(window.page().evaluate("window.sinceTheBeginning"))
                .as("the window was not loaded again")
                .isEqualTo(true);
    }

    private static void assertGone(Window customer) {
        assertThat(customer.tab("动态")).isHidden();
        assertThat(customer.navigation("客户往来")).isHidden();
        assertThat(action(customer)).isHidden();
        assertThat(customer.tab("变更记录")).isVisible();
    }

    private static void assertBack(Window customer) {
        assertThat(customer.navigation("客户往来")).isVisible();
        assertThat(action(customer)).isVisible();
        customer.tab("消费").click();
        assertThat(customer.page().locator("ul.purchases")).containsText("手冲壶");
    }

    /** In the head of the page; the tab of purchases has a button of the same name. */
    private static Locator action(Window customer) {
        return customer.page()
                .locator("header.person")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("添加消费").setExact(true));
    }

    private static Locator row(Window modules) {
        return modules.page().locator("main .module").filter(new Locator.FilterOptions().setHasText("archives"));
    }

    private static void press(Window modules, String action) {
        row(modules)
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(action).setExact(true))
                .click();
    }

    private static void choose(Window modules, String action) {
        row(modules).getByRole(AriaRole.BUTTON).last().click();
        modules.menuItem(action).click();
    }

    private static void confirm(Window modules, String action) {
        modules.inDialog(action).click();
        assertThat(modules.dialog()).hasCount(0);
    }
}
