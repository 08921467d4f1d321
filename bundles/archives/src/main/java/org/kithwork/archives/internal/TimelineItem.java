package org.kithwork.archives.internal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.ActorName;
import org.kithwork.money.Money;

/**
 * Something that happened to a customer, in the reader's language.
 *
 * @param id the event's id
 * @param module who wrote the event
 * @param text a second line: what was bought, what it was about
 * @param link the page of the record, while its module runs
 */
public record TimelineItem(
        String id,
        Instant at,
        String module,
        String type,
        String icon,
        String title,
        @Nullable String text,
        @Nullable Money amount,
        @Nullable String link,
        @Nullable ActorName actor) {}
