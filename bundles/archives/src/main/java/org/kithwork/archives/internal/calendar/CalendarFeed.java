package org.kithwork.archives.internal.calendar;

import biweekly.ICalDataType;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.text.ICalWriter;
import biweekly.property.Classification;
import biweekly.property.Method;
import biweekly.property.Status;
import biweekly.util.DateTimeComponents;
import biweekly.util.Duration;
import biweekly.util.ICalDate;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.util.Date;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.ArchivesPermissions;
import org.kithwork.archives.internal.FollowUp;
import org.kithwork.archives.internal.FollowUpDays;
import org.kithwork.archives.internal.FollowUpState;
import org.kithwork.archives.internal.store.FollowUpStore;
import org.kithwork.archives.internal.store.FollowUpStore.Changed;
import org.kithwork.company.Company;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.UserId;
import org.kithwork.problem.Message;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The follow-ups of a user as an iCalendar: how and with whom, and where to read more. What a follow-up is about stays here, since a
 * calendar lies on telephones and with whoever keeps calendars for people.
 */
@Component(service = CalendarFeed.class)
public final class CalendarFeed {

    static final Period BACK = Period.ofDays(30);
    static final Period AHEAD = Period.ofDays(400);

    private static final int MOST = 2000;
    private static final int MINUTES = 30;
    private static final int REFRESH_HOURS = 1;

    /** In characters, of which the longest have three bytes: a line has at most 75 of those. */
    private static final int LINE = 24;

    private final AccessControl access;
    private final CustomerDirectory customers;
    private final FollowUpStore store;
    private final FollowUpDays days;
    private final Company company;
    private final Clock clock;

    @Activate
    public CalendarFeed(
            @Reference AccessControl access,
            @Reference CustomerDirectory customers,
            @Reference FollowUpStore store,
            @Reference FollowUpDays days,
            @Reference Company company,
            @Reference Clock clock) {
        this.access = access;
        this.customers = customers;
        this.store = store;
        this.days = days;
        this.company = company;
        this.clock = clock;
    }

    /**
     * What is answered.
     *
     * @param tag changes with the text
     */
    public record Feed(String text, String tag) {}

    /**
     * The follow-ups from thirty days ago to four hundred days ahead.
     *
     * @param site where the console is, such as {@code https://crm.example.com}
     */
    public Feed of(UserId user, Locale language, String site) {
        var today = LocalDate.ofInstant(clock.instant(), company.zone());
        var followUps = store.ofOwner(
                user,
                days.startOf(today.minus(BACK)),
                days.startOf(today.plus(AHEAD).plusDays(1)),
                access.visibility(ArchivesPermissions.FOLLOW_UP_VIEW),
                MOST);
        var names = customers.names(followUps.stream()
                .map(changed -> changed.followUp().customerId())
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .collect(Collectors.toSet()));
        var calendar = calendar(language);
        followUps.forEach(changed -> calendar.addEvent(event(changed, names, language, site)));
        var text = text(calendar);
        return new Feed(text, tag(text));
    }

    private ICalendar calendar(Locale language) {
        var calendar = new ICalendar();
        var title = word("title", language);
        calendar.setProductId("-//Kithwork//Archives//EN");
        calendar.setMethod(Method.publish());
        calendar.setName(title);
        // RFC 7986 gives it no type of its own, so it has to be named.
        calendar.setRefreshInterval(Duration.builder().hours(REFRESH_HOURS).build())
                .getParameters()
                .setValue(ICalDataType.DURATION);
        calendar.addExperimentalProperty("X-WR-CALNAME", title);
        calendar.addExperimentalProperty("X-WR-TIMEZONE", company.zone().getId());
        calendar.addExperimentalProperty("X-PUBLISHED-TTL", "PT" + REFRESH_HOURS + "H");
        return calendar;
    }

    private VEvent event(Changed changed, Map<CustomerId, String> names, Locale language, String site) {
        var followUp = changed.followUp();
        var event = new VEvent();
        event.setUid(followUp.id().value() + "@kithwork");
        event.setSequence((int) Math.min(followUp.version(), Integer.MAX_VALUE));
        event.setDateTimeStamp(Date.from(changed.changedAt()));
        event.setLastModified(Date.from(changed.changedAt()));
        event.setSummary(word(
                "summary",
                language,
                word("kind." + followUp.kind(), language),
                name(followUp.customerId(), names, language)));
        var state = word("state." + followUp.state(), language);
        var customer = followUp.customerId();
        if (customer == null) {
            event.setDescription(state);
        } else {
            var page = site + "/ui/customers/" + customer;
            event.setDescription(state + "\n" + page);
            event.setUrl(page);
        }
        event.setStatus(followUp.state() == FollowUpState.CANCELLED ? Status.cancelled() : Status.confirmed());
        event.setClassification(Classification.private_());
        time(event, followUp);
        return event;
    }

    private static String name(@Nullable CustomerId customer, Map<CustomerId, String> names, Locale language) {
        var name = customer == null ? null : names.get(customer);
        return name == null ? word("nobody", language) : name;
    }

    /** One that is planned for midnight is planned for the day. */
    private void time(VEvent event, FollowUp followUp) {
        ZoneId zone = days.zone(followUp.storeId());
        var here = followUp.planAt().atZone(zone);
        if (here.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            event.setDateStart(day(here.toLocalDate()));
            event.setDateEnd(day(here.toLocalDate().plusDays(1)));
        } else {
            event.setDateStart(Date.from(followUp.planAt()));
            event.setDuration(Duration.builder().minutes(MINUTES).build());
        }
    }

    private static ICalDate day(LocalDate day) {
        return new ICalDate(new DateTimeComponents(day.getYear(), day.getMonthValue(), day.getDayOfMonth()), false);
    }

    private static String text(ICalendar calendar) {
        var text = new StringWriter();
        try (var writer = new ICalWriter(text, ICalVersion.V2_0)) {
            writer.getVObjectWriter().getFoldedLineWriter().setLineLength(LINE);
            writer.write(calendar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static String tag(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return '"' + HexFormat.of().formatHex(digest) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("No SHA-256", e);
        }
    }

    private static String word(String code, Locale language, Object... arguments) {
        return Message.of(CalendarFeed.class, code, arguments).text(language);
    }
}
