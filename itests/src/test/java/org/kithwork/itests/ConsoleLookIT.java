package org.kithwork.itests;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every page in both languages, in the light and in the dark, on a desk and on a phone. */
@ExtendWith(ConsoleExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleLookIT {

    private static final List<String> PAGES = List.of(
            "/",
            "/customers",
            "/customers/new",
            "/archives",
            "/imports",
            "/imports/new",
            "/exports",
            "/duplicates",
            "/jobs",
            "/operations",
            "/modules",
            "/users",
            "/roles",
            "/fields",
            "/stores",
            "/teams",
            "/tokens",
            "/audit",
            "/settings",
            "/figures",
            "/settings/messages",
            "/settings/rates",
            "/settings/calendar",
            "/archives/follow-ups",
            "/archives/follow-ups?view=month",
            "/archives/signals",
            "/archives/quality",
            "/archives/quality-report",
            "/funnel",
            "/funnel/opportunities",
            "/funnel/calendar",
            "/funnel/forecast",
            "/funnel/targets",
            "/funnel/reports",
            "/funnel/leads",
            "/funnel/pools",
            "/funnel/quotes",
            "/intake",
            "/intake/capture",
            "/intake/forms",
            "/intake/forms/new",
            "/intake/feeds",
            "/intake/feeds/new",
            "/intake/webhooks",
            "/limits",
            "/settings/mail",
            "/settings/outbound",
            "/backups",
            "/privacy",
            "/nowhere",
            "/privacy/retention");

    private final Console console;
    private final List<String> pages = new ArrayList<>(PAGES);

    ConsoleLookIT(Console console) {
        this.console = console;
    }

    @BeforeAll
    void aCustomer() {
        var id = console.customer("沈从文", "13700000100");
        pages.add("/customers/" + id);
        pages.add("/account");
        pages.add("/customers/" + id + "?tab=consent");
        pages.add("/archives/why/" + id);
        pages.add("/customers/" + id + "/past?asOf=" + LocalDate.now(ZoneId.of("Asia/Shanghai")));
        pages.add("/customers/" + id + "?tab=archives.files");
        pages.add("/funnel/opportunities/" + console.opportunity(id, "大堂用茶"));
        pages.add("/customers/" + id + "?tab=funnel.opportunities");
        pages.add("/settings/funnel.pipelines");
        pages.add("/settings/funnel.pools");
        pages.add("/funnel/leads/" + console.lead(id, "办公室用茶"));
        pages.add("/customers/" + id + "?tab=funnel.leads");
        pages.add("/settings/funnel.lead-rules");
        pages.add("/settings/funnel.repurchase");
        pages.add("/settings/funnel.score-rules");
        pages.add("/settings/funnel.quote-policy");
        var won = won(id);
        pages.add("/funnel/opportunities/" + won);
        pages.add("/funnel/quotes/" + quote(won));
    }

    /** One that the customer has accepted. */
    private String quote(String opportunity) {
        var client = console.client();
        var id = client.post("/funnel/quotes", FunnelCalls.quoteOf(opportunity, "5"))
                .expect(201)
                .text("id");
        for (var step : List.of("submission", "dispatch", "acceptance")) {
            client.post("/funnel/quotes/" + id + "/" + step, "{}").expect(200);
        }
        return id;
    }

    /** One that was sold to the customer, with a target that it counts for. */
    private String won(String customer) {
        var client = console.client();
        var id = console.opportunity(customer, "年会茶礼");
        client.post("/funnel/opportunities/" + id + "/moves", FunnelCalls.to(FunnelCalls.WON))
                .expect(200);
        client.post(
                        "/funnel/opportunities/" + id + "/returns",
                        "{\"amount\":{\"amount\":\"200.00\"},\"reason\":\"破损\"}")
                .expect(201);
        var me = client.get("/session").expect(200).body().at("/user/id").asText();
        client.put(
                        "/funnel/targets/USER/" + me + "/" + YearMonth.now(ZoneId.of("Asia/Shanghai")),
                        "{\"amount\":{\"amount\":\"50000.00\"}}")
                .expect(200);
        return id;
    }

    static Stream<Look> looks() {
        var chinese = Look.CHINESE;
        return Stream.of(
                chinese,
                chinese.inEnglish().inTheDark(),
                chinese.inTheDark().onAPhone(),
                chinese.inEnglish().onAPhone());
    }

    @ParameterizedTest
    @MethodSource("looks")
    void noPageHasAnAxeViolationOrAMissingTextOrIsTooWide(Look look) {
        var page = console.open(console.admin().like(look), "/account");
        for (var path : pages) {
            page.go(path);
            assertThat(page.violations()).as(path).isEmpty();
            assertThat(page.keysThatShow()).as(path).isEmpty();
            assertThat(page.tooWide()).as(path).isZero();
        }
        assertThat(page.page().locator("html")).hasAttribute("lang", look.language());
        assertThat(page.page().locator("html")).hasAttribute("data-theme", look.dark() ? "dark" : "light");
    }
}
