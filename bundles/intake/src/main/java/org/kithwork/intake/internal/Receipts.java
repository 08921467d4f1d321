package org.kithwork.intake.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kithwork.audit.Audit;
import org.kithwork.company.Company;
import org.kithwork.company.Stores;
import org.kithwork.customer.ActorName;
import org.kithwork.event.Journal;
import org.kithwork.id.Ids;
import org.kithwork.intake.internal.Submission.Origin;
import org.kithwork.intake.internal.Submission.Said;
import org.kithwork.intake.internal.Submission.State;
import org.kithwork.intake.internal.store.SubmissionStore;
import org.kithwork.permission.StoreId;
import org.kithwork.problem.Faults;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes in what strangers send, and their confirmations. It only keeps: whom it concerns is found out afterwards, by the
 * journal, so that neither the answer nor its time tells who is known here. Asks no right.
 */
@Component(service = Receipts.class)
public final class Receipts {

    /** How long a link may be used. */
    static final Duration LINK = Duration.ofDays(2);

    /** How long it is kept what nobody confirmed. */
    static final Duration UNCONFIRMED = Duration.ofDays(30);

    private static final int SOME = 20;

    private final Transactions transactions;
    private final SubmissionStore store;
    private final Journal journal;
    private final Audit audit;
    private final Company company;
    private final Stores stores;
    private final Ids ids;
    private final Clock clock;

    @Activate
    public Receipts(
            @Reference Transactions transactions,
            @Reference SubmissionStore store,
            @Reference Journal journal,
            @Reference Audit audit,
            @Reference Company company,
            @Reference Stores stores,
            @Reference Ids ids,
            @Reference Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.journal = journal;
        this.audit = audit;
        this.company = company;
        this.stores = stores;
        this.ids = ids;
        this.clock = clock;
    }

    /** What was typed, read; {@code null} and the faults where something is wrong. */
    public @Nullable Said read(Form form, Map<String, List<String>> posted, Faults faults) {
        return new AnswerReader(form.content(), today(form), faults).read(posted);
    }

    private LocalDate today(Form form) {
        var store = form.storeId();
        ZoneId zone = store == null ? company.zone() : stores.zone(store).orElseGet(company::zone);
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    /**
     * How something came.
     *
     * @param storeId the store that it goes to
     * @param noticeVersion the notice that was shown
     * @param at when the person said it
     */
    public record Way(
            Origin origin,
            @Nullable StoreId storeId,
            @Nullable ActorName takenBy,
            @Nullable String noticeVersion,
            Instant at) {}

    /** Keeps what was sent from the page of the form; a second time from the same page nothing happens. */
    public void receive(Form form, Said said, String stamp, Locale language) {
        keep(form, said, stamp, language, way(Origin.FORM, form, form.storeId()));
    }

    /** As {@link #receive}, from the page on a tablet of a store. */
    public void receiveAt(@Nullable StoreId store, Form form, Said said, String stamp, Locale language) {
        keep(form, said, stamp, language, way(Origin.KIOSK, form, store == null ? form.storeId() : store));
    }

    private Way way(Origin origin, Form form, @Nullable StoreId store) {
        var notice = form.content().notice();
        return new Way(origin, store, null, notice == null ? null : notice.version(), now());
    }

    /**
     * Keeps what was said, unless it was kept before.
     *
     * @param stamp names the page, or the note, that it comes from
     */
    void keep(Form form, Said said, String stamp, Locale language, Way way) {
        var id = new SubmissionId(ids.next());
        var now = now();
        var confirm = form.content().doubleOptIn();
        var submission = new Submission(
                id,
                1,
                form.id(),
                way.origin(),
                way.takenBy(),
                way.storeId(),
                null,
                confirm ? State.UNCONFIRMED : State.RECEIVED,
                null,
                null,
                said,
                way.noticeVersion(),
                language.getLanguage().equals("zh") ? "zh-CN" : "en",
                confirm ? now.plus(LINK) : null,
                way.at(),
                null,
                null,
                null,
                null);
        var link = confirm ? Secrets.random() : null;
        transactions.run(() -> {
            if (store.insert(submission, Secrets.hash(stamp), link)) {
                audited("submission.received", submission);
                store.removeUnconfirmed(now.minus(UNCONFIRMED), SOME);
                journal.record(
                        confirm ? IntakeEvents.UNCONFIRMED : IntakeEvents.RECEIVED,
                        null,
                        id.value(),
                        now,
                        confirm ? Map.of() : Map.of("form", form.slug()));
            }
        });
    }

    /** What a link is worth. */
    public enum Link {
        OPEN,
        USED,
        /** Unknown, too old, or what it was for is gone: nobody is told which. */
        NONE
    }

    /** What this link is worth now; changes nothing, since whatever scans mails follows links. */
    public Link look(String link) {
        return store.byLink(Secrets.hash(link)).map(this::worth).orElse(Link.NONE);
    }

    /** Uses the link: what was sent counts from now on. Many at once use it once. */
    public Link confirm(String link) {
        var hash = Secrets.hash(link);
        return transactions.call(() -> {
            var found = store.byLink(hash);
            var worth = found.map(this::worth).orElse(Link.NONE);
            if (worth == Link.OPEN && store.confirm(found.get().id(), now())) {
                audited("submission.confirmed", found.get());
                journal.record(IntakeEvents.CONFIRMED, null, found.get().id().value(), now(), Map.of());
                return Link.USED;
            }
            return worth == Link.OPEN ? Link.USED : worth;
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private Link worth(Submission submission) {
        if (submission.confirmedAt() != null) {
            return Link.USED;
        }
        return submission.state() == State.UNCONFIRMED
                        && Optional.ofNullable(submission.linkExpiresAt())
                                .filter(until -> until.isAfter(clock.instant()))
                                .isPresent()
                ? Link.OPEN
                : Link.NONE;
    }

    private void audited(String action, Submission submission) {
        audit.record(
                new Audit.Entry(action, "intake:submission", submission.id().value(), null, Map.of(), null));
    }
}
