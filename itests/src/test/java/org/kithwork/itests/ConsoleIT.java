package org.kithwork.itests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The console's customers in a real browser: found, created, changed, merged. */
@ExtendWith(ConsoleExtension.class)
class ConsoleIT {

    private final Console console;

    ConsoleIT(Console console) {
        this.console = console;
    }

    @Test
    void aCustomerIsCreatedAndFoundByPinyinInitialsAndLastFour() {
        var page = console.open("/customers/new");
        page.field("姓名").fill("欧阳娜娜");
        page.field("手机").fill("138 1234 5678");
        page.button("保存客户").click();
        assertThat(page.heading()).hasText("欧阳娜娜");

        page.open("/customers");
        for (var words : List.of("ouyang", "oynn", "5678")) {
            page.search().fill(words);
            assertThat(page.row("欧阳娜娜")).isVisible();
            assertThat(page.page()).hasURL(Pattern.compile("q=" + words));
        }
        page.search().fill("zzzz");
        assertThat(page.text("没有符合条件的客户")).isVisible();
    }

    @Test
    void typingWithAnInputMethodSearchesOnlyOnceTheCharactersAreChosen() {
        console.customer("欧阳修", "13700000001");
        var page = console.open("/customers");
        assertThat(page.page().locator("kw-grid a").first()).isVisible();
        var searches = new ArrayList<String>();
        page.page().onRequest(request -> {
            if (request.url().contains("/customers?q=")) {
                searches.add(request.url());
            }
        });
        page.page().clock().install();
        page.search().click();
        var keyboard = page.page().context().newCDPSession(page.page());
        for (var letters : List.of("o", "ou", "ou yang")) {
            var composition = new JsonObject();
            composition.addProperty("text", letters);
            composition.addProperty("selectionStart", letters.length());
            composition.addProperty("selectionEnd", letters.length());
            keyboard.send("Input.imeSetComposition", composition);
            assertThat(page.search()).hasValue(letters);
            page.page().clock().runFor(2000);
        }
        assertThat(searches).isEmpty();

        var chosen = new JsonObject();
        chosen.addProperty("text", "欧阳");
        keyboard.send("Input.insertText", chosen);
        assertThat(page.page()).hasURL(Pattern.compile("q=%E6%AC%A7%E9%98%B3"));
        assertThat(page.row("欧阳修")).isVisible();
        assertThat(searches).hasSize(1);
    }

    @Test
    void aPossibleDuplicateIsOfferedWhileTypingAndItsTextIsKept() {
        console.customer("司徒静", "13700000002");
        var page = console.open("/customers/new");
        page.field("姓名").fill("司徒敬");
        page.field("手机").fill("13700000002");
        var offer = page.page().locator(".notice.warn");
        assertThat(offer).containsText("司徒静");
        var opened = page.page()
                .waitForPopup(() -> offer.getByRole(AriaRole.LINK).first().click());
        assertThat(opened.locator("h1")).hasText("司徒静");

        page.button("保存客户").click();
        assertThat(page.dialog()).containsText("司徒静");
        page.page().keyboard().press("Escape");
        assertThat(page.field("姓名")).hasValue("司徒敬");
        assertThat(page.button("保存客户")).isEnabled();
    }

    @Test
    void anInlineEditIsSavedAndAStaleOneTellsSoAndKeepsItsText() {
        var id = console.customer("司马文", "13700000003");
        var page = console.open("/customers/" + id);
        page.page().route("**/api/v1/events", route -> route.abort());
        page.page().reload();
        page.edit("occupation").fill("编辑");
        page.page().keyboard().press("Enter");
        assertThat(page.page().locator("[data-edit=occupation]")).containsText("编辑");
        assertThat(console.client().get("/customers/" + id).text("occupation")).isEqualTo("编辑");

        var editor = page.edit("district");
        editor.fill("西湖区");
        console.change(id, "{\"district\":\"滨江区\"}");
        page.page().keyboard().press("Enter");
        assertThat(page.page().locator(".inline-edit [role=alert]")).isVisible();
        assertThat(editor).hasValue("西湖区");
        assertThat(console.client().get("/customers/" + id).text("district")).isEqualTo("滨江区");

        page.tab("变更记录").click();
        var newest = page.page().locator("kw-history li").first();
        assertThat(newest).containsText("林晓");
        assertThat(newest).containsText("区县");
        assertThat(newest).containsText("滨江区");
    }

    @Test
    void aFieldThatSomebodyElseChangesWhileItIsEditedTellsSo() {
        var id = console.customer("诸葛明", "13700000004");
        var page = console.listening("/customers/" + id);
        var editor = page.edit("occupation");
        editor.fill("书法老师");
        console.change(id, "{\"occupation\":\"画家\"}");

        assertThat(page.page().locator(".inline-edit [role=alert]")).containsText("画家");
        assertThat(editor).hasValue("书法老师");
    }

    @Test
    void aFormWhoseUserWasSignedOutKeepsItsText() {
        var page = console.open("/customers/new");
        page.page()
                .waitForResponse("**/customers/matches", () -> page.field("姓名").fill("周杰"));
        page.field("备注").fill("周末来取");
        page.page().context().clearCookies();
        page.button("保存客户").click();

        assertThat(page.dialog()).isVisible();
        assertThat(page.field("备注")).hasValue("周末来取");
        page.dialog().getByLabel("密码").fill(KithworkClient.PASSWORD);
        page.inDialog("登录").click();
        assertThat(page.heading()).hasText("周杰");
        assertThat(page.text("周末来取")).isVisible();
    }

    @Test
    void contactDataAreMaskedForAClerk() {
        var id = console.customer("冯雪梅", "13857122233");
        var page = console.open(console.clerk(), "/customers/" + id);
        assertThat(page.page().locator(".contacts")).containsText("138****2233");
        assertThat(page.page().locator("body")).not().containsText("13857122233");
        page.open("/customers");
        assertThat(page.row("138****2233")).isVisible();
        assertThat(page.page().locator("body")).not().containsText("13857122233");
    }
}
