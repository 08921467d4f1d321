package org.kithwork.privacy.spi;

import java.util.Set;
import org.kithwork.problem.Message;

/**
 * A kind of record that is kept for a time.
 *
 * @param id {@code module.kind}; the name of its rule, which must not change
 * @param title what people read, in the plural
 * @param actions what may become of it; empty where it is never removed and only its minimum is told
 * @param minimumMonths what the law demands; no rule goes below it
 * @param proposedMonths what a rule begins with, at least the minimum
 */
public record RetentionKind(
        String id, Message title, Set<RetentionAction> actions, int minimumMonths, int proposedMonths) {

    public RetentionKind {
        actions = Set.copyOf(actions);
    }
}
