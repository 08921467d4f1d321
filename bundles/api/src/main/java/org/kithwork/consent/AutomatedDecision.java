package org.kithwork.consent;

import org.jspecify.annotations.Nullable;
import org.kithwork.problem.Message;

/**
 * Whether a machine alone may decide on a customer.
 *
 * @param reason why not: {@code automation-objected}, {@code guardian-needed} (under 14 without a guardian's grant),
 *     {@code customer-erased}, {@code customer-blocked}, {@code customer-restricted} or {@code customer-deceased}
 * @param objection the refusal, where there is one; its evidence as far as the actor may see it
 */
public record AutomatedDecision(
        boolean allowed, @Nullable Message reason, @Nullable ConsentEvent objection) {}
