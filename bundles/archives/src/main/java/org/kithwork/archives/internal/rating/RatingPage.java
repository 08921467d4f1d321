package org.kithwork.archives.internal.rating;

import static org.kithwork.archives.internal.rating.RatingSite.text;

import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.InteractionDrafts;
import org.kithwork.archives.internal.RatingLinks;
import org.kithwork.archives.internal.RatingQuestion;
import org.kithwork.problem.Fault;
import org.kithwork.site.Frame;
import org.kithwork.site.Html;
import org.kithwork.site.Visit;

/** The page with the question, with what was typed and what is wrong with it. */
final class RatingPage {

    static final String STARS = "stars";
    static final String TEXT = "text";

    private static final int MOST = 5;

    private final String path;
    private final Locale language;
    private final RatingQuestion question;
    private final Answer answer;
    private final List<Fault> faults;
    private final Html html = new Html();

    RatingPage(Visit visit, RatingQuestion question, Answer answer, List<Fault> faults) {
        this.path = visit.path();
        this.language = visit.language();
        this.question = question;
        this.answer = answer;
        this.faults = faults;
    }

    String render() {
        RatingSite.FRAME.begin(html, text("question", language), language);
        Frame.languages(html, language, "");
        html.raw("<p class=\"of\">")
                .text(of())
                .raw("</p><h1>")
                .text(text("question", language))
                .raw("</h1>");
        if (question.answer() != null) {
            html.raw("<p>").text(text("answered", language)).raw("</p>");
        }
        html.raw("<form method=\"post\" accept-charset=\"utf-8\" novalidate")
                .attribute("action", RatingLinks.HOME + path)
                .raw("><input type=\"hidden\" name=\"lang\"")
                .attribute("value", Frame.tag(language))
                .raw(">");
        choices();
        words();
        html.raw("<button type=\"submit\">").text(text("send", language)).raw("</button></form>");
        return Frame.end(html);
    }

    /** Whose contact it was, where and when: all that is said of it. */
    private String of() {
        var day = DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(language)
                .format(question.day());
        return Stream.of(question.company(), question.store(), day)
                .filter(Objects::nonNull)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    private void choices() {
        var wrong = isAtFault("/" + STARS);
        html.raw("<fieldset class=\"field stars\"")
                .attribute("aria-describedby", wrong ? "e-stars" : null)
                .raw("><legend>")
                .text(text("choose", language))
                .raw("</legend>");
        if (wrong) {
            html.raw("<p class=\"wrong\" id=\"e-stars\" role=\"alert\">")
                    .text(text("choose-one", language))
                    .raw("</p>");
        }
        for (int stars = 1; stars <= MOST; stars++) {
            choice(stars);
        }
        html.raw("</fieldset>");
    }

    private void choice(int stars) {
        html.raw("<label class=\"choice\"><input type=\"radio\" required")
                .attribute("name", STARS)
                .attribute("value", Integer.toString(stars))
                .flag("checked", Integer.toString(stars).equals(answer.stars()))
                .raw("><span>")
                .text(text("stars-" + stars, language))
                .raw("</span><span class=\"drawn\" aria-hidden=\"true\">")
                .text("★".repeat(stars) + "☆".repeat(MOST - stars))
                .raw("</span></label>");
    }

    private void words() {
        var fault = fault("/" + TEXT);
        html.raw("<div class=\"field\"><label for=\"f-text\">")
                .text(text("words", language))
                .raw(" <span class=\"free\">")
                .text(text("optional", language))
                .raw("</span></label><textarea id=\"f-text\" rows=\"4\"")
                .attribute("name", TEXT)
                .attribute("maxlength", Integer.toString(InteractionDrafts.HIS_LONGEST))
                .attribute("aria-invalid", fault == null ? null : "true")
                .attribute("aria-describedby", fault == null ? null : "e-text")
                .raw(">\n")
                .text(Objects.requireNonNullElse(answer.text(), ""))
                .raw("</textarea>");
        if (fault != null) {
            html.raw("<p class=\"wrong\" id=\"e-text\" role=\"alert\">")
                    .text(fault)
                    .raw("</p>");
        }
        html.raw("</div>");
    }

    private boolean isAtFault(String pointer) {
        return fault(pointer) != null;
    }

    private @Nullable String fault(String pointer) {
        return faults.stream()
                .filter(fault -> fault.pointer().equals(pointer))
                .map(fault -> fault.message().text(language))
                .findFirst()
                .orElse(null);
    }

    /** What is said once the answer is kept, and the way back to it. */
    static String thanks(Visit visit) {
        var html = new Html();
        var language = visit.language();
        RatingSite.FRAME.begin(html, text("thanks", language), language);
        html.raw("<h1>").text(text("thanks", language)).raw("</h1>");
        html.lines(text("thanks-text", language));
        html.raw("<p><a class=\"again\"")
                .attribute("href", RatingLinks.HOME + visit.path() + "?lang=" + Frame.tag(language))
                .raw(">")
                .text(text("change", language))
                .raw("</a></p>");
        return Frame.end(html);
    }
}
