package org.kithwork.archives.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.store.InteractionStore;
import org.kithwork.company.Company;
import org.kithwork.company.Stores;
import org.kithwork.event.Trail;
import org.kithwork.id.Ids;
import org.kithwork.mail.MailOutbox;
import org.kithwork.permission.AccessControl;
import org.kithwork.permission.StoreId;
import org.kithwork.problem.Faults;
import org.kithwork.protection.FieldCipher;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Links by which customers rate a contact themselves. Nothing is kept of a link: its word says, sealed for the one
 * contact, until when it counts, so nobody makes one up and it goes with the contact and with the person.
 */
@Component(service = RatingLinks.class)
public final class RatingLinks {

    /** Where the pages of the links are. */
    public static final String HOME = "/public/archives/rate";

    /** How long a link counts. */
    static final Duration COUNTS = Duration.ofDays(14);

    private static final String TABLE = "archives_interaction";
    private static final String PLACE = "rating-link";
    private static final int LONGEST = 500;

    private final AccessControl access;
    private final Transactions transactions;
    private final InteractionStore store;
    private final InteractionBook book;
    private final InteractionDrafts drafts;
    private final Trail trail;
    private final MailOutbox outbox;
    private final FieldCipher cipher;
    private final Company company;
    private final Stores stores;
    private final Clock clock;

    @Activate
    public RatingLinks(
            @Reference AccessControl access,
            @Reference Transactions transactions,
            @Reference InteractionStore store,
            @Reference InteractionBook book,
            @Reference InteractionDrafts drafts,
            @Reference Trail trail,
            @Reference MailOutbox outbox,
            @Reference FieldCipher cipher,
            @Reference Company company,
            @Reference Stores stores,
            @Reference Clock clock) {
        this.access = access;
        this.transactions = transactions;
        this.store = store;
        this.book = book;
        this.drafts = drafts;
        this.trail = trail;
        this.outbox = outbox;
        this.cipher = cipher;
        this.company = company;
        this.stores = stores;
        this.clock = clock;
    }

    /** A link for a contact that the actor may rate; the audit tells of it. */
    public RatingLink make(InteractionId id) {
        var reader = Reader.of(access, access.visibility(ArchivesPermissions.INTERACTION_EDIT));
        return transactions.call(() -> {
            var interaction = store.lock(id, reader).orElseThrow(InteractionId::notFound);
            var customer = book.requireRateable(interaction);
            var link = to(id);
            trail.audited(
                    "archives.interaction.rating-link-made",
                    customer,
                    id.value(),
                    Map.of("expiresAt", link.expiresAt().toString()),
                    null);
            return link;
        });
    }

    /** A link for this contact. Asks no right. */
    RatingLink to(InteractionId id) {
        var until = clock.instant().plus(COUNTS).truncatedTo(ChronoUnit.MILLIS);
        var sealed = cipher.seal(TABLE, PLACE, id.value(), Long.toString(until.toEpochMilli()));
        var path = HOME + "/" + id.value() + "." + sealed;
        return new RatingLink(path, outbox.isOpen() ? outbox.link(path) : null, until);
    }

    /** The contact that the word of a link asks of; empty where it is none, too old, or the contact or the person gone. Asks no right. */
    public Optional<RatingQuestion> question(String word) {
        return read(word)
                .flatMap(store::find)
                .filter(found -> found.customerId() != null)
                .map(this::question);
    }

    /**
     * Takes the customer's answer, in the place of an earlier one. Asks no right.
     *
     * @param faults what is at fault is added; then nothing is kept
     * @return whether the link still asks
     */
    public boolean answer(String word, RatingDraft draft, Faults faults) {
        var id = read(word);
        var rating = drafts.readHis(draft, faults);
        return id.isPresent() && (!faults.isEmpty() || book.rateHimself(id.get(), rating));
    }

    private Optional<InteractionId> read(String word) {
        var parts = word.split("\\.", 2);
        if (word.length() > LONGEST || parts.length != 2 || !Ids.isId(parts[0])) {
            return Optional.empty();
        }
        return until(parts[0], parts[1])
                .filter(until -> until.isAfter(clock.instant()))
                .map(until -> new InteractionId(parts[0]));
    }

    private Optional<Instant> until(String id, String sealed) {
        try {
            var clear = cipher.open(TABLE, PLACE, id, sealed);
            return Optional.of(Instant.ofEpochMilli(Long.parseLong(clear)));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private RatingQuestion question(Interaction interaction) {
        var place = interaction.storeId();
        var rating = interaction.rating();
        return new RatingQuestion(
                interaction.id(),
                company.name(),
                place == null ? null : stores.names(Set.of(place)).get(place),
                LocalDate.ofInstant(interaction.at(), zone(place)),
                rating != null && rating.isHis() ? rating : null);
    }

    private ZoneId zone(@Nullable StoreId place) {
        return place == null ? company.zone() : stores.zone(place).orElseGet(company::zone);
    }
}
