package org.kithwork.archives.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kithwork.archives.internal.InteractionDrafts.NewInteraction;
import org.kithwork.archives.internal.store.InteractionStore;
import org.kithwork.customer.CustomerDirectory;
import org.kithwork.customer.CustomerId;
import org.kithwork.event.Trail;
import org.kithwork.importing.spi.ImportOptions.OnDuplicate;
import org.kithwork.permission.AccessControl;
import org.kithwork.problem.Faults;
import org.kithwork.problem.Message;
import org.kithwork.problem.Problem;
import org.kithwork.rest.Patch;
import org.kithwork.store.Transactions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Records interactions and changes them. Each change, its audit and its event are one transaction. */
@Component(service = InteractionBook.class)
public final class InteractionBook {

    private final AccessControl access;
    private final CustomerDirectory customers;
    private final Transactions transactions;
    private final InteractionStore store;
    private final InteractionDrafts drafts;
    private final ArchivesFields fields;
    private final SignalFinder signals;
    private final Trail trail;

    @Activate
    public InteractionBook(
            @Reference AccessControl access,
            @Reference CustomerDirectory customers,
            @Reference Transactions transactions,
            @Reference InteractionStore store,
            @Reference InteractionDrafts drafts,
            @Reference ArchivesFields fields,
            @Reference SignalFinder signals,
            @Reference Trail trail) {
        this.access = access;
        this.customers = customers;
        this.transactions = transactions;
        this.store = store;
        this.drafts = drafts;
        this.fields = fields;
        this.signals = signals;
        this.trail = trail;
    }

    /**
     * Records an interaction. One with the same source and external id is the same interaction: with the same content
     * it is returned as it stands, with another content refused ({@code external-id-taken}).
     */
    public Interaction record(InteractionDraft draft) {
        var right = access.visibility(ArchivesPermissions.INTERACTION_CREATE);
        var said = drafts.read(draft, access.actor(), right, new Faults());
        return transactions.call(() -> {
            var customer = customers.requireOpen(said.customer());
            return known(said).map(known -> requireSame(known, said, customer)).orElseGet(() -> enter(said));
        });
    }

    /** Changes the members that the patch names. Only its author changes who may read it. */
    public Interaction change(InteractionId id, long version, Patch patch) {
        var right = access.visibility(ArchivesPermissions.INTERACTION_EDIT);
        var reader = Reader.of(access, right);
        return transactions.call(() -> {
            var before = store.lock(id, reader).orElseThrow(InteractionId::notFound);
            if (before.version() != version) {
                throw Problem.stale();
            }
            fields.requireWritable(before, patch.members());
            var after = drafts.read(InteractionDraft.of(before, patch), before, right);
            if (after.visibility() != before.visibility() && !before.isBy(access.actor())) {
                throw Problem.conflict(Said.message("audience-of-another"));
            }
            if (after.equals(before)) {
                return before;
            }
            trail.audited(
                    "archives.interaction.changed",
                    before.customerId(),
                    id.value(),
                    Map.of("fields", patch.members().stream().sorted().collect(Collectors.joining(", "))),
                    null);
            changed(after);
            return store.change(after, access.actor());
        });
    }

    private void changed(Interaction after) {
        trail.told(
                ArchivesEvents.INTERACTION_CHANGED,
                after.customerId(),
                after.id().value(),
                after.at(),
                data(after));
    }

    /** Notes how the customer found a contact, in the place of what he said before. The same again changes nothing. */
    public Interaction rate(InteractionId id, RatingDraft draft) {
        var reader = Reader.of(access, access.visibility(ArchivesPermissions.INTERACTION_EDIT));
        var rating = drafts.read(draft, access.actor());
        return transactions.call(() -> {
            var before = store.lock(id, reader).orElseThrow(InteractionId::notFound);
            return rated(before, requireRateable(before), rating);
        });
    }

    /** Whose contact it is; refuses where the person is erased or merged, and where the actor may not write what was said. */
    CustomerId requireRateable(Interaction interaction) {
        var customer = interaction.customerId();
        if (customer == null) {
            throw Problem.conflict(Said.message("interaction-of-nobody"));
        }
        customers.requireOpen(customer);
        fields.requireWritable(interaction, Set.of(ArchivesFields.BODY));
        return customer;
    }

    /**
     * Notes how the customer says himself that he found a contact, in the place of what was noted before. Asks no right:
     * whoever calls has checked his link.
     *
     * @return whether it is noted; it is not where the contact or the person is gone
     */
    boolean rateHimself(InteractionId id, Rating rating) {
        return transactions.call(() -> {
            var before = store.lock(id);
            var customer = before.map(Interaction::customerId);
            if (customer.isEmpty()) {
                return false;
            }
            rated(before.get(), customers.resolve(customer.get()), rating);
            return true;
        });
    }

    private Interaction rated(Interaction before, CustomerId customer, Rating rating) {
        var known = before.rating();
        if (known != null && known.says(rating)) {
            return before;
        }
        var data = data(before);
        data.put("stars", rating.stars());
        trail.happened(ArchivesEvents.INTERACTION_RATED, customer, before.id().value(), rating.at(), data, null);
        return store.change(before.rated(rating), access.actor());
    }

    /**
     * Records an interaction in the transaction of an import, whose row is the audit of it. One that is there already
     * is treated as the import says.
     *
     * @param faults what was found at fault of the row before
     * @param newcomer makes the customer of a draft that names none, once nothing is at fault
     */
    public Entered enterRow(
            InteractionDraft draft, OnDuplicate onDuplicate, Faults faults, @Nullable Supplier<CustomerId> newcomer) {
        var right = access.visibility(ArchivesPermissions.INTERACTION_CREATE);
        var said = drafts.read(newcomer == null ? draft : draft.of(Said.NEWCOMER), access.actor(), right, faults);
        var known = known(said);
        if (known.isEmpty()) {
            return new Entered(append(newcomer == null ? said : said.of(newcomer.get())), Entered.What.RECORDED);
        }
        var before = known.get().interaction();
        if (before.customerId() == null || known.get().fingerprint().equals(said.fingerprint())) {
            return new Entered(before, Entered.What.NOTHING);
        }
        if (!said.customer().equals(before.customerId())) {
            throw Problem.invalid("/customerId", Said.message("interaction-of-another"));
        }
        return switch (onDuplicate) {
            case SKIP -> new Entered(before, Entered.What.SKIPPED);
            case REVIEW -> new Entered(before, Entered.What.TO_REVIEW);
            case OVERWRITE, NEWEST, FILL -> {
                var after = said.interaction().over(before, onDuplicate == OnDuplicate.FILL);
                if (after.equals(before)) {
                    yield new Entered(before, Entered.What.NOTHING);
                }
                changed(after);
                yield new Entered(store.change(after, access.actor()), Entered.What.CHANGED);
            }
        };
    }

    /**
     * Takes back an interaction that an import recorded, in the transaction of the undo, whose row is the audit of it.
     *
     * @return why it stays: it was changed since; empty when it is gone
     */
    public Optional<Message> takeBack(InteractionId id) {
        var found = store.lock(id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var interaction = found.get();
        if (interaction.version() != 1) {
            return Optional.of(Said.message("changed-since"));
        }
        trail.told(
                ArchivesEvents.INTERACTION_REMOVED, interaction.customerId(), id.value(), interaction.at(), Map.of());
        signals.forget(interaction);
        store.remove(id);
        return Optional.empty();
    }

    /** What became of a row. */
    public record Entered(Interaction interaction, What made) {

        /** What a row made. */
        public enum What {
            RECORDED,
            CHANGED,
            SKIPPED,
            TO_REVIEW,
            NOTHING
        }
    }

    private Optional<InteractionStore.Known> known(NewInteraction said) {
        var source = said.interaction().source();
        var externalId = said.interaction().externalId();
        return source == null || externalId == null ? Optional.empty() : store.byKey(source, externalId);
    }

    private Interaction enter(NewInteraction said) {
        var interaction = said.interaction();
        trail.happened(
                ArchivesEvents.INTERACTION_RECORDED,
                said.customer(),
                interaction.id().value(),
                interaction.at(),
                data(interaction),
                null);
        return store.insert(interaction, said.fingerprint(), access.actor());
    }

    private Interaction append(NewInteraction said) {
        var interaction = said.interaction();
        trail.told(
                ArchivesEvents.INTERACTION_RECORDED,
                said.customer(),
                interaction.id().value(),
                interaction.at(),
                data(interaction));
        return store.append(interaction, said.fingerprint(), access.actor());
    }

    private static Interaction requireSame(InteractionStore.Known known, NewInteraction said, CustomerId customer) {
        if (!customer.equals(known.interaction().customerId())
                || !known.fingerprint().equals(said.fingerprint())) {
            throw Problem.conflict(
                    Said.message("external-id-taken", "" + said.interaction().externalId()));
        }
        return known.interaction();
    }

    private static Map<String, Object> data(Interaction interaction) {
        var data = new HashMap<String, Object>();
        data.put("channel", interaction.channel().name());
        data.put("direction", interaction.direction().name());
        var store = interaction.storeId();
        if (store != null) {
            data.put("storeId", store.value());
        }
        var staff = interaction.staffId();
        if (staff != null) {
            data.put("ownerId", staff.value());
        }
        var ended = interaction.endAt();
        if (ended != null) {
            data.put("seconds", Duration.between(interaction.at(), ended).toSeconds());
        }
        return data;
    }
}
