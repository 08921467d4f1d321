package org.kithwork.site;

import java.util.List;
import java.util.Locale;

/**
 * What the pages below one home have in common: their head, the way to the other language, the end.
 *
 * @param home where the pages are, such as {@code /public/archives/rate}
 * @param sheets the files of the module, beside the style sheet of all, that its pages are drawn with
 */
public record Frame(String home, List<String> sheets) {

    /** The style sheet of all public pages, below each home. */
    static final String SHEET = "/site.css";

    public Frame {
        sheets = List.copyOf(sheets);
    }

    /** Pages that are drawn with the common style sheet alone. */
    public Frame(String home) {
        this(home, List.of());
    }

    /** How the language is written in an address: {@code zh} or {@code en}. */
    public static String tag(Locale language) {
        return isChinese(language) ? "zh" : "en";
    }

    private static boolean isChinese(Locale language) {
        return language.getLanguage().equals("zh");
    }

    /** The page up to where its content begins. */
    public void begin(Html html, String title, Locale language) {
        head(html, title, language);
        html.raw("</head><body><main>");
    }

    /** The head alone, still open, for a page that has more in it. */
    public void head(Html html, String title, Locale language) {
        html.raw("<!doctype html><html")
                .attribute("lang", isChinese(language) ? "zh-CN" : "en")
                .raw("><head><meta charset=\"utf-8\">")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .raw("<meta name=\"robots\" content=\"noindex\"><title>")
                .text(title)
                .raw("</title>");
        sheet(html, SHEET);
        sheets.forEach(sheet -> sheet(html, "/" + sheet));
    }

    private void sheet(Html html, String file) {
        html.raw("<link rel=\"stylesheet\"").attribute("href", home + file).raw(">");
    }

    /**
     * The way to the other language.
     *
     * @param more what the address says beside, beginning with {@code &}; "" for nothing
     */
    public static void languages(Html html, Locale language, String more) {
        var zh = isChinese(language);
        html.raw("<p class=\"languages\"><a")
                .attribute("href", (zh ? "?lang=en" : "?lang=zh") + more)
                .attribute("lang", zh ? "en" : "zh-CN")
                .attribute("hreflang", zh ? "en" : "zh-CN")
                .raw(">")
                .text(zh ? "English" : "中文")
                .raw("</a></p>");
    }

    /** The whole page, ended. */
    public static String end(Html html) {
        return html.raw("</main></body></html>").toString();
    }

    /** A page that says one thing. */
    public String saying(String title, String text, Locale language) {
        var html = new Html();
        begin(html, title, language);
        html.raw("<h1>").text(title).raw("</h1>").lines(text);
        return end(html);
    }
}
