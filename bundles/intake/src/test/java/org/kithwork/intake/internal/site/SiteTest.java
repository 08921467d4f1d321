package org.kithwork.intake.internal.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.kithwork.customer.CustomerMatch.Rule;
import org.kithwork.intake.internal.Form;
import org.kithwork.intake.internal.Intake;
import org.kithwork.intake.internal.Submission;
import org.kithwork.intake.internal.Submission.Origin;
import org.kithwork.intake.internal.Submission.State;
import org.kithwork.page.PageRequest;
import org.kithwork.permission.Actor;
import org.kithwork.permission.StoreId;
import org.kithwork.site.SitePage;
import org.kithwork.site.Visit;
import org.kithwork.test.DatabaseKind;
import org.kithwork.test.FakePatch;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class SiteTest {

    private static final Pattern STAMP = Pattern.compile("name=\"stamp\" value=\"([^\"]+)\"");

    private static Intake it;
    private static Site site;

    @Parameter
    DatabaseKind kind;

    @BeforeParameterizedClassInvocation
    static void open(DatabaseKind kind) {
        it = new Intake(kind);
        site = new Site(it.forms, it.receipts, it.kiosks, new Stamps(it.cipher, it.clock), it.rates);
    }

    @AfterParameterizedClassInvocation
    static void close() {
        it.close();
    }

    @AfterEach
    void asBefore() {
        it.rates.begin();
        it.customers.alike(draft -> List.of());
    }

    private static SitePage look(String path) {
        return it.access.as(Actor.PUBLIC, () -> site.look(visit(path, Map.of())));
    }

    private static SitePage send(String path, Map<String, List<String>> typed) {
        return it.access.as(Actor.PUBLIC, () -> site.send(visit(path, typed)));
    }

    private static Visit visit(String path, Map<String, List<String>> typed) {
        return new Visit(path, Map.of(), typed, "203.0.113.7", Locale.SIMPLIFIED_CHINESE);
    }

    private static String path(Form form) {
        return "/forms/" + form.slug();
    }

    private static String stamp(String html) {
        var found = STAMP.matcher(html);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static Map<String, List<String>> typed(String stamp, String... more) {
        var typed = new HashMap<>(Intake.typed(more));
        typed.put("stamp", List.of(stamp));
        return typed;
    }

    /** Opens the form, waits as a person does, and sends. */
    private static SitePage fillIn(Form form, String... namesAndValues) {
        var stamp = stamp(look(path(form)).html());
        it.clock.advance(Duration.ofSeconds(20));
        return send(path(form), typed(stamp, namesAndValues));
    }

    private static List<Submission> sent(Form form) {
        return it.submissions.list(null, PageRequest.first(200)).items().stream()
                .filter(one -> one.formId().equals(form.id()))
                .toList();
    }

    @Test
    @DisplayName(
            "IMP-10: the page needs no script, loads nothing from elsewhere, and may be framed by the named sites alone")
    void page() {
        var form = it.form(false);

        var page = look(path(form));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html())
                .contains("会员登记")
                .contains("接收优惠信息")
                .contains("我们如何使用您的信息")
                .contains("2026-1")
                .doesNotContain("<script")
                .doesNotContain("http://")
                .doesNotContain("https://")
                .doesNotContain(" style=")
                .doesNotContain(" checked");
        assertThat(page.policy())
                .isEqualTo("default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none';"
                        + " frame-ancestors https://www.example.com");
        assertThat(look("/forms/nothing-here").policy()).endsWith("frame-ancestors 'none'");
    }

    @Test
    @DisplayName("IMP-10: what was sent is kept, and the visitor is thanked")
    void sentIn() {
        var form = it.form(false);

        var page = fillIn(form, "fullName", "王小明", "phone", "138-0013-8000", "consent-0", "yes");

        assertThat(page.status()).isEqualTo(303);
        assertThat(page.location()).isEqualTo("/public/intake/forms/" + form.slug() + "?sent=1&lang=zh");
        assertThat(sent(form)).singleElement().satisfies(submission -> {
            assertThat(submission.state()).isEqualTo(State.RECEIVED);
            assertThat(submission.said().answers()).containsEntry("phone", "13800138000");
            assertThat(submission.said().consents()).hasSize(1);
            assertThat(submission.noticeVersion()).isEqualTo("2026-1");
        });
    }

    @Test
    @DisplayName("IMP-10: input that is wrong comes back with every fault and with what was typed")
    void wrongInput() {
        var form = it.form(false);

        var page = fillIn(
                form, "fullName", " ", "phone", "12", "email", "nobody", "birth", "2999-01-01", "note", "留言\n第二行");

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.html())
                .contains("id=\"e-fullName\"")
                .contains("id=\"e-phone\"")
                .contains("id=\"e-email\"")
                .contains("id=\"e-birth\"")
                .contains("value=\"12\"")
                .contains("value=\"nobody\"")
                .contains("value=\"2999-01-01\"")
                .contains("留言\n第二行</textarea>");
        assertThat(sent(form)).isEmpty();

        var again = send(path(form), typed(stamp(page.html()), "fullName", "王小明", "phone", "13800138000"));
        assertThat(again.status()).isEqualTo(303);
    }

    @Test
    @DisplayName("IMP-10: nothing in the answer tells whether somebody is known")
    void noOracle() {
        var form = it.form(false);
        var known = it.customers.add();
        var stranger = fillIn(form, "fullName", "王小明", "phone", "13800138001");
        it.customers.alike(draft -> List.of(Intake.match(known, "王小明", Rule.PHONE)));

        var acquaintance = fillIn(form, "fullName", "王小明", "phone", "13800138001");

        assertThat(acquaintance).isEqualTo(stranger);
        assertThat(it.customers.filled()).doesNotContainKey(known);
    }

    @Test
    @DisplayName("IMP-10: whoever fills in what nobody sees is thanked, and nothing is kept")
    void trap() {
        var form = it.form(false);

        var page = fillIn(form, "fullName", "Bot", "phone", "13800138002", FormPage.TRAP, "x");

        assertThat(page.status()).isEqualTo(303);
        assertThat(sent(form)).isEmpty();
    }

    @Test
    @DisplayName("IMP-10: what is sent faster than a person types, from an old page or without one, comes back")
    void stamps() {
        var form = it.form(false);
        var other = it.form(false);
        var fresh = stamp(look(path(form)).html());

        assertThat(send(path(form), typed(fresh, "fullName", "王", "phone", "13800138003"))
                        .status())
                .isEqualTo(422);
        it.clock.advance(Duration.ofSeconds(5));
        for (var bad :
                List.of("", "made-up", fresh + "A", stamp(look(path(other)).html()))) {
            assertThat(send(path(form), typed(bad, "fullName", "王", "phone", "13800138003"))
                            .status())
                    .as(bad)
                    .isEqualTo(422);
        }
        it.clock.advance(Stamps.LONGEST);
        var old = send(path(form), typed(fresh, "fullName", "王", "phone", "13800138003"));
        assertThat(old.status()).isEqualTo(422);
        assertThat(sent(form)).isEmpty();

        it.clock.advance(Duration.ofSeconds(5));
        assertThat(send(path(form), typed(stamp(old.html()), "fullName", "王", "phone", "13800138003"))
                        .status())
                .isEqualTo(303);
    }

    @Test
    @DisplayName("IMP-10: a form that is sent twice from one page is kept once")
    void twice() {
        var form = it.form(false);
        var stamp = stamp(look(path(form)).html());
        it.clock.advance(Duration.ofSeconds(10));
        var typed = typed(stamp, "fullName", "王小明", "phone", "13800138004");

        assertThat(send(path(form), typed)).isEqualTo(send(path(form), typed));

        assertThat(sent(form)).hasSize(1);
    }

    @Test
    @DisplayName("IMP-10: one address sends so much and no more, and is told when to come back")
    void rate() {
        var form = it.form(false);
        int taken = 0;
        while (fillIn(form, "fullName", "王小明", "phone", "13800138005").status() == 303) {
            taken++;
            assertThat(taken).isLessThan(100);
        }

        assertThat(taken).isEqualTo(20);
        var refused = fillIn(form, "fullName", "王小明", "phone", "13800138005");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.retryAfter()).isEqualTo(600);
        it.rates.begin();
        assertThat(fillIn(form, "fullName", "王小明", "phone", "13800138005").status())
                .isEqualTo(303);
    }

    private static SitePage onTablet(Form form, String pass, String... sent) {
        var query = new HashMap<>(Map.of("at", List.of(pass)));
        if (sent.length > 0) {
            query.put("sent", List.of("1"));
        }
        return it.access.as(
                Actor.PUBLIC,
                () -> site.look(
                        new Visit("/kiosk/" + form.slug(), query, Map.of(), "203.0.113.7", Locale.SIMPLIFIED_CHINESE)));
    }

    private static String pass(Form form, StoreId store) {
        var path = it.captures.openKiosk(form.id().value(), store.value());
        assertThat(path).startsWith("/public/intake/kiosk/" + form.slug() + "?at=");
        return URLDecoder.decode(path.substring(path.indexOf('=') + 1), StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName(
            "IMP-11: on a tablet the form fills in nothing, knows its way back to the start, and is in nobody's frame")
    void tablet() {
        var form = it.form(false);
        var pass = pass(form, it.company.open("Shop"));

        var page = onTablet(form, pass);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html())
                .contains("class=\"kiosk\"")
                .contains("data-quiet=\"60\"")
                .contains("data-start=\"/public/intake/kiosk/" + form.slug() + "?at=")
                .contains("?lang=en&amp;at=")
                .contains("autocomplete=\"off\"")
                .doesNotContain("autocomplete=\"tel\"")
                .doesNotContain("autocomplete=\"name\"");
        assertThat(page.policy()).contains("script-src 'self'").endsWith("frame-ancestors 'none'");
        assertThat(onTablet(form, pass, "sent").html()).contains("data-quiet=\"15\"");
    }

    @Test
    @DisplayName("IMP-11: what is sent from a tablet goes to its store, and the answer is the same for everybody")
    void tabletOfAStore() {
        var store = it.company.open("Shop");
        var form = it.form(false);
        var pass = pass(form, store);
        var known = it.customers.add();

        var stranger = fromTablet(form, pass, "13800138100");
        it.customers.alike(draft -> List.of(Intake.match(known, "王小明", Rule.PHONE)));
        var acquaintance = fromTablet(form, pass, "13800138100");

        assertThat(stranger.status()).isEqualTo(303);
        assertThat(stranger.location()).startsWith("/public/intake/kiosk/" + form.slug() + "?sent=1&lang=zh&at=");
        assertThat(acquaintance).isEqualTo(stranger);
        assertThat(sent(form)).hasSize(2).allSatisfy(submission -> {
            assertThat(submission.origin()).isEqualTo(Origin.KIOSK);
            assertThat(submission.storeId()).isEqualTo(store);
        });
    }

    private static SitePage fromTablet(Form form, String pass, String phone) {
        var typed = typed(stamp(onTablet(form, pass).html()), "fullName", "王小明", "phone", phone, "at", pass);
        it.clock.advance(Duration.ofSeconds(20));
        return send("/kiosk/" + form.slug(), typed);
    }

    @Test
    @DisplayName("IMP-11: without a pass of this form, or with one that is too old, there is no tablet")
    void noPass() {
        var form = it.form(false);
        var store = it.company.open("Shop");
        var pass = pass(form, store);

        for (var bad : List.of("", "made-up", pass + "A", pass(it.form(false), store), "x".repeat(600))) {
            assertThat(onTablet(form, bad).status()).as(bad).isEqualTo(404);
        }
        it.clock.advance(Duration.ofDays(31));
        assertThat(onTablet(form, pass).status()).isEqualTo(404);
        assertThat(fromForeignPass(form, pass).status()).isEqualTo(404);
        assertThat(sent(form)).isEmpty();
    }

    private static SitePage fromForeignPass(Form form, String pass) {
        var typed = typed(stamp(look(path(form)).html()), "fullName", "王", "phone", "13800138101", "at", pass);
        it.clock.advance(Duration.ofSeconds(20));
        return send("/kiosk/" + form.slug(), typed);
    }

    @Test
    @DisplayName("IMP-10: a form that is switched off is as one that never was")
    void switchedOff() {
        var form = it.form(false);
        var stamp = stamp(look(path(form)).html());
        it.forms.change(form.id(), form.version(), FakePatch.of("active", false));
        it.clock.advance(Duration.ofSeconds(10));

        assertThat(look(path(form))).isEqualTo(look("/forms/never-was"));
        assertThat(send(path(form), typed(stamp, "fullName", "王", "phone", "13800138006"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("IMP-10, Edge 13: the link shows a button, and only the button confirms")
    void confirmation() {
        var form = it.form(true);
        fillIn(form, "fullName", "王小明", "phone", "13800138007");
        var submission = sent(form).get(0);
        var path = "/confirm/" + it.submissions.link(submission.id());

        assertThat(look(path).html()).contains("<form method=\"post\"").contains("请您确认");
        assertThat(it.again(submission).state()).isEqualTo(State.UNCONFIRMED);
        assertThat(send(path, Map.of()).html()).contains("已确认");
        assertThat(it.again(submission).state()).isEqualTo(State.RECEIVED);
        assertThat(look(path).html()).contains("已确认").doesNotContain("<form");
        assertThat(look("/confirm/" + "A".repeat(43)).status()).isEqualTo(404);
    }

    @Test
    void otherAddressesAreNothing() {
        for (var path : List.of(
                "",
                "/",
                "/forms",
                "/forms/",
                "/forms/a/b",
                "/confirm",
                "/confirm/a/b",
                "/x/y",
                "/forms/%3Cscript%3E")) {
            assertThat(look(path).status()).as(path).isEqualTo(404);
            assertThat(send(path, Map.of()).status()).as(path).isEqualTo(404);
        }
    }

    @Test
    @DisplayName("T7, IMP-10: whatever strangers type comes back as text, and is kept as it was")
    void hostile() throws IOException {
        var form = it.form(false);
        for (var text : strings()) {
            it.rates.begin();
            var stamp = stamp(look(path(form)).html());
            it.clock.advance(Duration.ofSeconds(5));
            var page = send(
                    path(form),
                    typed(
                            stamp,
                            "fullName",
                            text,
                            "phone",
                            text,
                            "email",
                            text,
                            "birth",
                            text,
                            "note",
                            text,
                            "sex",
                            text,
                            "consent-0",
                            text));
            assertThat(page.status()).as(text).isIn(303, 422);
            assertHarmless(page.html(), text);
        }
    }

    /** Every tag of the page is one of ours, whatever was typed. */
    private static void assertHarmless(String page, String text) {
        var html = page.replaceAll("\"[^\"]*\"", "\"\"");
        var tags = Pattern.compile("<\\s*/?\\s*([a-zA-Z!][a-zA-Z0-9]*)").matcher(html);
        while (tags.find()) {
            assertThat(tags.group(1))
                    .as(text)
                    .isIn(
                            "!doctype",
                            "html",
                            "head",
                            "meta",
                            "title",
                            "link",
                            "body",
                            "main",
                            "p",
                            "a",
                            "h1",
                            "h2",
                            "form",
                            "input",
                            "div",
                            "label",
                            "ul",
                            "li",
                            "textarea",
                            "section",
                            "span",
                            "button",
                            "fieldset",
                            "legend");
        }
        assertThat(html)
                .as(text)
                .doesNotContainPattern("<[^>]*\\son[a-z]+\\s*=")
                .doesNotContain("<script");
    }

    private static List<String> strings() throws IOException {
        var found = new ArrayList<String>(List.of(
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "' onfocus='alert(1)' x='",
                "</textarea><script>x</script>",
                "\u0000\u0001\u001b[31m",
                "\ud83d",
                "😀".repeat(50),
                "a".repeat(5000),
                "=1+1",
                "\r\nSet-Cookie: a=b"));
        var data = sharedData();
        assumeTrue(Files.isDirectory(data), "shared/data is not there");
        for (var node :
                new ObjectMapper().readTree(data.resolve("strings/blns.json").toFile())) {
            found.add(node.asText());
        }
        for (var file : List.of("security/pat_RSNAKE_XSS.txt", "security/pat_xss_payloads_quick.txt")) {
            found.addAll(Files.readAllLines(data.resolve(file), java.nio.charset.StandardCharsets.ISO_8859_1));
        }
        return found;
    }

    private static Path sharedData() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("shared/data"))) {
                return folder.resolve("shared/data");
            }
        }
        return Path.of("shared/data");
    }
}
