package org.kithwork.itests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The import wizard from a file to its last row, and the job that it leaves. */
@ExtendWith(ConsoleExtension.class)
class ConsoleImportIT {

    private static final String FILE = """
            姓名,手机,会员号,区县,备注
            钱学敏,13700000201,YX-201,西湖区,"喜欢红茶，周末来取"
            孙一鸣,13700000202,YX-202,滨江区,
            李清照,号码不详,YX-203,余杭区,
            周敦颐,13700000204,YX-204,拱墅区,老客户介绍
            """;

    private final Console console;

    ConsoleImportIT(Console console) {
        this.console = console;
    }

    @Test
    void aFileIsTriedImportedAndItsBadRowComesBackInAFile() throws IOException {
        var page = console.open("/imports/new");
        page.page()
                .locator("input[type=file]")
                .setInputFiles(new FilePayload("老客户 2026.csv", "text/csv", FILE.getBytes(Charset.forName("GB18030"))));

        assertThat(page.page().locator("#o-encoding")).hasValue("GB18030");
        assertThat(page.page().locator("table.mapping")).containsText("钱学敏");
        assertThat(page.field("「手机」对应的字段")).not().hasValue("");
        assertThat(page.violations()).isEmpty();
        assertThat(page.keysThatShow()).isEmpty();
        assertThat(page.tooWide()).isZero();

        page.button("试运行").click();
        assertThat(page.text("有 1 行无法导入")).isVisible();
        assertThat(console.client().get("/customers?q=qianxuemin").body().at("/items"))
                .isEmpty();
        assertThat(page.violations()).isEmpty();

        page.button("开始导入").click();
        assertThat(page.page().locator(".badge").getByText("完成，有错误")).isVisible();
        assertThat(page.page().locator(".figures")).containsText(Pattern.compile("新增\\s*3"));
        assertThat(page.violations()).isEmpty();
        var download = page.page().waitForDownload(() -> page.link("下载错误文件").click());
        assertThat(Files.readString(download.path())).contains("李清照", "号码不详").doesNotContain("钱学敏");

        page.open("/customers?q=qianxuemin");
        assertThat(page.row("钱学敏")).isVisible();
        page.open("/imports");
        assertThat(page.link("老客户 2026.csv")).isVisible();
        assertThat(page.violations()).isEmpty();
        page.open("/jobs");
        assertThat(page.page().locator("main li.job").first()).containsText("导入：客户");
        assertThat(page.page().locator("main li.job").first()).containsText("已完成");
        assertThat(page.violations()).isEmpty();
        assertThat(page.keysThatShow()).isEmpty();
    }
}
