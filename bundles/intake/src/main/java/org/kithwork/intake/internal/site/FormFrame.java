package org.kithwork.intake.internal.site;

import java.util.List;
import java.util.Locale;
import org.kithwork.problem.Message;
import org.kithwork.site.Frame;
import org.kithwork.site.Html;

/** What the pages of forms have in common. */
final class FormFrame {

    static final Frame PAGE = new Frame(Site.HOME);

    private static final Frame TABLET = new Frame(Site.HOME, List.of(FormServlet.SHEET));

    private FormFrame() {}

    static String word(String code, Locale language, Object... arguments) {
        return Message.of(FormFrame.class, code, arguments).text(language);
    }

    /**
     * A page of a form; on a tablet one that goes back to its start by itself.
     *
     * @param quiet after how many seconds without a touch
     */
    static void begin(Html html, String title, Locale language, Stand stand, int quiet) {
        if (!stand.isTablet()) {
            PAGE.begin(html, title, language);
            return;
        }
        TABLET.head(html, title, language);
        html.raw("<script")
                .attribute("src", Site.HOME + "/" + FormServlet.SCRIPT)
                .raw(" defer></script></head><body class=\"kiosk\"><main")
                .attribute("data-start", stand.start())
                .attribute("data-quiet", Integer.toString(quiet))
                .attribute("data-offline", word("offline", language))
                .raw(">");
    }
}
