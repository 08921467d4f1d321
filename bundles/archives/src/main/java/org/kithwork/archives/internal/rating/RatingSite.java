package org.kithwork.archives.internal.rating;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.kithwork.archives.internal.RatingDraft;
import org.kithwork.archives.internal.RatingLinks;
import org.kithwork.archives.internal.RatingQuestion;
import org.kithwork.limit.RateLimits;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.site.Frame;
import org.kithwork.site.SitePage;
import org.kithwork.site.Visit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The page of a link: one question about one contact, the thanks, and the answer as it stands. A link that is wrong, too old or of
 * nobody any more ends at one and the same page.
 */
@Component(service = RatingSite.class)
public final class RatingSite {

    static final Frame FRAME = new Frame(RatingLinks.HOME, List.of(RatingServlet.SHEET));

    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int MOST_FROM_ONE = 60;
    private static final Duration DAY = Duration.ofDays(1);
    private static final int MOST_ANSWERS = 20;
    private static final int NOT_FOUND = 404;
    private static final int INVALID = 422;
    private static final int TOO_MANY = 429;

    private final RatingLinks links;
    private final RateLimits limits;

    @Activate
    public RatingSite(@Reference RatingLinks links, @Reference RateLimits limits) {
        this.links = links;
        this.limits = limits;
    }

    SitePage look(Visit visit) {
        var language = visit.language();
        if (isTooMuch(visit)) {
            return tooMany(WINDOW, language);
        }
        return links.question(word(visit))
                .map(question -> visit.query().containsKey("sent")
                        ? thanks(visit)
                        : shown(200, visit, question, Answer.given(question.answer()), List.of()))
                .orElseGet(() -> ended(language));
    }

    SitePage send(Visit visit) {
        var language = visit.language();
        if (isTooMuch(visit)) {
            return tooMany(WINDOW, language);
        }
        var question = links.question(word(visit));
        if (question.isEmpty()) {
            return ended(language);
        }
        if (!limits.take("archives.rating", question.get().id().value(), MOST_ANSWERS, DAY)) {
            return tooMany(DAY, language);
        }
        var typed = Answer.typed(visit);
        var faults = new Faults();
        if (!links.answer(word(visit), new RatingDraft(typed.number(), typed.text(), null), faults)) {
            return ended(language);
        }
        return faults.isEmpty()
                ? SitePage.elsewhere(RatingLinks.HOME + visit.path() + "?sent=1&lang=" + Frame.tag(language))
                : shown(INVALID, visit, question.get(), typed, faults.found());
    }

    private boolean isTooMuch(Visit visit) {
        return !limits.take("archives.rate", visit.address(), MOST_FROM_ONE, WINDOW);
    }

    private static String word(Visit visit) {
        return visit.path().isEmpty() ? "" : visit.path().substring(1);
    }

    private static SitePage shown(int status, Visit visit, RatingQuestion question, Answer answer, List<Fault> faults) {
        return SitePage.of(status, new RatingPage(visit, question, answer, faults).render());
    }

    private static SitePage thanks(Visit visit) {
        return SitePage.of(200, RatingPage.thanks(visit));
    }

    private static SitePage ended(Locale language) {
        return saying(NOT_FOUND, "ended", language);
    }

    private static SitePage tooMany(Duration wait, Locale language) {
        return saying(TOO_MANY, "too-many", language).after((int) wait.toSeconds());
    }

    private static SitePage saying(int status, String code, Locale language) {
        return SitePage.of(status, FRAME.saying(text(code, language), text(code + "-text", language), language));
    }

    static String text(String code, Locale language, Object... arguments) {
        return Message.of(RatingSite.class, code, arguments).text(language);
    }
}
