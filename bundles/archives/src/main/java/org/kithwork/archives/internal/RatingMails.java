package org.kithwork.archives.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.kithwork.archives.internal.store.InteractionStore;
import org.kithwork.company.Company;
import org.kithwork.customer.ContactPoint;
import org.kithwork.customer.Customer;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.event.Event;
import org.kithwork.event.spi.EventHandler;
import org.kithwork.mail.Mail;
import org.kithwork.mail.MailOutbox;
import org.kithwork.problem.Message;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes to whoever is asked to rate a contact. The mail holds the link and the company's name, and nothing of what was said. */
@Component
public final class RatingMails implements EventHandler {

    private final InteractionStore store;
    private final CustomerDirectory customers;
    private final RatingLinks links;
    private final MailOutbox outbox;
    private final Company company;

    @Activate
    public RatingMails(
            @Reference InteractionStore store,
            @Reference CustomerDirectory customers,
            @Reference RatingLinks links,
            @Reference MailOutbox outbox,
            @Reference Company company) {
        this.store = store;
        this.customers = customers;
        this.links = links;
        this.outbox = outbox;
        this.company = company;
    }

    /** Names the one mail about a contact. */
    static String key(InteractionId id) {
        return "archives:rating-" + id.value();
    }

    @Override
    public String name() {
        return "archives.rating-mails";
    }

    @Override
    public Set<String> types() {
        return Set.of(ArchivesEvents.RATING_ASKED.name());
    }

    @Override
    public void handle(Event event) {
        var id = new InteractionId(event.subjectId());
        var point = "" + event.data().get("contactPoint");
        var language = Locale.forLanguageTag("" + event.data().get("language"));
        store.find(id)
                .map(Interaction::customerId)
                .flatMap(customers::find)
                .ifPresent(customer ->
                        address(customer, point).ifPresent(address -> send(id, customer.id(), address, language)));
    }

    private static Optional<String> address(Customer customer, String point) {
        return Objects.requireNonNullElse(customer.contactPoints(), List.<ContactPoint>of()).stream()
                .filter(known -> known.id().equals(point))
                .map(ContactPoint::value)
                .findFirst();
    }

    private void send(InteractionId id, CustomerId customer, String address, Locale language) {
        var link = links.to(id);
        outbox.send(new Mail(
                key(id),
                address,
                customer,
                language,
                text("mail-rating-subject").text(language),
                text("mail-rating-text", company.name(), outbox.link(link.path()), day(link.expiresAt(), language))
                        .text(language)));
    }

    private String day(Instant until, Locale language) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(language)
                .format(LocalDate.ofInstant(until, company.zone()));
    }

    private static Message text(String code, Object... arguments) {
        return Message.of(RatingMails.class, code, arguments);
    }
}
