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
        html.raw("<!doctype html><html")
                .attribute("lang", tag(language).equals("zh") ? "zh-CN" : "en")
                .raw("><head><meta charset=\"utf-8\">")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .raw("<meta name=\"robots\" content=\"noindex\"><title>")
                .text(title)
                .raw("</title><link rel=\"stylesheet\" href=\"" + Site.HOME + "/form.css\"></head><body><main>");
    }

    static void languages(Html html, Locale language) {
        html.raw("<p class=\"languages\">");
        html.raw(
                tag(language).equals("zh")
                        ? "<a href=\"?lang=en\" lang=\"en\" hreflang=\"en\">English</a>"
                        : "<a href=\"?lang=zh\" lang=\"zh-CN\" hreflang=\"zh-CN\">中文</a>");
        html.raw("</p>");
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
