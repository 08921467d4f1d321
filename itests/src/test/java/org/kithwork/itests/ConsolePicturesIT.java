package org.kithwork.itests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** Makes the pictures of the README, with the people of the demo; {@code docs/console.md} says how to call it. */
@ExtendWith(ConsoleExtension.class)
@EnabledIfSystemProperty(named = "kithwork.pictures", matches = ".+", disabledReason = "made on demand")
class ConsolePicturesIT {

    private static final int HEIGHT = 800;
    private static final int WIDTH = 1280;

    private final Console console;
    private final Path folder = Path.of(System.getProperty("kithwork.pictures", "target"));

    ConsolePicturesIT(Console console) {
        this.console = console;
    }

    @Test
    void pictures() {
        load();
        var customer = regular();
        said(customer);

        var page = console.chromium().window(console.admin().sized(WIDTH, HEIGHT));
        page.open("/customers");
        var other = notFoundBy("li");
        assertThat(page.row(other).first()).isVisible();
        page.search().fill("li");
        assertThat(page.row(other)).isHidden();
        assertThat(page.row("李").first()).isVisible();
        take(page, "customers");

        page.open("/customers/" + customer);
        assertThat(page.page().locator("ol.timeline")).containsText("记录偏好");
        take(page, "customer");

        page.open("/modules");
        page.button("安装").first().click();
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

    /** A trade of the demo, in three stores. */
    private void load() {
        for (var name : List.of("滨江店", "武林店")) {
            console.client().post("/stores", Map.of("name", name)).expect(201);
        }
        console.client().post("/modules/demo/install").expect(200);
        try (var shell = console.shell()) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> shell.run("demo:list").status() == 0);
            shell.run("demo:load --customers 1500 retail").expect(0);
        }
    }

    /** The first in the list whom the search does not find. */
    private String notFoundBy(String text) {
        var found = names("/customers?limit=200&q=" + text);
        return names("/customers?sort=-updatedAt&limit=8").stream()
                .filter(name -> !found.contains(name))
                .findFirst()
                .orElseThrow();
    }

    private List<String> names(String path) {
        return console.client().get(path).expect(200).body().path("items").findValuesAsText("displayName");
    }

    /** Whoever bought most often of late. */
    private String regular() {
        var often = new HashMap<String, Integer>();
        console.client()
                .get("/archives/purchases?limit=200")
                .expect(200)
                .body()
                .path("items")
                .forEach(purchase -> often.merge(purchase.path("customerId").asText(), 1, Integer::sum));
        return often.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    /** What staff would have written down of him. */
    private void said(String customer) {
        var about = Map.of("customerId", customer);
        create("/archives/preferences", about, Map.of("key", "taste", "value", "明前茶"));
        create("/archives/needs", about, Map.of("text", "两份中秋礼盒，一份寄给父母"));
        create("/archives/terms", about, Map.of("text", "会员日九折，到年底"));
        create(
                "/archives/follow-ups",
                about,
                Map.of(
                        "kind",
                        "CALL",
                        "planAt",
                        Instant.now().plus(Duration.ofDays(2)).toString(),
                        "subject",
                        "新茶到货回访"));
        console.change(customer, "{\"occupation\":\"设计师\",\"district\":\"西湖区\",\"note\":\"喜欢明前茶，到店前先打电话。\"}");
    }

    private void create(String path, Map<String, String> about, Map<String, String> what) {
        var body = new HashMap<String, Object>(about);
        body.putAll(what);
        console.client().post(path, body).expect(201);
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
