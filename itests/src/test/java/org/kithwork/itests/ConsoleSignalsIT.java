package org.kithwork.itests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ConsoleExtension.class)
class ConsoleSignalsIT {

    private final Console console;

    ConsoleSignalsIT(Console console) {
        this.console = console;
    }

    @Test
    @DisplayName("ARC-16: a rule is made on a page; what is said often enough shows with the customer and is taken up")
    void aSignalIsFoundAndTakenUp() {
        var page = console.open("/settings/archives.signal-rules");
        assertThat(page.text("还没有规则")).isVisible();
        page.button("添加规则").click();
        page.dialog().getByLabel("名称").fill("想买婴儿车");
        page.dialog().getByLabel("关键词").fill("婴儿车\n推车");
        page.dialog().getByLabel("次数").fill("2");
        assertThat(page.violations()).isEmpty();
        page.inDialog("保存").click();
        assertThat(page.message("已保存")).isVisible();
        assertThat(page.page().locator("table")).containsText("7 天内 2 次");
        assertThat(page.violations()).isEmpty();

        var customer = console.customer("范仲淹", "13700000301");
        says(customer, "有红色的婴儿车吗");
        says(customer, "推车什么时候到货");
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> !console.client()
                        .get("/archives/signals?customer=" + customer)
                        .body()
                        .at("/items/0")
                        .isMissingNode());

        page.open("/customers/" + customer + "?tab=archives.portrait");
        assertThat(page.page().locator("section.notice[aria-label=接待前须知]")).containsText("想买婴儿车");
        assertThat(page.text("购买意向：想买婴儿车")).isVisible();
        assertThat(page.violations()).isEmpty();

        page.open("/archives/signals");
        var row = page.page().locator("main tbody tr", new Page.LocatorOptions().setHasText("范仲淹"));
        assertThat(row).containsText("购买意向");
        assertThat(row).containsText("2 次互动");
        row.getByText("跟进").click();
        page.dialog().getByLabel("备注").fill("明天回电");
        page.inDialog("跟进").click();
        assertThat(row).hasCount(0);
        page.field("状态").selectOption("TAKEN_UP");
        assertThat(row).containsText("明天回电");
        assertThat(page.violations()).isEmpty();
        assertThat(page.keysThatShow()).isEmpty();
        assertThat(page.tooWide()).isZero();
    }

    private void says(String customer, String topic) {
        console.client()
                .post(
                        "/archives/interactions",
                        "{\"customerId\":\"" + customer + "\",\"channel\":\"WEB\",\"direction\":\"IN\",\"topic\":\""
                                + topic + "\"}")
                .expect(201);
    }
}
