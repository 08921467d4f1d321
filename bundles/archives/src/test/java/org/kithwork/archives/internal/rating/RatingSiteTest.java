package org.kithwork.archives.internal.rating;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.archives.internal.Archives;
import org.kithwork.archives.internal.InteractionDraft;
import org.kithwork.archives.internal.InteractionId;
import org.kithwork.archives.internal.Rating;
import org.kithwork.archives.internal.RatingLinks;
import org.kithwork.permission.Actor;
import org.kithwork.site.SitePage;
import org.kithwork.site.Visit;
import org.kithwork.test.DatabaseKind;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class RatingSiteTest {

    private static Archives archives;
    private static RatingSite site;

    @Parameter
    DatabaseKind kind;

    private InteractionId talk;
    private String path = "";

    @BeforeParameterizedClassInvocation
    static void open(DatabaseKind kind) {
        archives = new Archives(kind);
        site = new RatingSite(archives.ratingLinks, archives.rates);
    }

    @BeforeEach
    void aLink() {
        archives.rates.begin();
        var customer = archives.customers.add();
        archives.customers.call(customer, "王小明");
        var store = archives.company.open("城西店 <1>");
        var draft = new InteractionDraft(
                customer.value(),
                "2026-01-05T10:00:00Z",
                null,
                "VISIT",
                "IN",
                "李店长",
                store.value(),
                "退货",
                "包装破了",
                "已换新",
                null,
                null,
                null);
        talk = archives.interactionBook.record(draft).id();
        path = archives.ratingLinks.make(talk).path().substring(RatingLinks.HOME.length());
    }

    @AfterParameterizedClassInvocation
    static void close() {
        archives.close();
    }

    private static SitePage look(String path, Locale language, String... query) {
        var asked = new HashMap<String, List<String>>();
        for (var name : query) {
            asked.put(name, List.of("1"));
        }
        var visit = new Visit(path, asked, Map.of(), "203.0.113.7", language);
        return archives.access.as(Actor.PUBLIC, () -> site.look(visit));
    }

    private static SitePage look(String path) {
        return look(path, Locale.SIMPLIFIED_CHINESE);
    }

    private SitePage send(String stars, String text) {
        return send(path, Map.of("stars", List.of(stars), "text", List.of(text)));
    }

    private static SitePage send(String path, Map<String, List<String>> typed) {
        var visit = new Visit(path, Map.of(), typed, "203.0.113.7", Locale.SIMPLIFIED_CHINESE);
        return archives.access.as(Actor.PUBLIC, () -> site.send(visit));
    }

    private Rating rating() {
        return Objects.requireNonNull(archives.interactions.get(talk).rating());
    }

    @Test
    @DisplayName(
            "ARC-15: the page asks one question, in both languages, without a script, and tells nothing of the contact but where and when")
    void arc15_page() {
        var page = look(path);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.policy())
                .isEqualTo("default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none';"
                        + " frame-ancestors 'none'");
        assertThat(page.html())
                .contains("lang=\"zh-CN\"", "青禾茶庄 · 城西店 &lt;1&gt; · 2026年1月5日", "您对这次服务满意吗？")
                .contains("很不满意", "不满意", "一般", "满意", "非常满意", "<legend>", "maxlength=\"500\"")
                .doesNotContain("<script", "http://", "https://", " style=", " checked")
                .doesNotContain("王小明", "李店长", "退货", "包装", "已换新");

        assertThat(look(path, Locale.ENGLISH).html())
                .contains(
                        "lang=\"en\"",
                        "January 5, 2026",
                        "How satisfied are you",
                        "Very dissatisfied",
                        "Very satisfied");
    }

    @Test
    @DisplayName("ARC-15: who answers is thanked, sees by the same link what he chose, and may change it")
    void arc15_answer() {
        var sent = send("4", "很好\r\n谢谢");
        assertThat(sent.status()).isEqualTo(303);
        assertThat(sent.location()).isEqualTo(RatingLinks.HOME + path + "?sent=1&lang=zh");
        assertThat(rating().text()).isEqualTo("很好\n谢谢");
        assertThat(look(path, Locale.SIMPLIFIED_CHINESE, "sent").html()).contains("谢谢您", "查看或修改");

        assertThat(look(path).html()).contains("value=\"4\" checked", "很好\n谢谢</textarea>", "您已经评价过");
        assertThat(send("1", "").status()).isEqualTo(303);
        assertThat(rating().stars()).isEqualTo(1);
        assertThat(rating().text()).isNull();
    }

    @Test
    @DisplayName(
            "ARC-15: an answer that is wrong comes back with what to do and what was typed, and no word becomes markup")
    void arc15_wrong() {
        var hostile = "</textarea><script>alert('x')</script>\"";
        for (var stars : List.of("", "0", "6", "many", "99999999999", "<b>")) {
            var page = send(stars, hostile);
            assertThat(page.status()).as(stars).isEqualTo(422);
            assertThat(page.html())
                    .contains("请从下面五项中选择一项", "&lt;/textarea&gt;&lt;script&gt;")
                    .doesNotContain("<script", "<b>");
        }
        var tooLong = send("5", "长".repeat(501));
        assertThat(tooLong.status()).isEqualTo(422);
        assertThat(tooLong.html())
                .contains("value=\"5\" checked", "aria-invalid=\"true\"", "500", "长".repeat(501) + "</textarea>");
        assertThat(archives.interactions.get(talk).rating()).isNull();

        assertThat(send("5", hostile).status()).isEqualTo(303);
        assertThat(look(path).html()).contains("&lt;script&gt;").doesNotContain("<script");
    }

    @Test
    @DisplayName("ARC-15: a link that is wrong, over or of nobody ends at one and the same page")
    void arc15_ended() {
        var wrong = look("/nothing");
        assertThat(wrong.status()).isEqualTo(404);
        assertThat(wrong.html()).contains("链接已失效", "请直接与我们联系");
        assertThat(look("")).isEqualTo(wrong);
        assertThat(look("/" + talk + ".AAAA")).isEqualTo(wrong);
        archives.clock.advance(Duration.ofDays(15));
        assertThat(look(path)).isEqualTo(wrong);
        assertThat(look(path, Locale.SIMPLIFIED_CHINESE, "sent")).isEqualTo(wrong);
        assertThat(send("5", "")).isEqualTo(wrong);
        assertThat(archives.interactions.get(talk).rating()).isNull();
    }

    @Test
    @DisplayName("ARC-15: one address asks so often, and one contact is rated so often, and no more")
    void arc15_limits() {
        for (int i = 0; i < 20; i++) {
            assertThat(send(Integer.toString(1 + i % 5), "").status()).isEqualTo(303);
        }
        var refused = send("5", "");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.retryAfter()).isEqualTo((int) Duration.ofDays(1).toSeconds());
        for (int i = 21; i < 60; i++) {
            assertThat(look(path).status()).isEqualTo(200);
        }
        assertThat(look(path).status()).isEqualTo(429);
        assertThat(rating().stars()).isEqualTo(5);
    }
}
