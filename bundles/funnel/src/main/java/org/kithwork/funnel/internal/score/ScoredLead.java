package org.kithwork.funnel.internal.score;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kithwork.customer.CustomerId;
import org.kithwork.funnel.internal.lead.Lead;
import org.kithwork.funnel.internal.pipeline.StageId;
import org.kithwork.money.Money;

/** A lead as rules look at it: nothing is said yet of what it is worth, and it is on no way. */
record ScoredLead(Lead one) implements Subject {

    @Override
    public @Nullable CustomerId customerId() {
        return one.customerId();
    }

    @Override
    public @Nullable String source() {
        return one.source();
    }

    @Override
    public @Nullable Money amount() {
        return null;
    }

    @Override
    public boolean hidesAmount() {
        return false;
    }

    @Override
    public @Nullable Integer probability() {
        return null;
    }

    @Override
    public boolean hasComeTo(StageId stage) {
        return false;
    }

    @Override
    public Instant openedAt() {
        return one.openedAt();
    }

    @Override
    public Instant movedAt() {
        return one.stateSince();
    }
}
