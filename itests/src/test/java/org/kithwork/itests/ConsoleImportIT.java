package org.kithwork.itests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
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

    private static final String WORDS = """
            尊称,性别,编码
            王安石,爷们,WA-1
            曾巩,女,WA-2
            苏辙,??,WA-3
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

    private static Window upload(Window page, String name, String table) {
        page.page()
                .locator("input[type=file]")
                .setInputFiles(new FilePayload(name, "text/csv", table.getBytes(StandardCharsets.UTF_8)));
        assertThat(page.page().locator("table.mapping")).isVisible();
        return page;
    }

    private static Locator choice(Window page, String label) {
        return page.page().getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    @Test
    @DisplayName(
            "IMP-02: what a word means is said by keyboard, and the next file with these columns comes filled in as this one")
    void wordsAreExplainedOnceForTheCompany() {
        var page = upload(console.open("/imports/new"), "诗人.csv", WORDS);
        page.field("「尊称」对应的字段").selectOption("fullName");
        page.field("「编码」对应的字段").selectOption("identifier:import");
        assertThat(page.page().locator("table.words tbody th")).hasText(new String[] {"爷们", "??"});
        var word = choice(page, "“性别”列中的“爷们”读作");
        word.focus();
        page.page().keyboard().press("ArrowDown");
        page.page().keyboard().press("ArrowDown");
        assertThat(word).hasValue("=male");
        page.page().keyboard().press("Tab");
        assertThat(choice(page, "“性别”列中的“??”读作")).isFocused();
        assertThat(page.violations()).isEmpty();
        assertThat(page.keysThatShow()).isEmpty();
        assertThat(page.tooWide()).isZero();

        page.button("跳过试运行").click();
        assertThat(page.page().locator(".badge").getByText("完成，有错误")).isVisible();
        assertThat(page.page().locator(".figures")).containsText(Pattern.compile("新增\\s*2"));

        var next = upload(console.open(console.admin().inEnglish(), "/imports/new"), "more-poets.csv", WORDS);
        assertThat(next.text("诗人.csv").first()).isVisible();
        assertThat(next.field("Field for 尊称")).hasValue("fullName");
        assertThat(choice(next, "What “爷们” in 性别 is read as")).hasValue("=male");
        choice(next, "What “??” in 性别 is read as").selectOption("=");
        assertThat(next.violations()).isEmpty();
        assertThat(next.keysThatShow()).isEmpty();
        next.button("Use the guess by column names").click();
        assertThat(next.field("Field for 尊称")).hasValue("");
        assertThat(next.field("Field for 性别")).hasValue("sex");
        assertThat(choice(next, "What “爷们” in 性别 is read as")).hasValue("?");
        next.button("Use what was chosen for 诗人.csv").click();
        assertThat(next.field("Field for 尊称")).hasValue("fullName");
        assertThat(next.violations()).isEmpty();
    }
}
