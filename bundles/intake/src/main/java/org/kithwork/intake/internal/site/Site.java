package org.kithwork.intake.internal.site;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.intake.internal.Forms;
import org.kithwork.intake.internal.Kiosks;
import org.kithwork.intake.internal.Receipts;
import org.kithwork.intake.internal.Receipts.Link;
import org.kithwork.intake.internal.site.Stamps.Stamp;
import org.kithwork.limit.RateLimits;
import org.kithwork.problem.Fault;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.site.Frame;
import org.kithwork.site.Html;
import org.kithwork.site.SitePage;
import org.kithwork.site.Visit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The public pages: a form, and the confirmation of what was sent with it. */
@Component(service = Site.class)
public final class Site {

    static final String HOME = "/public/intake";

    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int MOST_FROM_ONE = 20;
    private static final int MOST_OF_FORM = 1000;
    private static final int MOST_FROM_TABLETS = 100;
    private static final int MOST_LINKS = 60;
    private static final int NOT_FOUND = 404;
    private static final int INVALID = 422;
    private static final int TOO_MANY = 429;

    private final Forms forms;
    private final Receipts receipts;
    private final Kiosks kiosks;
    private final Stamps stamps;
    private final RateLimits limits;

    @Activate
    public Site(
            @Reference Forms forms,
            @Reference Receipts receipts,
            @Reference Kiosks kiosks,
            @Reference Stamps stamps,
            @Reference RateLimits limits) {
        this.forms = forms;
        this.receipts = receipts;
        this.kiosks = kiosks;
        this.stamps = stamps;
        this.limits = limits;
    }

    /** The page at an address. */
    SitePage look(Visit visit) {
        var parts = visit.path().split("/", -1);
        var stand = stand(parts, Visit.first(visit.query(), "at"));
        if (stand.isPresent()) {
            return visit.query().containsKey("sent") ? sent(stand.get(), visit) : empty(stand.get(), visit);
        }
        if (parts.length == 3 && parts[1].equals("confirm")) {
            return limits.take("intake.confirm", visit.address(), MOST_LINKS, WINDOW)
                    ? confirmation(receipts.look(parts[2]), visit)
                    : tooMany(visit);
        }
        return closed(visit);
    }

    /** What follows when something is sent there. */
    SitePage send(Visit visit) {
        var parts = visit.path().split("/", -1);
        var stand = stand(parts, Visit.first(visit.form(), "at"));
        if (stand.isPresent()) {
            return take(stand.get(), visit);
        }
        if (parts.length == 3 && parts[1].equals("confirm")) {
            return limits.take("intake.confirm", visit.address(), MOST_LINKS, WINDOW)
                    ? confirmation(receipts.confirm(parts[2]), visit)
                    : tooMany(visit);
        }
        return closed(visit);
    }

    /** Where a form is shown, at its own address or with a pass on a tablet; empty where there is none. */
    private Optional<Stand> stand(String[] parts, @Nullable String pass) {
        if (parts.length != 3) {
            return Optional.empty();
        }
        var form = forms.open(parts[2]);
        return switch (parts[1]) {
            case "forms" -> form.map(Stand::ofPage);
            case "kiosk" ->
                form.flatMap(open -> kiosks.read(open.id(), pass).map(read -> new Stand(open, pass, read.storeId())));
            default -> Optional.empty();
        };
    }

    private SitePage empty(Stand stand, Visit visit) {
        return shown(
                200, stand, visit, Map.of(), List.of(), stamps.make(stand.form().id()));
    }

    private static SitePage shown(
            int status, Stand stand, Visit visit, Map<String, List<String>> typed, List<Fault> faults, String stamp) {
        return framed(stand, SitePage.of(status, new FormPage(stand, visit.language(), typed, faults).render(stamp)));
    }

    private static SitePage framed(Stand stand, SitePage page) {
        return stand.isTablet()
                ? page.withScript()
                : page.within(stand.form().content().sites());
    }

    private SitePage take(Stand stand, Visit visit) {
        var form = stand.form();
        if (!limits.take(
                        "intake.form",
                        visit.address() + " " + form.id() + (stand.isTablet() ? " tablet" : ""),
                        stand.isTablet() ? MOST_FROM_TABLETS : MOST_FROM_ONE,
                        WINDOW)
                || !limits.take("intake.form", form.id().value(), MOST_OF_FORM, WINDOW)) {
            return framed(stand, tooMany(visit));
        }
        if (visit.form().containsKey(FormPage.TRAP)) {
            return thanks(stand, visit);
        }
        var faults = new Faults();
        var said = receipts.read(form, visit.form(), faults);
        var sealed = Visit.first(visit.form(), "stamp");
        var stamp = stamps.read(form.id(), sealed);
        if (stamp.isEmpty()) {
            faults.add("", word("page-too-old"));
        } else if (stamps.isTooQuick(stamp.get())) {
            faults.add("", word("too-quick"));
        }
        if (said == null || !faults.isEmpty()) {
            var again = stamp.isPresent() && sealed != null ? sealed : stamps.make(form.id());
            return shown(INVALID, stand, visit, visit.form(), faults.found(), again);
        }
        var word = stamp.map(Stamp::word).orElseThrow();
        if (stand.isTablet()) {
            receipts.receiveAt(stand.storeId(), form, said, word, visit.language());
        } else {
            receipts.receive(form, said, word, visit.language());
        }
        return thanks(stand, visit);
    }

    private static Message word(String code) {
        return Message.of(FormFrame.class, code);
    }

    /** The same for everybody, whether or not anything came of it. */
    private static SitePage thanks(Stand stand, Visit visit) {
        return framed(stand, SitePage.elsewhere(stand.thanks(visit.language())));
    }

    private static SitePage sent(Stand stand, Visit visit) {
        var form = stand.form();
        var language = visit.language();
        var own = form.content().thanks();
        var text = own == null ? FormFrame.word("thanks-text", language) : own.text(language);
        var more = form.content().doubleOptIn() ? text + "\n" + FormFrame.word("thanks-confirm", language) : text;
        var html = new Html();
        FormFrame.begin(html, FormFrame.word("thanks", language), language, stand, Stand.THANKED);
        html.raw("<h1>").text(FormFrame.word("thanks", language)).raw("</h1>").lines(more);
        if (stand.isTablet()) {
            html.raw("<p><a class=\"button\"")
                    .attribute("href", stand.start())
                    .raw(">")
                    .text(FormFrame.word("next-person", language))
                    .raw("</a></p>");
        }
        return framed(stand, SitePage.of(200, Frame.end(html)));
    }

    private static SitePage closed(Visit visit) {
        return saying(NOT_FOUND, "closed", visit.language());
    }

    private static SitePage tooMany(Visit visit) {
        return saying(TOO_MANY, "too-many", visit.language()).after((int) WINDOW.toSeconds());
    }

    private static SitePage saying(int status, String code, Locale language) {
        return SitePage.of(
                status,
                FormFrame.PAGE.saying(
                        FormFrame.word(code, language), FormFrame.word(code + "-text", language), language));
    }

    /** A look confirms nothing: programs that scan mails follow each link. */
    private static SitePage confirmation(Link link, Visit visit) {
        var language = visit.language();
        return switch (link) {
            case USED -> saying(200, "confirmed", language);
            case NONE -> saying(NOT_FOUND, "link-over", language);
            case OPEN -> {
                var html = new Html();
                FormFrame.PAGE.begin(html, FormFrame.word("confirm", language), language);
                Frame.languages(html, language, "");
                html.raw("<h1>").text(FormFrame.word("confirm", language)).raw("</h1>");
                html.lines(FormFrame.word("confirm-text", language));
                html.raw("<form method=\"post\"")
                        .attribute("action", HOME + visit.path())
                        .raw("><input type=\"hidden\" name=\"lang\"")
                        .attribute("value", Frame.tag(language))
                        .raw("><button type=\"submit\">")
                        .text(FormFrame.word("confirm-action", language))
                        .raw("</button></form>");
                yield SitePage.of(200, Frame.end(html));
            }
        };
    }
}
