package org.kithwork.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteKitTest {

    @Test
    void whatPeopleSayNeverBecomesMarkup() {
        var html = new Html()
                .raw("<p")
                .attribute("title", "\"><script>alert('x')</script>")
                .attribute("lang", null)
                .flag("hidden", false)
                .raw(">")
                .text("<b>&\u0000\u0007\ud800</b>\n\uD83C\uDF75")
                .raw("</p>");

        assertThat(html)
                .hasToString("<p title=\"&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;\">"
                        + "&lt;b&gt;&amp;&lt;/b&gt;\n\uD83C\uDF75</p>");
    }

    @Test
    void aPageRunsNothingAndIsFramedByNobodyUnlessItSaysSo() {
        var page = SitePage.of(200, "");

        assertThat(page.policy())
                .isEqualTo("default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none';"
                        + " frame-ancestors 'none'");
        assertThat(page.within(List.of("https://www.example.com")).policy())
                .endsWith("frame-ancestors https://www.example.com");
        assertThat(page.within(List.of("https://www.example.com")).withScript().policy())
                .contains("script-src 'self'")
                .endsWith("frame-ancestors 'none'");
    }

    @Test
    void aFormIsReadByItsNamesAndWhatCannotBeReadIsNone() {
        assertThat(Visit.parse("stars=5&text=%E8%B0%A2+%26&box=a&box=b&empty="))
                .contains(Map.of("stars", List.of("5"), "text", List.of("谢 &"), "box", List.of("a", "b")));
        assertThat(Visit.parse(null)).contains(Map.of());
        assertThat(Visit.parse("a=%zz")).isEmpty();
        assertThat(Visit.parse("a=1&".repeat(301))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"en,-,en", "zh,en,zh", "-,en-GB;zh,zh", "-,'en-GB,zh;q=0.5',en", "-,-,zh", "-,fr,zh", "x,en,zh"})
    void thePageIsInTheLanguageThatTheAddressSaysElseInThatOfTheBrowserElseInChinese(
            String said, String header, String language) {
        assertThat(Visit.language(said, header).getLanguage()).isEqualTo(language);
    }

    @Test
    void thePageNamesItsLanguageAndTheStyleSheetsBelowItsHome() {
        var frame = new Frame("/public/tea", List.of("cups.css"));

        assertThat(frame.saying("Tea & more", "One\nTwo", Locale.ENGLISH))
                .startsWith("<!doctype html><html lang=\"en\">")
                .contains("<title>Tea &amp; more</title>")
                .contains("href=\"/public/tea/site.css\"")
                .contains("href=\"/public/tea/cups.css\"")
                .endsWith("<p>One</p><p>Two</p></main></body></html>");
        assertThat(frame.saying("茶", "", Locale.SIMPLIFIED_CHINESE)).contains("lang=\"zh-CN\"");
    }
}
