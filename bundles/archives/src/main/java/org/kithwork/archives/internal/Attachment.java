package org.kithwork.archives.internal;

import java.time.Instant;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;

/**
 * A file that is kept with a customer. It is never changed.
 *
 * @param type the media type that its content has
 * @param size in bytes
 * @param at when it was handed in
 */
public record Attachment(
        AttachmentId id,
        CustomerId customerId,
        String name,
        String type,
        long size,
        Audience visibility,
        Instant at,
        ActorName by) {}
