package org.kithwork.archives.internal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerId;
import org.kithwork.importing.ImportOrigin;
import org.kithwork.permission.Actor;
import org.kithwork.permission.StoreId;
import org.kithwork.permission.UserId;

/**
 * A time that the customer and we had to do with each other.
 *
 * @param customerId {@code null} once the person is erased; that there was an interaction stays
 * @param staffId who talked to the customer, where he is a user
 * @param externalId its key in the source, where it is unique
 * @param rating how the customer found it, where he was asked
 * @param createdById who recorded it
 * @param imported the import that brought it in, beside whoever wrote it; {@code null} for none
 */
public record Interaction(
        InteractionId id,
        long version,
        @Nullable CustomerId customerId,
        Instant at,
        @Nullable Instant endAt,
        InteractionChannel channel,
        Direction direction,
        @Nullable UserId staffId,
        @Nullable String staffName,
        @Nullable StoreId storeId,
        @Nullable String topic,
        @Nullable String body,
        @Nullable String outcome,
        @Nullable String source,
        @Nullable String externalId,
        Audience visibility,
        @Nullable Rating rating,
        @JsonIgnore String createdById,
        @Nullable ImportOrigin imported) {

    boolean isBy(Actor actor) {
        return createdById.equals(actor.id())
                || (staffId != null && staffId.value().equals(actor.id()));
    }

    /** What is said here put over what is there: where something is said or, to fill, where nothing is there. */
    Interaction over(Interaction there, boolean fill) {
        return new Interaction(
                there.id,
                there.version,
                there.customerId,
                fill ? there.at : at,
                chosen(endAt, there.endAt, fill),
                fill ? there.channel : channel,
                fill ? there.direction : direction,
                there.staffId,
                chosen(staffName, there.staffName, fill),
                chosen(storeId, there.storeId, fill),
                chosen(topic, there.topic, fill),
                chosen(body, there.body, fill),
                chosen(outcome, there.outcome, fill),
                there.source,
                there.externalId,
                fill ? there.visibility : visibility,
                there.rating,
                there.createdById,
                there.imported);
    }

    private static <T> @Nullable T chosen(@Nullable T said, @Nullable T there, boolean fill) {
        return said == null || (fill && there != null) ? there : said;
    }

    /** The same of another customer. */
    Interaction of(CustomerId customer) {
        return with(version, customer, topic, body, outcome, rating, imported);
    }

    /** The same in another version. */
    public Interaction withVersion(long current) {
        return with(current, customerId, topic, body, outcome, rating, imported);
    }

    /** The same with this rating. */
    Interaction rated(@Nullable Rating other) {
        return with(version, customerId, topic, body, outcome, other, imported);
    }

    /** The same with this topic, body and outcome. */
    public Interaction saying(@Nullable String otherTopic, @Nullable String otherBody, @Nullable String otherOutcome) {
        return with(version, customerId, otherTopic, otherBody, otherOutcome, rating, imported);
    }

    /** The same, brought in by this import. */
    Interaction from(@Nullable ImportOrigin origin) {
        return with(version, customerId, topic, body, outcome, rating, origin);
    }

    private Interaction with(
            long current,
            @Nullable CustomerId customer,
            @Nullable String about,
            @Nullable String words,
            @Nullable String result,
            @Nullable Rating found,
            @Nullable ImportOrigin origin) {
        return new Interaction(
                id,
                current,
                customer,
                at,
                endAt,
                channel,
                direction,
                staffId,
                staffName,
                storeId,
                about,
                words,
                result,
                source,
                externalId,
                visibility,
                found,
                createdById,
                origin);
    }
}
