package org.kithwork.archives.internal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.kithwork.customer.ActorName;
import org.kithwork.customer.CustomerId;

/**
 * Somebody made sure that a value of a customer still holds.
 *
 * @param subject the contact point or, of other fields, the customer whose value it was then
 */
public record Confirmation(
        String id,
        CustomerId customerId,
        String field,
        @JsonIgnore String subject,
        Instant at,
        ActorName by) {}
