package org.kithwork.itests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** Makes the pictures of the README, with made-up persons; {@code docs/console.md} says how to call it. */
@ExtendWith(ConsoleExtension.class)
@EnabledIfSystemProperty(named = "kithwork.pictures", matches = ".+", disabledReason = "made on demand")
class ConsolePicturesIT {

    private static final int SHOWN = 48;
    private static final int HEIGHT = 800;
    private static final int WIDTH = 1280;

    private final Console console;
    private final Path folder = Path.of(System.getProperty("kithwork.pictures", "target"));

    ConsolePicturesIT(Console console) {
        this.console = console;
    }

    @Test
    void pictures() {
        var stores = new ArrayList<>(List.of(console.store()));
        for (var name : List.of("滨江店", "武林店")) {
            stores.add(console.client()
                    .post("/stores", Map.of("name", name))
                    .expect(201)
                    .text("id"));
        }
        var sample = new Sample(console.client());
        sample.customers(1000, SHOWN, stores);
        var customer = console.customer("沈亦心", "13957188201");
        console.change(customer, """
                {"sex":2,"birth":{"year":1991,"month":3,"day":5,"calendar":"SOLAR"},"occupation":"设计师",
                "district":"西湖区","tags":["老客户","茶友"],"note":"喜欢明前茶，到店前先打电话。"}""");
        sample.purchase(customer, "2026-03-29T06:40:00Z", 0, "536.00");
        sample.purchase(customer, "2026-06-18T11:05:00Z", 4, "312.00");
        sample.purchase(customer, "2026-09-30T02:20:00Z", 1, "199.00");
        sample.call(customer, "2026-09-27T08:15:00Z", "国庆礼盒", "想要两份，一份寄给父母。");
        sample.call(customer, "2026-11-20T03:30:00Z", "新茶预订", "明年春茶照旧留一斤，到货前联系。");

        var page = console.chromium().window(console.admin().sized(WIDTH, HEIGHT));
        page.open("/customers");
        page.search().fill("li");
        assertThat(page.row("沈亦心")).isHidden();
        assertThat(page.row("李").first()).isVisible();
        take(page, "customers");

        page.open("/customers/" + customer);
        assertThat(page.page().locator("ol.timeline")).containsText("明前龙井");
        take(page, "customer");

        page.open("/modules");
        page.button("安装").click();
        assertThat(page.dialog()).containsText("将授予的权限");
        take(page, "modules");
        page.inDialog("取消").click();

        page.open("/imports/new");
        page.page()
                .locator("input[type=file]")
                .setInputFiles(new FilePayload("老客户.csv", "text/csv", file().getBytes(StandardCharsets.UTF_8)));
        page.button("试运行").click();
        page.button("开始导入").click();
        assertThat(page.page().locator(".badge").getByText("完成，有错误")).isVisible();
        take(page, "import");
    }

    private static String file() {
        return "姓名,手机,会员号,区县\n"
                + IntStream.range(100, 280)
                        .mapToObj(i -> Sample.name(i) + "," + (i % 60 == 0 ? "不详" : "1385716" + (1000 + i)) + ",LK" + i
                                + ",西湖区\n")
                        .collect(Collectors.joining());
    }

    private void take(Window window, String name) {
        window.page().mouse().move(WIDTH - 1, HEIGHT - 1);
        window.page()
                .screenshot(new Page.ScreenshotOptions()
                        .setPath(folder.resolve(name + ".png"))
                        .setAnimations(ScreenshotAnimations.DISABLED));
    }
}
