package org.kithwork.intake.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Company;
import org.kithwork.company.Stores;
import org.kithwork.event.Event;
import org.kithwork.event.spi.EventHandler;
import org.kithwork.intake.internal.FormField.Member;
import org.kithwork.intake.internal.Submission.Delivery;
import org.kithwork.intake.internal.Submission.State;
import org.kithwork.intake.internal.store.FormStore;
import org.kithwork.intake.internal.store.SubmissionStore;
import org.kithwork.limit.RateLimits;
import org.kithwork.mail.Mail;
import org.kithwork.mail.MailOutbox;
import org.kithwork.problem.Message;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Writes to whoever sent in what counts only when it is confirmed. The mail says nothing that was typed, since the address
 * may be a stranger's; and nobody's address is written to more than a few times a day.
 */
@Component
public final class ConfirmationMails implements EventHandler {

    private static final int MOST_A_DAY = 3;
    private static final Duration DAY = Duration.ofDays(1);

    private final SubmissionStore store;
    private final FormStore forms;
    private final MailOutbox outbox;
    private final RateLimits limits;
    private final Company company;
    private final Stores stores;

    @Activate
    public ConfirmationMails(
            @Reference SubmissionStore store,
            @Reference FormStore forms,
            @Reference MailOutbox outbox,
            @Reference RateLimits limits,
            @Reference Company company,
            @Reference Stores stores) {
        this.store = store;
        this.forms = forms;
        this.outbox = outbox;
        this.limits = limits;
        this.company = company;
        this.stores = stores;
    }

    @Override
    public String name() {
        return "intake.confirmations";
    }

    @Override
    public Set<String> types() {
        return Set.of(IntakeEvents.UNCONFIRMED.name());
    }

    @Override
    public void handle(Event event) {
        store.lock(new SubmissionId(event.subjectId()))
                .filter(submission -> submission.state() == State.UNCONFIRMED && submission.delivery() == null)
                .ifPresent(submission -> store.delivery(submission.id(), delivered(submission)));
    }

    private Delivery delivered(Submission submission) {
        var to = address(submission);
        var form = forms.byId(submission.formId()).orElse(null);
        var link = store.link(submission.id()).orElse(null);
        var until = submission.linkExpiresAt();
        if (to == null || form == null || link == null || until == null) {
            return Delivery.NO_ADDRESS;
        }
        if (!outbox.isOpen()) {
            return Delivery.NO_CHANNEL;
        }
        if (!limits.take("intake.mail", to.toLowerCase(Locale.ROOT), MOST_A_DAY, DAY)) {
            return Delivery.TOO_MANY;
        }
        var language = Locale.forLanguageTag(submission.language());
        var title = form.content().title().text(language);
        outbox.send(new Mail(
                "intake:confirm-" + submission.id().value(),
                to,
                null,
                language,
                text("mail-confirm-subject", title).text(language),
                text(
                                "mail-confirm-text",
                                title,
                                outbox.link("/public/intake/confirm/" + link),
                                time(submission, until, language))
                        .text(language)));
        return Delivery.MAILED;
    }

    private static @Nullable String address(Submission submission) {
        var said = submission.said();
        return said == null ? null : said.answers().get(Member.EMAIL.word());
    }

    private String time(Submission submission, Instant until, Locale language) {
        var store = submission.storeId();
        ZoneId zone = store == null ? company.zone() : stores.zone(store).orElseGet(company::zone);
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(language)
                .format(until.atZone(zone));
    }

    private static Message text(String code, Object... arguments) {
        return Message.of(ConfirmationMails.class, code, arguments);
    }
}
