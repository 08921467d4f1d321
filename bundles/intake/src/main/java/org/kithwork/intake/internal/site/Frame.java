package org.kithwork.intake.internal.site;

import java.util.Locale;
import org.kithwork.problem.Message;

/** What all public pages have in common. */
final class Frame {

    private Frame() {}

    static String tag(Locale language) {
        return language.getLanguage().equals("zh") ? "zh" : "en";
    }

    static String word(String code, Locale language, Object... arguments) {
        return Message.of(Frame.class, code, arguments).text(language);
    }

    static void begin(Html html, String title, Locale language) {
        head(html, title, language);
        html.raw("</head><body><main>");
    }

    /**
     * A page of a form; on a tablet one that goes back to its start by itself.
     *
     * @param quiet after how many seconds without a touch
     */
    static void begin(Html html, String title, Locale language, Stand stand, int quiet) {
        if (!stand.isTablet()) {
            begin(html, title, language);
            return;
        }
        head(html, title, language);
        html.raw("<script src=\"" + Site.HOME + "/kiosk.js\" defer></script></head><body class=\"kiosk\"><main")
                .attribute("data-start", stand.start())
                .attribute("data-quiet", Integer.toString(quiet))
                .attribute("data-offline", word("offline", language))
                .raw(">");
    }

    private static void head(Html html, String title, Locale language) {
        html.raw("<!doctype html><html")
                .attribute("lang", tag(language).equals("zh") ? "zh-CN" : "en")
                .raw("><head><meta charset=\"utf-8\">")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .raw("<meta name=\"robots\" content=\"noindex\"><title>")
                .text(title)
                .raw("</title><link rel=\"stylesheet\" href=\"" + Site.HOME + "/form.css\">");
    }

    /**
     * The way to the other language.
     *
     * @param more what the address says beside
     */
    static void languages(Html html, Locale language, String more) {
        var zh = tag(language).equals("zh");
        html.raw("<p class=\"languages\"><a")
                .attribute("href", (zh ? "?lang=en" : "?lang=zh") + more)
                .attribute("lang", zh ? "en" : "zh-CN")
                .attribute("hreflang", zh ? "en" : "zh-CN")
                .raw(">")
                .text(zh ? "English" : "中文")
                .raw("</a></p>");
    }

    static String end(Html html) {
        return html.raw("</main></body></html>").toString();
    }

    /** A page that says one thing. */
    static String saying(String title, String text, Locale language) {
        var html = new Html();
        begin(html, title, language);
        html.raw("<h1>").text(title).raw("</h1>").lines(text);
        return end(html);
    }
}
