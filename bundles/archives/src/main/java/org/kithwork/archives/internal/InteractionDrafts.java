package org.kithwork.archives.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.kithwork.company.Stores;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;
import org.kithwork.id.Ids;
import org.kithwork.permission.Actor;
import org.kithwork.permission.UserId;
import org.kithwork.permission.Visibility;
import org.kithwork.problem.Faults;
import org.kithwork.protection.FieldCipher;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads what is said of an interaction and names every fault at once. */
@Component(service = InteractionDrafts.class)
public final class InteractionDrafts {

    /** The most that a customer says of a contact on the page of his link. */
    public static final int HIS_LONGEST = 500;

    private final Ids ids;
    private final Clock clock;
    private final Stores stores;

    @Activate
    public InteractionDrafts(@Reference Ids ids, @Reference Clock clock, @Reference Stores stores) {
        this.ids = ids;
        this.clock = clock;
        this.stores = stores;
    }

    /**
     * An interaction as said and checked, before it is recorded.
     *
     * @param fingerprint by which the same content is known again
     */
    record NewInteraction(CustomerId customer, Interaction interaction, String fingerprint) {

        /** The same of another customer. */
        NewInteraction of(CustomerId other) {
            return new NewInteraction(other, interaction.of(other), fingerprint);
        }
    }

    /**
     * A new interaction, recorded by the actor, in a store that the right covers; refused with what was found at fault
     * before and here.
     */
    NewInteraction read(InteractionDraft draft, Actor actor, Visibility right, Faults faults) {
        var customer = CustomerId.required(faults, "/customerId", draft.customerId());
        var staffName = faults.optionalText("/staffName", draft.staffName(), 200);
        var self = staffName == null && actor.kind() == Actor.Kind.USER;
        var externalId = faults.optionalText("/externalId", draft.externalId(), 200);
        var source = Said.source(faults, draft.source(), externalId);
        var id = new InteractionId(ids.next());
        var interaction = read(
                faults,
                draft,
                right,
                new Fixed(
                        id,
                        0,
                        customer,
                        self ? new UserId(actor.id()) : null,
                        self ? actor.name() : staffName,
                        source,
                        externalId,
                        actor.id()));
        if (customer == null || interaction == null) {
            throw new IllegalStateException("A draft without faults is complete");
        }
        return new NewInteraction(customer, interaction, fingerprint(draft, interaction));
    }

    /** How the customer found a contact, as the actor writes it down. */
    Rating read(RatingDraft draft, Actor actor) {
        var faults = new Faults();
        var rating = rating(draft, FieldCipher.MAX_CHARACTERS, new ActorName(actor.id(), actor.name()), faults);
        faults.check();
        return rating;
    }

    /** How the customer found a contact, as he says himself; what is at fault is among the faults. */
    Rating readHis(RatingDraft draft, Faults faults) {
        return rating(draft, HIS_LONGEST, null, faults);
    }

    private Rating rating(RatingDraft draft, int longest, @Nullable ActorName writer, Faults faults) {
        var stars = Said.stars(faults, draft.stars());
        var text = faults.optionalText("/text", draft.text(), longest);
        return new Rating(stars, text, Said.at(faults, draft.at(), clock), writer);
    }

    /** An interaction after a change. */
    Interaction read(InteractionDraft draft, Interaction now, Visibility right) {
        var changed = read(
                new Faults(),
                draft,
                right,
                new Fixed(
                        now.id(),
                        now.version(),
                        now.customerId(),
                        now.staffId(),
                        now.staffName(),
                        now.source(),
                        now.externalId(),
                        now.createdById()));
        return changed == null ? now : changed.rated(now.rating());
    }

    /** What a change leaves alone. */
    private record Fixed(
            InteractionId id,
            long version,
            @Nullable CustomerId customer,
            @Nullable UserId staffId,
            @Nullable String staffName,
            @Nullable String source,
            @Nullable String externalId,
            String createdById) {}

    private @Nullable Interaction read(Faults faults, InteractionDraft draft, Visibility right, Fixed fixed) {
        var at = Said.at(faults, draft.at(), clock);
        var endAt = faults.instant("/endAt", draft.endAt());
        if (endAt != null && endAt.isBefore(at)) {
            faults.add("/endAt", Said.message("end-before-start"));
        }
        if (draft.channel() == null) {
            faults.add("/channel", "required");
        }
        var channel = faults.choice("/channel", draft.channel(), InteractionChannel.class);
        var direction = faults.choice("/direction", draft.direction(), Direction.class);
        var store = stores.read(faults, "/storeId", draft.storeId(), right);
        var topic = faults.optionalText("/topic", draft.topic(), 300);
        var body = faults.optionalText("/body", draft.body(), FieldCipher.MAX_CHARACTERS);
        var outcome = faults.optionalText("/outcome", draft.outcome(), 300);
        var visibility = faults.choice("/visibility", draft.visibility(), Audience.class);
        if (draft.topic() == null && draft.body() == null) {
            faults.add("/topic", "required");
        }
        faults.check();
        if (channel == null) {
            return null;
        }
        return new Interaction(
                fixed.id,
                fixed.version,
                fixed.customer,
                at,
                micros(endAt),
                channel,
                direction == null ? Direction.IN : direction,
                fixed.staffId,
                fixed.staffName,
                store,
                topic,
                body,
                outcome,
                fixed.source,
                fixed.externalId,
                visibility == null ? Audience.ALL : visibility,
                null,
                fixed.createdById,
                null);
    }

    private static @Nullable Instant micros(@Nullable Instant at) {
        return at == null ? null : at.truncatedTo(java.time.temporal.ChronoUnit.MICROS);
    }

    private static String fingerprint(InteractionDraft draft, Interaction said) {
        return Said.fingerprint(Arrays.asList(
                draft.at() == null ? null : said.at(),
                said.endAt(),
                said.channel(),
                said.direction(),
                draft.staffName(),
                said.storeId(),
                said.topic(),
                said.body(),
                said.outcome(),
                said.visibility()));
    }
}
